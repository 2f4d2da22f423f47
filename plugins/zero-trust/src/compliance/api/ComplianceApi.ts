import { createApiRef } from '@backstage/core-plugin-api';
import {
  ClustersResponse,
  ComplianceFilter,
  ComplianceResponse,
  ComplianceResultsQuery,
  ComplianceResultsResponse,
  ComplianceWorkloadsQuery,
  ComplianceWorkloadsResponse,
  ControlsResponse,
  ScoreboardQuery,
  ScoreboardResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ZeroTrustRequestOptions } from '../../api/ZeroTrustApi';

/**
 * What the platform pages ask the backend. Every method rejects with a
 * `ResponseError` when the backend refuses or fails, and with a plain `Error`
 * when the answer does not have the shape that both sides agreed on.
 *
 * @public
 */
export interface ComplianceApi {
  /** Every control as data. */
  getControls(options?: ZeroTrustRequestOptions): Promise<ControlsResponse>;
  /** Counts per control. */
  getCompliance(
    filter: ComplianceFilter,
    options?: ZeroTrustRequestOptions,
  ): Promise<ComplianceResponse>;
  /** The same by owner, system, namespace or cluster, worst first. */
  getScoreboard(
    query: ScoreboardQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<ScoreboardResponse>;
  /** One page of workloads. */
  getWorkloads(
    query: ComplianceWorkloadsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<ComplianceWorkloadsResponse>;
  /** Every control of one subject, with its evidence. */
  getResults(
    query: ComplianceResultsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<ComplianceResultsResponse>;
  /** All workloads of a query as a file. */
  exportWorkloads(
    format: 'csv' | 'json',
    query: ComplianceWorkloadsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<Blob>;
  /** How every kind of every cluster is read. */
  getClusters(options?: ZeroTrustRequestOptions): Promise<ClustersResponse>;
}

/**
 * The client of the platform pages.
 *
 * @public
 */
export const complianceApiRef = createApiRef<ComplianceApi>({
  id: 'plugin.zero-trust.compliance',
});
