import {
  AccessApproval,
  AccessRequestEvent,
  AccessRequestPart,
  AccessRequestState,
  AccessRule,
  AccessSpec,
  PolicyDialect,
} from '@ztn/backstage-plugin-zero-trust-common';
import { PlannedAccess, ResolvedEnds } from '../plan/PlannedAccess';

/** Why a person must look. */
export interface Attention {
  readonly code: string;
  readonly message: string;
  readonly since: string;
}

/** How strict a cluster is, as its operator says. */
export type Tier = 'dev' | 'staging' | 'prod';

/** A request as it is kept, without its parts. */
export interface StoredRequest {
  readonly id: string;
  readonly shortId: string;
  readonly fingerprint: string;
  readonly state: AccessRequestState;
  readonly stateReason?: string;
  readonly attention?: Attention;
  readonly version: number;
  readonly requester: string;
  readonly watchers: readonly string[];
  /** Id of the request that it replaces. */
  readonly supersedes?: string;
  readonly spec: AccessSpec;
  readonly granted?: readonly AccessRule[];
  readonly ends: ResolvedEnds;
  readonly plan: PlannedAccess;
  readonly planHash: string;
  readonly waitingFor?: readonly PolicyDialect[];
  readonly environment?: string;
  readonly tier: Tier;
  readonly justification: string;
  readonly ticketUrl?: string;
  readonly requiredApprovals: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly submittedAt?: string;
  readonly mergedAt?: string;
  readonly effectiveAt?: string;
  readonly verifiedAt?: string;
  readonly expiresAt?: string;
  readonly nextCheckAt?: string;
  readonly attempts: number;
}

/** One repository's share of a request, as it is kept. */
export interface StoredPart {
  readonly ordinal: number;
  readonly sourceId: string;
  /** Of the repository: what two sources of one repository have in common. */
  readonly repoKey: string;
  readonly baseBranch: string;
  readonly baseSha: string;
  readonly branch: string;
  readonly state: AccessRequestPart['state'];
  /** The commit that we made. */
  readonly ownSha?: string;
  /** The commit that is on the branch now. */
  readonly headSha?: string;
  readonly pull?: {
    readonly number: number;
    readonly url: string;
    readonly title: string;
  };
  readonly mergeSha?: string;
  readonly mergedBy?: string;
  /** The commit status that was posted last. */
  readonly status?: {
    readonly sha: string;
    readonly state: 'pending' | 'success' | 'failure';
    readonly text: string;
  };
  /** Whether the host merges nothing without that status, as it said last. */
  readonly enforced?: AccessRequestPart['enforced'];
  readonly files: readonly string[];
  readonly error?: { readonly code: string; readonly message: string };
}

/** A review and whether it counts, of one part. */
export interface StoredApproval extends AccessApproval {
  readonly part: number;
}

/** Something that happened; ids are given out by the store. */
export type NewEvent = Omit<AccessRequestEvent, 'id' | 'at'>;

/** Owners of the two ends, as the catalog said last. */
export interface EndOwners {
  readonly caller: readonly string[];
  readonly callee: readonly string[];
}

/** A rule that was really merged. */
export interface StoredGrant {
  readonly rule: AccessRule;
  readonly objects: readonly string[];
  readonly state: 'merged' | 'effective' | 'lost';
}

/** A request with everything that is kept of it. */
export interface RequestRecord {
  readonly request: StoredRequest;
  readonly parts: readonly StoredPart[];
  readonly approvals: readonly StoredApproval[];
  readonly owners: EndOwners;
  /** Id of the request that replaced it. */
  readonly supersededBy?: string;
}
