import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  complianceFilterSchema,
  complianceResultsQuerySchema,
  complianceWorkloadsQuerySchema,
  controlEventsQuerySchema,
  historyQuerySchema,
  scoreboardQuerySchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { audited } from '../api/audited';
import { parse } from '../api/parse';
import { replyWithETag } from '../api/replyWithETag';
import { AskOptions } from '../posture/PostureService';
import { ComplianceService } from './ComplianceService';

export interface ComplianceRouterOptions {
  readonly compliance: ComplianceService;
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
}

const exportQuerySchema = complianceWorkloadsQuerySchema.omit({
  cursor: true,
  limit: true,
});

/** `/v1/controls` and `/v1/compliance…`. */
export function createComplianceRouter(
  options: ComplianceRouterOptions,
): Router {
  const { compliance, httpAuth, auditor } = options;
  const router = PromiseRouter();
  const ask = async <T>(
    request: Request,
    eventId: string,
    meta: JsonObject,
    question: (ask: AskOptions) => Promise<T>,
  ): Promise<T> => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return audited(auditor, { eventId, request, meta }, () =>
      question({ credentials }),
    );
  };

  router.get('/v1/controls', async (request, response) => {
    replyWithETag(
      response,
      await ask(request, 'controls-fetch', {}, o => compliance.controls(o)),
    );
  });

  router.get('/v1/compliance', async (request, response) => {
    const filter = parse(complianceFilterSchema, request.query);
    replyWithETag(
      response,
      await ask(request, 'compliance-fetch', { ...filter }, o =>
        compliance.overview(filter, o),
      ),
    );
  });

  router.get('/v1/compliance/scoreboard', async (request, response) => {
    const query = parse(scoreboardQuerySchema, request.query);
    replyWithETag(
      response,
      await ask(request, 'compliance-fetch', { by: query.by }, o =>
        compliance.scoreboard(query, o),
      ),
    );
  });

  router.get('/v1/compliance/workloads', async (request, response) => {
    const query = parse(complianceWorkloadsQuerySchema, request.query);
    replyWithETag(
      response,
      await ask(request, 'compliance-fetch', {}, o =>
        compliance.workloads(query, o),
      ),
    );
  });

  router.get('/v1/compliance/results', async (request, response) => {
    const query = parse(complianceResultsQuerySchema, request.query);
    replyWithETag(
      response,
      await ask(request, 'compliance-fetch', { ...query }, o =>
        compliance.results(query, o),
      ),
    );
  });

  router.get('/v1/compliance/export.csv', async (request, response) => {
    const query = parse(exportQuerySchema, request.query);
    const text = await ask(request, 'compliance-export', {}, o =>
      compliance.exportCsv(query, o),
    );
    response
      .set('Cache-Control', 'private, no-store')
      .attachment('zero-trust-compliance.csv')
      .type('text/csv; charset=utf-8')
      .send(text);
  });

  router.get('/v1/compliance/export.json', async (request, response) => {
    const query = parse(exportQuerySchema, request.query);
    const body = await ask(request, 'compliance-export', {}, o =>
      compliance.exportJson(query, o),
    );
    response
      .set('Cache-Control', 'private, no-store')
      .attachment('zero-trust-compliance.json')
      .type('json')
      .send(JSON.stringify(body));
  });

  router.get('/v1/compliance/report.html', async (request, response) => {
    const filter = parse(complianceFilterSchema, request.query);
    const page = await ask(request, 'compliance-export', { ...filter }, o =>
      compliance.report(filter, o),
    );
    response
      .set('Cache-Control', 'private, no-store')
      // Saved and opened from disk, never shown on the portal's own origin.
      .attachment('zero-trust-report.html')
      .type('text/html; charset=utf-8')
      .send(page);
  });

  router.get('/v1/compliance/history', async (request, response) => {
    const query = parse(historyQuerySchema, request.query);
    replyWithETag(
      response,
      await ask(request, 'compliance-history-fetch', { ...query }, o =>
        compliance.history(query, o),
      ),
    );
  });

  router.get('/v1/compliance/events', async (request, response) => {
    const query = parse(controlEventsQuerySchema, request.query);
    replyWithETag(
      response,
      await ask(request, 'compliance-history-fetch', {}, o =>
        compliance.events(query, o),
      ),
    );
  });

  return router;
}
