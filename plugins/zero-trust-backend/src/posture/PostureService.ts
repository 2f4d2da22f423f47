import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ClustersResponse,
  EvidenceObject,
  JudgeResponse,
  judgeRequestSchema,
  objectQuerySchema,
  PermissionsResponse,
  permissionsQuerySchema,
  PostureResponse,
  ReachResponse,
  WhatIfResponse,
  reachQuerySchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod';
import { ParsedWhatIfRequest } from './whatIf/WhatIfChange';

/** Whose rights an answer is made with. */
export interface AskOptions {
  readonly credentials: BackstageCredentials;
}

/** Queries with their defaults filled. */
export type ParsedPermissionsQuery = z.output<typeof permissionsQuerySchema>;
export type ParsedObjectQuery = z.output<typeof objectQuerySchema>;
export type ParsedReachQuery = z.output<typeof reachQuerySchema>;
export type ParsedJudgeRequest = z.output<typeof judgeRequestSchema>;

/**
 * The questions of the HTTP API. Entities are read from the catalog with the
 * caller's credentials; one that the caller may not read does not exist
 * (`NotFoundError`). Peers that the caller may not read are counted, not named.
 */
export interface PostureService {
  posture(entityRef: string, options: AskOptions): Promise<PostureResponse>;
  permissions(
    entityRef: string,
    query: ParsedPermissionsQuery,
    options: AskOptions,
  ): Promise<PermissionsResponse>;
  reach(
    entityRef: string,
    query: ParsedReachQuery,
    options: AskOptions,
  ): Promise<ReachResponse>;
  /** An object that evidence about the entity names. */
  object(
    entityRef: string,
    query: ParsedObjectQuery,
    options: AskOptions,
  ): Promise<EvidenceObject>;
  judge(
    request: ParsedJudgeRequest,
    options: AskOptions,
  ): Promise<JudgeResponse>;
  whatIf(
    request: ParsedWhatIfRequest,
    options: AskOptions,
  ): Promise<WhatIfResponse>;
  clusters(options: AskOptions): Promise<ClustersResponse>;
}
