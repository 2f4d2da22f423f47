import { RawObject, Snapshot } from '@ztn/zero-trust-engine';
import { AccessRule, PolicyDialect } from '../AccessGoal';
import { Edge } from '../goal/findEdge';
import { Place } from '../read/Place';

/** One rule of a goal at a place that refuses it. */
export interface DraftRule {
  readonly rule: AccessRule;
  /** The port as this place sees it. */
  readonly port: number;
  /** Whether method and path are to be written here. */
  readonly withHttp: boolean;
}

/** What one new object has to say: every rule that one place refuses. */
export interface Draft {
  readonly place: Place;
  readonly dialect: PolicyDialect;
  readonly rules: readonly DraftRule[];
}

/** What all generators need to know. */
export interface GenerateContext {
  readonly snapshot: Snapshot;
  readonly edge: Edge;
  readonly request?: PlanRequest;
  /** Whether the cluster's CRD is known to have `enableDefaultDeny`. */
  readonly hasDefaultDenyField: boolean;
}

/** The access request that a plan is made for. */
export interface PlanRequest {
  readonly id: string;
  /** RFC 3339; absent: for good. */
  readonly expiresAt?: string;
}

/** An object, or in plain words why there can be none. */
export type Generated =
  | { readonly object: RawObject }
  | { readonly cannot: string };
