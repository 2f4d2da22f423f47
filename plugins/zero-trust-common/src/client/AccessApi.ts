import { AccessOptions } from '../api/accessOptions';
import type { AccessPreview } from '../api/accessPreview';
import type {
  AccessRequest,
  AccessRequestEvents,
  AccessRequestsQuery,
  AccessRequestsResponse,
  ChangedAccessRequest,
  CreatedAccessRequest,
  NewAccessRequest,
  SupersedingAccessRequest,
} from '../api/accessRequests';
import type { AccessSpecInput } from '../api/accessSpec';
import type { ZeroTrustRequestOptions } from './ZeroTrustRequestOptions';

/**
 * Requests for access. Every method rejects with a `ResponseError` when the
 * backend refuses or fails, and with a plain `Error` when the answer does not
 * have the shape that both sides agreed on.
 *
 * @public
 */
export interface AccessApi {
  /** What a form may offer for a pair of entities. */
  getOptions(
    query: { caller: string; callee: string; cluster?: string },
    options?: ZeroTrustRequestOptions,
  ): Promise<AccessOptions>;
  /** What would be written where, and what it would do; nothing is written. */
  preview(
    spec: AccessSpecInput,
    options?: ZeroTrustRequestOptions,
  ): Promise<AccessPreview>;
  /** Makes a request; with the same `idempotencyKey` it is made once. */
  create(
    request: NewAccessRequest,
    options: ZeroTrustRequestOptions & { idempotencyKey: string },
  ): Promise<CreatedAccessRequest>;
  list(
    query: AccessRequestsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<AccessRequestsResponse>;
  get(id: string, options?: ZeroTrustRequestOptions): Promise<AccessRequest>;
  /** What happened to it, in order. */
  getEvents(
    id: string,
    options?: ZeroTrustRequestOptions,
  ): Promise<AccessRequestEvents>;
  submit(
    id: string,
    change: { version: number; previewHash: string },
  ): Promise<AccessRequest>;
  /** Changes it; once its pull request is open, on the same branch. */
  update(id: string, change: ChangedAccessRequest): Promise<AccessRequest>;
  /** Plans it anew on the base branch as it is now. */
  rebase(id: string, change: { version: number }): Promise<AccessRequest>;
  /** Asks for something else in its place; gives the request that replaces it. */
  supersede(
    id: string,
    change: SupersedingAccessRequest,
  ): Promise<AccessRequest>;
  cancel(
    id: string,
    change: { version: number; reason?: string },
  ): Promise<AccessRequest>;
  /** Looks at the git host and the clusters now. */
  recheck(id: string): Promise<AccessRequest>;
}
