import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AccessOptions,
  accessOptionsQuerySchema,
  AccessPreview,
  AccessRequest,
  AccessRequestEvents,
  AccessRequestsResponse,
  accessRequestsQuerySchema,
  AccessSpec,
  cancelAccessRequestSchema,
  changedAccessRequestSchema,
  CreatedAccessRequest,
  newAccessRequestSchema,
  rebaseAccessRequestSchema,
  submitAccessRequestSchema,
  supersedeAccessRequestSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod';

/** Who asks: a person, with the groups that count as theirs. */
export interface Asker {
  readonly credentials: BackstageCredentials;
  readonly userRef: string;
  /** The user and its groups. */
  readonly owns: readonly string[];
}

/** Bodies and queries with their defaults filled. */
export type ParsedNewRequest = z.output<typeof newAccessRequestSchema>;
export type ParsedChange = z.output<typeof changedAccessRequestSchema>;
export type ParsedSubmit = z.output<typeof submitAccessRequestSchema>;
export type ParsedRebase = z.output<typeof rebaseAccessRequestSchema>;
export type ParsedSupersede = z.output<typeof supersedeAccessRequestSchema>;
export type ParsedCancel = z.output<typeof cancelAccessRequestSchema>;
export type ParsedRequestsQuery = z.output<typeof accessRequestsQuerySchema>;
export type ParsedOptionsQuery = z.output<typeof accessOptionsQuerySchema>;

/**
 * The questions of the HTTP API about access requests. A request of which the
 * asker may not read one end does not exist (`NotFoundError`).
 */
export interface AccessService {
  options(query: ParsedOptionsQuery, asker: Asker): Promise<AccessOptions>;
  preview(spec: AccessSpec, asker: Asker): Promise<AccessPreview>;
  create(
    request: ParsedNewRequest,
    idempotencyKey: string | undefined,
    asker: Asker,
  ): Promise<CreatedAccessRequest>;
  list(
    query: ParsedRequestsQuery,
    asker: Asker,
  ): Promise<AccessRequestsResponse>;
  get(id: string, asker: Asker): Promise<AccessRequest>;
  events(id: string, asker: Asker): Promise<AccessRequestEvents>;
  update(
    id: string,
    change: ParsedChange,
    asker: Asker,
  ): Promise<AccessRequest>;
  submit(
    id: string,
    submit: ParsedSubmit,
    asker: Asker,
  ): Promise<AccessRequest>;
  rebase(
    id: string,
    rebase: ParsedRebase,
    asker: Asker,
  ): Promise<AccessRequest>;
  /** Gives the request that replaces it. */
  supersede(
    id: string,
    supersede: ParsedSupersede,
    asker: Asker,
  ): Promise<AccessRequest>;
  cancel(
    id: string,
    cancel: ParsedCancel,
    asker: Asker,
  ): Promise<AccessRequest>;
  recheck(id: string, asker: Asker): Promise<AccessRequest>;
}
