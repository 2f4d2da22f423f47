import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import {
  objectQuerySchema,
  packPermissions,
  permissionsQuerySchema,
  reachQuerySchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { refOf } from '../posture/whatIf/changedObjects';
import { PostureService } from '../posture/PostureService';
import { audited } from './audited';
import { openApiDocument } from './openApiDocument';
import { parse } from './parse';
import { parseEntityRef } from './parseEntityRef';
import { parseJudgeRequest } from './parseJudgeRequest';
import { parseWhatIfRequest } from './parseWhatIfRequest';
import { replyWithETag } from './replyWithETag';

export interface RouterOptions {
  readonly postures: PostureService;
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
}

/** The HTTP API. A route parses, asks and replies; no rule lives here. */
export function createRouter(options: RouterOptions): Router {
  const { postures, httpAuth, auditor } = options;
  const router = PromiseRouter();
  const askOptions = async (request: Request) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });

  router.get(
    '/v1/entities/:kind/:namespace/:name/posture',
    async (request, response) => {
      const entityRef = parseEntityRef(request.params);
      const event = { eventId: 'posture-fetch', request, meta: { entityRef } };
      const ask = await askOptions(request);
      replyWithETag(
        response,
        await audited(auditor, event, () => postures.posture(entityRef, ask)),
      );
    },
  );

  router.get(
    '/v1/entities/:kind/:namespace/:name/permissions',
    async (request, response) => {
      const entityRef = parseEntityRef(request.params);
      const query = parse(permissionsQuerySchema, request.query);
      const meta = { entityRef, direction: query.direction };
      const event = { eventId: 'permissions-fetch', request, meta };
      const ask = await askOptions(request);
      const permissions = await audited(auditor, event, () =>
        postures.permissions(entityRef, query, ask),
      );
      replyWithETag(response, packPermissions(permissions));
    },
  );

  router.get(
    '/v1/entities/:kind/:namespace/:name/reach',
    async (request, response) => {
      const entityRef = parseEntityRef(request.params);
      const query = parse(reachQuerySchema, request.query);
      const meta = { entityRef, hops: query.hops };
      const event = { eventId: 'reach-fetch', request, meta };
      const ask = await askOptions(request);
      replyWithETag(
        response,
        await audited(auditor, event, () =>
          postures.reach(entityRef, query, ask),
        ),
      );
    },
  );

  router.get(
    '/v1/entities/:kind/:namespace/:name/object',
    async (request, response) => {
      const entityRef = parseEntityRef(request.params);
      const query = parse(objectQuerySchema, request.query);
      const { cluster, object } = query;
      const meta = { entityRef, cluster, object };
      const event = { eventId: 'object-fetch', request, meta };
      const ask = await askOptions(request);
      replyWithETag(
        response,
        await audited(auditor, event, () =>
          postures.object(entityRef, query, ask),
        ),
      );
    },
  );

  router.post(
    '/v1/connections/judge',
    express.json({ limit: '64kb' }),
    async (request, response) => {
      const question = parseJudgeRequest(request.body);
      const meta = { from: question.from, to: question.to };
      const event = { eventId: 'connection-judge', request, meta };
      const ask = await askOptions(request);
      response.json(
        await audited(auditor, event, () => postures.judge(question, ask)),
      );
    },
  );

  router.post(
    '/v1/whatif',
    express.json({ limit: '256kb' }),
    async (request, response) => {
      const question = parseWhatIfRequest(request.body);
      const { entityRef, add, remove } = question;
      const meta = { entityRef, add: add.map(refOf), remove: [...remove] };
      const event = { eventId: 'whatif-ask', request, meta };
      const ask = await askOptions(request);
      response.json(
        await audited(auditor, event, () => postures.whatIf(question, ask)),
      );
    },
  );

  router.get('/v1/clusters', async (request, response) => {
    const event = { eventId: 'clusters-fetch', request, meta: {} };
    const ask = await askOptions(request);
    response.json(await audited(auditor, event, () => postures.clusters(ask)));
  });

  router.get('/openapi.json', (_request, response) => {
    response.json(openApiDocument);
  });

  return router;
}
