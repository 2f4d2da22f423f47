import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import {
  newWaiverSchema,
  waiversQuerySchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { audited } from '../api/audited';
import { parse } from '../api/parse';
import { WaiverService } from './WaiverService';

/** `/v1/waivers`. */
export function createWaiverRouter(options: {
  readonly waivers: WaiverService;
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
}): Router {
  const { waivers, httpAuth, auditor } = options;
  const router = PromiseRouter();
  const askOptions = async (request: Request) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });

  router.get('/v1/waivers', async (request, response) => {
    const query = parse(waiversQuerySchema, request.query);
    const event = { eventId: 'waivers-fetch', request, meta: {} };
    const ask = await askOptions(request);
    response.json(
      await audited(auditor, event, () => waivers.list(query, ask)),
    );
  });

  router.post(
    '/v1/waivers',
    express.json({ limit: '16kb' }),
    async (request, response) => {
      const waiver = parse(newWaiverSchema, request.body);
      const { control, scope, owner, expiresAt } = waiver;
      const meta = { control, scope, owner, expiresAt };
      const event = { eventId: 'waiver-create', request, meta };
      const ask = await askOptions(request);
      response
        .status(201)
        .json(
          await audited(
            auditor,
            event,
            () => waivers.create(waiver, ask),
            'medium',
          ),
        );
    },
  );

  router.delete('/v1/waivers/:id', async (request, response) => {
    const { id } = request.params;
    const event = { eventId: 'waiver-delete', request, meta: { id } };
    const ask = await askOptions(request);
    await audited(auditor, event, () => waivers.end(id, ask), 'medium');
    response.status(204).end();
  });

  return router;
}
