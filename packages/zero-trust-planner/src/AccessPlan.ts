import {
  ClusterChange,
  Direction,
  EnforcementPoint,
  Outcome,
  RawObject,
} from '@ztn/zero-trust-engine';
import { PolicyDialect } from './AccessGoal';

/** How grave a finding is: only `block` stops a request. */
export type FindingLevel = 'info' | 'warn' | 'review' | 'block';

/** What speaks against a plan, or is worth knowing before one approves it. */
export interface PlanFinding {
  /** Stable id of the guardrail or safeguard: `isolation-flip`, `deny-shadow`. */
  readonly id: string;
  readonly level: FindingLevel;
  readonly message: string;
  /** Objects (`Kind namespace/name`) or workloads (`Workload.key`). */
  readonly about?: readonly string[];
}

/** An object that the plan writes. */
export interface PlannedObject {
  readonly dialect: PolicyDialect;
  readonly side: 'callee' | 'caller';
  /** What enforces it: a direction of the network, or a proxy of the mesh. */
  readonly point: Direction | EnforcementPoint;
  /** The whole object, as it would be applied. */
  readonly object: RawObject;
  /**
   * Where it could be a rule of an object that is there already, for sources
   * with `strategy: merge`; never when that object selects more than the subject.
   */
  readonly mergeInto?: readonly MergeTarget[];
}

/** One item for one list of an existing object. */
export interface MergeTarget {
  /** `Kind namespace/name`. */
  readonly object: string;
  readonly path: readonly (string | number)[];
  readonly item: unknown;
  /** The object with the item in its list, for the proof. */
  readonly merged: RawObject;
}

/** `tier`: an administrator's policy; `transport`: whether the ends can speak. */
export type PlanDialect = PolicyDialect | 'tier' | 'transport';

/** What happens to the connection at one enforcement, before and after. */
export interface PlanLayer {
  readonly dialect: PlanDialect;
  readonly side: 'callee' | 'caller';
  /** A direction of the network, a proxy of the mesh; absent for `transport`. */
  readonly point?: Direction | EnforcementPoint;
  /** The workload whose policy is asked, `Workload.key`; a waypoint is its own. */
  readonly at?: string;
  readonly isolated: boolean;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly action: 'none' | 'create' | 'merge' | 'cannot';
  /** The object that the plan writes there, `Kind namespace/name`. */
  readonly object?: string;
  /** Objects that decide there before, `Kind namespace/name`. */
  readonly decidedBy: readonly string[];
}

/**
 * The least change that allows what is asked, with its proof. `unknown`: the
 * engine cannot prove it, because something is not readable or undefined.
 */
export interface AccessPlan {
  /** Only the objects of a `change` may be written. */
  readonly outcome:
    | 'change'
    | 'already_allowed'
    | 'blocked_by_deny'
    | 'blocked'
    | 'unknown';
  /** Why, in one sentence. */
  readonly reason: string;
  readonly layers: readonly PlanLayer[];
  /** Shown for what is blocked too, as far as there are any. */
  readonly objects: readonly PlannedObject[];
  readonly findings: readonly PlanFinding[];
  /** Every change of permissions in the cluster: the asked ones and no other. */
  readonly effect: readonly ClusterChange[];
}
