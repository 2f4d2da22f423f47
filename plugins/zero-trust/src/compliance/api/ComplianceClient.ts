import {
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
  ControlsResponse,
  controlsResponseSchema,
  ScoreboardQuery,
  ScoreboardResponse,
  scoreboardResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import {
  BackendAccess,
  request,
  requestJson,
  Schema,
} from '../../api/requestJson';
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

  async exportWorkloads(
    format: 'csv' | 'json',
    { cursor: _c, limit: _l, ...query }: ComplianceWorkloadsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<Blob> {
    const response = await request(
      this.access,
      `/v1/compliance/export.${format}${searchOf(query)}`,
      { signal: options?.signal },
    );
    return response.blob();
  }

  getClusters(options?: ZeroTrustRequestOptions): Promise<ClustersResponse> {
    return this.get('/v1/clusters', {}, clustersResponseSchema, options);
  }

  private get<T>(
    path: string,
    query: object,
    schema: Schema<T>,
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
