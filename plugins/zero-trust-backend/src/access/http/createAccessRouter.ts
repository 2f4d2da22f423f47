import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import {
  accessRequestsQuerySchema,
  cancelAccessRequestSchema,
  rebaseAccessRequestSchema,
  submitAccessRequestSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import express, { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { audited } from '../../api/audited';
import { toHttpError } from '../errors';
import { AccessService, Asker } from '../service/AccessService';
import { Askers } from '../service/Askers';
import { endsOf } from './endsOf';
import { idempotencyKeySchema, parse, requestIdSchema } from './parse';
import {
  parseChange,
  parseNewRequest,
  parseOptionsQuery,
  parseSpec,
  parseSupersede,
} from './parseSpec';

const root = '/v1/access-requests';

/** `/v1/access-requests`. A route parses, asks and replies. */
export function createAccessRouter({
  requests,
  askers,
  httpAuth,
  auditor,
}: {
  readonly requests: AccessService;
  readonly askers: Askers;
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
}): Router {
  const router = PromiseRouter();
  const json = express.json({ limit: '64kb' });
  const askerOf = async (request: Request): Promise<Asker> =>
    askers.of(await httpAuth.credentials(request, { allow: ['user'] }));
  const answer = async <T>(
    request: Request,
    action: string,
    meta: Record<string, string>,
    ask: () => Promise<T>,
    severity: 'low' | 'medium' = 'low',
  ): Promise<T> => {
    const event = { eventId: `access-request-${action}`, request, meta };
    try {
      return await audited(auditor, event, ask, severity);
    } catch (error) {
      throw toHttpError(error);
    }
  };
  const idOf = ({ params }: Request): string =>
    parse(requestIdSchema, params.id);

  router.get(`${root}/options`, async (request, response) => {
    const asker = await askerOf(request);
    const query = parseOptionsQuery(request.query);
    const meta = { caller: query.caller, callee: query.callee };
    response.json(
      await answer(request, 'options', meta, () =>
        requests.options(query, asker),
      ),
    );
  });

  router.post(`${root}/preview`, json, async (request, response) => {
    const asker = await askerOf(request);
    const spec = parseSpec(request.body);
    const meta = endsOf(spec);
    response.json(
      await answer(request, 'preview', meta, () =>
        requests.preview(spec, asker),
      ),
    );
  });

  router.post(root, json, async (request, response) => {
    const asker = await askerOf(request);
    const asked = parseNewRequest(request.body);
    const key = parse(idempotencyKeySchema, request.header('idempotency-key'));
    const created = await answer(
      request,
      'create',
      endsOf(asked.spec),
      () => requests.create(asked, key, asker),
      'medium',
    );
    response.status(created.deduplicated ? 200 : 201).json(created);
  });

  router.get(root, async (request, response) => {
    const asker = await askerOf(request);
    const query = parse(accessRequestsQuerySchema, request.query);
    response.json(
      await answer(request, 'read', {}, () => requests.list(query, asker)),
    );
  });

  router.get(`${root}/:id`, async (request, response) => {
    const asker = await askerOf(request);
    const id = idOf(request);
    response.json(
      await answer(request, 'read', { id }, () => requests.get(id, asker)),
    );
  });

  router.get(`${root}/:id/events`, async (request, response) => {
    const asker = await askerOf(request);
    const id = idOf(request);
    response.json(
      await answer(request, 'read', { id }, () => requests.events(id, asker)),
    );
  });

  router.patch(`${root}/:id`, json, async (request, response) => {
    const asker = await askerOf(request);
    const id = idOf(request);
    const change = parseChange(request.body);
    response.json(
      await answer(
        request,
        'update',
        { id },
        () => requests.update(id, change, asker),
        'medium',
      ),
    );
  });

  const accepted = (response: Response, body: unknown) =>
    response.status(202).json(body);

  router.post(`${root}/:id/submit`, json, async (request, response) => {
    const asker = await askerOf(request);
    const id = idOf(request);
    const submit = parse(submitAccessRequestSchema, request.body);
    accepted(
      response,
      await answer(
        request,
        'submit',
        { id },
        () => requests.submit(id, submit, asker),
        'medium',
      ),
    );
  });

  router.post(`${root}/:id/rebase`, json, async (request, response) => {
    const asker = await askerOf(request);
    const id = idOf(request);
    const rebase = parse(rebaseAccessRequestSchema, request.body);
    accepted(
      response,
      await answer(
        request,
        'rebase',
        { id },
        () => requests.rebase(id, rebase, asker),
        'medium',
      ),
    );
  });

  router.post(`${root}/:id/supersede`, json, async (request, response) => {
    const asker = await askerOf(request);
    const id = idOf(request);
    const supersede = parseSupersede(request.body);
    accepted(
      response,
      await answer(
        request,
        'supersede',
        { id, ...endsOf(supersede.spec) },
        () => requests.supersede(id, supersede, asker),
        'medium',
      ),
    );
  });

  router.post(`${root}/:id/cancel`, json, async (request, response) => {
    const asker = await askerOf(request);
    const id = idOf(request);
    const cancel = parse(cancelAccessRequestSchema, request.body);
    accepted(
      response,
      await answer(
        request,
        'cancel',
        { id },
        () => requests.cancel(id, cancel, asker),
        'medium',
      ),
    );
  });

  router.post(`${root}/:id/recheck`, json, async (request, response) => {
    const asker = await askerOf(request);
    const id = idOf(request);
    accepted(
      response,
      await answer(request, 'recheck', { id }, () =>
        requests.recheck(id, asker),
      ),
    );
  });

  return router;
}
