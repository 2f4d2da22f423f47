import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import {
  rolloutQuerySchema,
  rolloutWhatIfRequestSchema,
  strictQuerySchema,
  zeroTrustComplianceReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { audited } from '../api/audited';
import { parse } from '../api/parse';
import { replyWithETag } from '../api/replyWithETag';
import { notAllowed } from '../posture/errors';
import { RolloutService } from './RolloutService';

/** `/v1/rollout…`, for who may see the whole fleet. */
export function createRolloutRouter(options: {
  readonly rollout: RolloutService;
  readonly permissions: PermissionsService;
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
}): Router {
  const { rollout, permissions, httpAuth, auditor } = options;
  const router = PromiseRouter();
  const ask = async <T>(
    request: Request,
    eventId: string,
    meta: JsonObject,
    question: () => Promise<T>,
  ): Promise<T> => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return audited(auditor, { eventId, request, meta }, async () => {
      const [{ result }] = await permissions.authorize(
        [{ permission: zeroTrustComplianceReadPermission }],
        { credentials },
      );
      if (result !== AuthorizeResult.ALLOW) throw notAllowed();
      return question();
    });
  };

  router.get('/v1/rollout', async (request, response) => {
    const query = parse(rolloutQuerySchema, request.query);
    replyWithETag(
      response,
      await ask(request, 'rollout-fetch', {}, () => rollout.namespaces(query)),
    );
  });

  router.get('/v1/rollout/strict', async (request, response) => {
    const query = parse(strictQuerySchema, request.query);
    replyWithETag(
      response,
      await ask(request, 'rollout-fetch', { ...query }, () =>
        rollout.strict(query),
      ),
    );
  });

  router.post(
    '/v1/rollout/whatif',
    express.json({ limit: '4kb' }),
    async (request, response) => {
      const body = parse(rolloutWhatIfRequestSchema, request.body);
      response.json(
        await ask(request, 'rollout-whatif', { ...body }, () =>
          rollout.whatIf(body),
        ),
      );
    },
  );

  return router;
}
