import { createApiRef } from '@backstage/core-plugin-api';
import {
  EvidenceObject,
  JudgeRequest,
  JudgeResponse,
  ObjectQuery,
  PermissionsQuery,
  PermissionsResponse,
  PostureResponse,
  ReachQuery,
  ReachResponse,
  WhatIfRequest,
  WhatIfResponse,
  ZeroTrustRequestOptions,
} from '@ztn/backstage-plugin-zero-trust-common';

export type { ZeroTrustRequestOptions };

/**
 * What the screens ask the backend. Every method rejects with a
 * `ResponseError` when the backend refuses or fails, and with a plain `Error`
 * when the answer does not have the shape that both sides agreed on.
 *
 * @public
 */
export interface ZeroTrustApi {
  /** Posture of the workloads behind a catalog entity, worst first. */
  getPosture(
    entityRef: string,
    options?: ZeroTrustRequestOptions,
  ): Promise<PostureResponse>;
  /** One page of who may call the entity, or of what it may call. */
  getPermissions(
    entityRef: string,
    query: PermissionsQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<PermissionsResponse>;
  /** What could be reached if the entity were compromised; one page of it. */
  getReach(
    entityRef: string,
    query: ReachQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<ReachResponse>;
  /** The rule of a policy that evidence about the entity names. */
  getObject(
    entityRef: string,
    query: ObjectQuery,
    options?: ZeroTrustRequestOptions,
  ): Promise<EvidenceObject>;
  /** What a change of policies would open and close; nothing is written. */
  whatIf(
    request: WhatIfRequest,
    options?: ZeroTrustRequestOptions,
  ): Promise<WhatIfResponse>;
  /** The verdict on one connection. */
  judge(
    request: JudgeRequest,
    options?: ZeroTrustRequestOptions,
  ): Promise<JudgeResponse>;
}

/**
 * The client of the Zero Trust backend. The id begins with `plugin.zero-trust`
 * so that both frontend systems know its owner.
 *
 * @public
 */
export const zeroTrustApiRef = createApiRef<ZeroTrustApi>({
  id: 'plugin.zero-trust.client',
});
