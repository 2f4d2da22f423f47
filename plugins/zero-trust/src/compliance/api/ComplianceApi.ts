import { createApiRef } from '@backstage/core-plugin-api';
import {
  ClustersResponse,
  ComplianceFilter,
  ComplianceResponse,
  ComplianceResultsQuery,
  ComplianceResultsResponse,
  ComplianceWorkloadsQuery,
  ComplianceWorkloadsResponse,
  ControlEventsQuery,
  ControlEventsResponse,
  ControlsResponse,
  HistoryQuery,
  HistoryResponse,
  NewWaiver,
  RolloutQuery,
  RolloutResponse,
  RolloutWhatIfRequest,
  RolloutWhatIfResponse,
  ScoreboardQuery,
  ScoreboardResponse,
  StrictQuery,
  StrictResponse,
  Waiver,
  WaiversQuery,
  WaiversResponse,
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
  /** The report for auditors: one HTML page that prints well. */
  getReport(
    filter: ComplianceFilter,
    options?: ZeroTrustRequestOptions,
  ): Promise<Blob>;
  /** Counts day by day. */
  getHistory(
    query: HistoryQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<HistoryResponse>;
  /** What changed, the latest first. */
  getEvents(
    query: ControlEventsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<ControlEventsResponse>;
  /** Exceptions: active ones soon ending first, or past ones. */
  getWaivers(
    query: WaiversQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<WaiversResponse>;
  /** Accepts for a time that a control fails. */
  createWaiver(
    waiver: NewWaiver,
    options?: ZeroTrustRequestOptions,
  ): Promise<Waiver>;
  /** Ends an exception before its time. */
  endWaiver(id: string, options?: ZeroTrustRequestOptions): Promise<void>;
  /** Namespaces on the road to STRICT and to default deny, the least far first. */
  getRollout(
    query: RolloutQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<RolloutResponse>;
  /** Who would break in one namespace, per workload and port. */
  getStrictReadiness(
    query: StrictQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<StrictResponse>;
  /** What a step of a namespace would change; nothing is written. */
  askRolloutStep(
    question: RolloutWhatIfRequest,
    options?: ZeroTrustRequestOptions,
  ): Promise<RolloutWhatIfResponse>;
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
