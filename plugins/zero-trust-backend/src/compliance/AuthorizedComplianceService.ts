import { PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ComplianceFilter,
  zeroTrustComplianceReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import {
  ParsedEventsQuery,
  ParsedHistoryQuery,
} from '../history/HistoryService';
import { notAllowed } from '../posture/errors';
import { AskOptions } from '../posture/PostureService';
import {
  ComplianceService,
  ExportQuery,
  ParsedScoreboardQuery,
  ResultsQuery,
} from './ComplianceService';
import { WorkloadsQuery } from './toWorkloadRows';

/** Lets a question pass only for callers who may see the whole fleet. */
export class AuthorizedComplianceService implements ComplianceService {
  constructor(
    private readonly inner: ComplianceService,
    private readonly permissions: PermissionsService,
  ) {}

  async controls(options: AskOptions) {
    await this.requireRead(options);
    return this.inner.controls(options);
  }

  async overview(filter: ComplianceFilter, options: AskOptions) {
    await this.requireRead(options);
    return this.inner.overview(filter, options);
  }

  async scoreboard(query: ParsedScoreboardQuery, options: AskOptions) {
    await this.requireRead(options);
    return this.inner.scoreboard(query, options);
  }

  async workloads(query: WorkloadsQuery, options: AskOptions) {
    await this.requireRead(options);
    return this.inner.workloads(query, options);
  }

  async results(query: ResultsQuery, options: AskOptions) {
    await this.requireRead(options);
    return this.inner.results(query, options);
  }

  async history(query: ParsedHistoryQuery, options: AskOptions) {
    await this.requireRead(options);
    return this.inner.history(query, options);
  }

  async events(query: ParsedEventsQuery, options: AskOptions) {
    await this.requireRead(options);
    return this.inner.events(query, options);
  }

  async exportCsv(query: ExportQuery, options: AskOptions) {
    await this.requireRead(options);
    return this.inner.exportCsv(query, options);
  }

  async exportJson(query: ExportQuery, options: AskOptions) {
    await this.requireRead(options);
    return this.inner.exportJson(query, options);
  }

  async report(filter: ComplianceFilter, options: AskOptions) {
    await this.requireRead(options);
    return this.inner.report(filter, options);
  }

  private async requireRead({ credentials }: AskOptions): Promise<void> {
    const [decision] = await this.permissions.authorize(
      [{ permission: zeroTrustComplianceReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) throw notAllowed();
  }
}
