import { z } from 'zod';
import {
  ComplianceFilter,
  ComplianceResponse,
  ComplianceResultsResponse,
  complianceResultsQuerySchema,
  ComplianceWorkloadsResponse,
  ControlEventsResponse,
  ControlsResponse,
  HistoryResponse,
  scoreboardQuerySchema,
  ScoreboardResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import {
  ParsedEventsQuery,
  ParsedHistoryQuery,
} from '../history/HistoryService';
import { AskOptions } from '../posture/PostureService';
import { WorkloadsQuery } from './toWorkloadRows';

export type ResultsQuery = z.output<typeof complianceResultsQuerySchema>;
export type ParsedScoreboardQuery = z.output<typeof scoreboardQuerySchema>;

/** Which workloads an export has: all of them, never a page. */
export type ExportQuery = Omit<WorkloadsQuery, 'cursor' | 'limit'>;

/** The platform team's questions about the whole fleet. */
export interface ComplianceService {
  controls(options: AskOptions): Promise<ControlsResponse>;
  overview(
    filter: ComplianceFilter,
    options: AskOptions,
  ): Promise<ComplianceResponse>;
  scoreboard(
    query: ParsedScoreboardQuery,
    options: AskOptions,
  ): Promise<ScoreboardResponse>;
  workloads(
    query: WorkloadsQuery,
    options: AskOptions,
  ): Promise<ComplianceWorkloadsResponse>;
  results(
    query: ResultsQuery,
    options: AskOptions,
  ): Promise<ComplianceResultsResponse>;
  history(
    query: ParsedHistoryQuery,
    options: AskOptions,
  ): Promise<HistoryResponse>;
  events(
    query: ParsedEventsQuery,
    options: AskOptions,
  ): Promise<ControlEventsResponse>;
  exportCsv(query: ExportQuery, options: AskOptions): Promise<string>;
  exportJson(
    query: ExportQuery,
    options: AskOptions,
  ): Promise<ComplianceWorkloadsResponse>;
  /** One HTML page that prints well. */
  report(filter: ComplianceFilter, options: AskOptions): Promise<string>;
}
