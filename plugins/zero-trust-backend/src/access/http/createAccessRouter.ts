import {
  AuditorService,
  BackstageUserPrincipal,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  accessOptionsQuerySchema,
  accessRequestsQuerySchema,
  accessSpecSchema,
  cancelAccessRequestSchema,
  changedAccessRequestSchema,
  newAccessRequestSchema,
  submitAccessRequestSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import express, { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { audited } from '../../api/audited';
import { invalidSpec, notEnabled, toHttpError } from '../errors';
import { AccessService, Asker } from '../service/AccessService';

const root = '/v1/access-requests';
const keySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible characters')
  .optional();

/** `/v1/access-requests`. A route parses, asks and replies. */
export function createAccessRouter({
  requests,
  enabled,
  httpAuth,
  userInfo,
  auditor,
}: {
  readonly requests: AccessService;
  readonly enabled: boolean;
  readonly httpAuth: HttpAuthService;
  readonly userInfo: UserInfoService;
  readonly auditor: AuditorService;
}): Router {
  const router = PromiseRouter();
  const json = express.json({ limit: '64kb' });
  /** Only people ask: who owns what cannot be told of a service. */
  const askerOf = async (request: Request): Promise<Asker> => {
    const credentials = await httpAuth.credentials<'user'>(request, {
      allow: ['user'],
    });
    if (!enabled) throw notEnabled();
    const info = await userInfo.getUserInfo(credentials);
    const { userEntityRef }: BackstageUserPrincipal = credentials.principal;
    return {
      credentials,
      userRef: userEntityRef,
      owns: [...new Set([userEntityRef, ...info.ownershipEntityRefs])],
    };
  };
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
    parse(z.string().regex(/^[0-9a-z]{1,26}$/), params.id);

  router.get(`${root}/options`, async (request, response) => {
    const asker = await askerOf(request);
    const query = parse(accessOptionsQuerySchema, request.query);
    const meta = { caller: query.caller, callee: query.callee };
    response.json(
      await answer(request, 'options', meta, () =>
        requests.options(query, asker),
      ),
    );
  });

  router.post(`${root}/preview`, json, async (request, response) => {
    const asker = await askerOf(request);
    const spec = parse(accessSpecSchema, request.body);
    const meta = metaOf(spec);
    response.json(
      await answer(request, 'preview', meta, () =>
        requests.preview(spec, asker),
      ),
    );
  });

  router.post(root, json, async (request, response) => {
    const asker = await askerOf(request);
    const asked = parse(newAccessRequestSchema, request.body);
    const key = parse(keySchema, request.header('idempotency-key'));
    const created = await answer(
      request,
      'create',
      metaOf(asked.spec),
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
    const change = parse(changedAccessRequestSchema, request.body);
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

/** Names the fields that are wrong, and not what was in them. */
function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalidSpec(
    parsed.error.issues
      .map(
        ({ path, message }) =>
          `${path.map(String).join('.') || 'input'}: ${message}`,
      )
      .join('; '),
  );
}

const metaOf = ({
  caller,
  callee,
  cluster,
}: z.output<typeof accessSpecSchema>) => ({
  caller: caller.entityRef,
  callee: callee.entityRef,
  cluster,
});
