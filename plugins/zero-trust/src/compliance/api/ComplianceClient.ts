import {
  AnswerSchema,
  BackendAccess,
  ClustersResponse,
  clustersResponseSchema,
  ComplianceFilter,
  ComplianceResponse,
  complianceResponseSchema,
  ComplianceResultsQuery,
  ComplianceResultsResponse,
  complianceResultsResponseSchema,
  ComplianceWorkloadsQuery,
  ComplianceWorkloadsResponse,
  complianceWorkloadsResponseSchema,
  ControlEventsQuery,
  ControlEventsResponse,
  controlEventsResponseSchema,
  ControlsResponse,
  controlsResponseSchema,
  HistoryQuery,
  HistoryResponse,
  historyResponseSchema,
  NewWaiver,
  requestBackend,
  requestJson,
  RolloutQuery,
  RolloutResponse,
  rolloutResponseSchema,
  RolloutWhatIfRequest,
  RolloutWhatIfResponse,
  rolloutWhatIfResponseSchema,
  ScoreboardQuery,
  ScoreboardResponse,
  scoreboardResponseSchema,
  StrictQuery,
  StrictResponse,
  strictResponseSchema,
  Waiver,
  waiverSchema,
  WaiversQuery,
  WaiversResponse,
  waiversResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ZeroTrustRequestOptions } from '../../api/ZeroTrustApi';
import { ComplianceApi } from './ComplianceApi';

/**
 * Asks the backend over HTTP.
 *
 * @public
 */
export class ComplianceClient implements ComplianceApi {
  constructor(private readonly access: BackendAccess) {}

  getControls(options?: ZeroTrustRequestOptions): Promise<ControlsResponse> {
    return this.get('/v1/controls', {}, controlsResponseSchema, options);
  }

  getCompliance(
    filter: ComplianceFilter,
    options?: ZeroTrustRequestOptions,
  ): Promise<ComplianceResponse> {
    return this.get(
      '/v1/compliance',
      filter,
      complianceResponseSchema,
      options,
    );
  }

  getScoreboard(
    query: ScoreboardQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<ScoreboardResponse> {
    return this.get(
      '/v1/compliance/scoreboard',
      query,
      scoreboardResponseSchema,
      options,
    );
  }

  getWorkloads(
    query: ComplianceWorkloadsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<ComplianceWorkloadsResponse> {
    return this.get(
      '/v1/compliance/workloads',
      query,
      complianceWorkloadsResponseSchema,
      options,
    );
  }

  getResults(
    query: ComplianceResultsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<ComplianceResultsResponse> {
    return this.get(
      '/v1/compliance/results',
      query,
      complianceResultsResponseSchema,
      options,
    );
  }

  exportWorkloads(
    format: 'csv' | 'json',
    { cursor: _c, limit: _l, ...query }: ComplianceWorkloadsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<Blob> {
    return this.file(`/v1/compliance/export.${format}`, query, options);
  }

  getReport(
    filter: ComplianceFilter,
    options?: ZeroTrustRequestOptions,
  ): Promise<Blob> {
    return this.file('/v1/compliance/report.html', filter, options);
  }

  getHistory(
    query: HistoryQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<HistoryResponse> {
    return this.get(
      '/v1/compliance/history',
      query,
      historyResponseSchema,
      options,
    );
  }

  getEvents(
    query: ControlEventsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<ControlEventsResponse> {
    return this.get(
      '/v1/compliance/events',
      query,
      controlEventsResponseSchema,
      options,
    );
  }

  getWaivers(
    query: WaiversQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<WaiversResponse> {
    return this.get('/v1/waivers', query, waiversResponseSchema, options);
  }

  createWaiver(
    waiver: NewWaiver,
    options?: ZeroTrustRequestOptions,
  ): Promise<Waiver> {
    return this.post('/v1/waivers', waiver, waiverSchema, options);
  }

  async endWaiver(
    id: string,
    options?: ZeroTrustRequestOptions,
  ): Promise<void> {
    await requestBackend(this.access, `/v1/waivers/${encodeURIComponent(id)}`, {
      method: 'DELETE',
      signal: options?.signal,
    });
  }

  getRollout(
    query: RolloutQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<RolloutResponse> {
    return this.get('/v1/rollout', query, rolloutResponseSchema, options);
  }

  getStrictReadiness(
    query: StrictQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<StrictResponse> {
    return this.get('/v1/rollout/strict', query, strictResponseSchema, options);
  }

  askRolloutStep(
    question: RolloutWhatIfRequest,
    options?: ZeroTrustRequestOptions,
  ): Promise<RolloutWhatIfResponse> {
    return this.post(
      '/v1/rollout/whatif',
      question,
      rolloutWhatIfResponseSchema,
      options,
    );
  }

  getClusters(options?: ZeroTrustRequestOptions): Promise<ClustersResponse> {
    return this.get('/v1/clusters', {}, clustersResponseSchema, options);
  }

  private async file(
    path: string,
    query: object,
    options: ZeroTrustRequestOptions | undefined,
  ): Promise<Blob> {
    const response = await requestBackend(
      this.access,
      `${path}${searchOf(query)}`,
      {
        signal: options?.signal,
      },
    );
    return response.blob();
  }

  private post<T>(
    path: string,
    body: object,
    schema: AnswerSchema<T>,
    options: ZeroTrustRequestOptions | undefined,
  ): Promise<T> {
    return requestJson(this.access, path, schema, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: options?.signal,
    });
  }

  private get<T>(
    path: string,
    query: object,
    schema: AnswerSchema<T>,
    options: ZeroTrustRequestOptions | undefined,
  ): Promise<T> {
    return requestJson(this.access, `${path}${searchOf(query)}`, schema, {
      signal: options?.signal,
    });
  }
}

/** An empty owner or system is a question of its own, so empty texts stay. */
function searchOf(query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
