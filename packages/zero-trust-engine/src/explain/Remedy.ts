import { PermissionPeer, PortRange } from '../evaluate/Permission';
import { RawObject } from '../snapshot/KubernetesObject';
import { Evidence } from '../Verdict';
import {
  Direction,
  EnforcementPoint,
  LayerName,
  Outcome,
  Protocol,
} from '../vocabulary';

/** What would let a refused call through, and what else it would do. */
export interface Remedy {
  /**
   * `proven`: with the objects added the engine allows the call, and nothing
   * else changes. `opens-more`: it does, and other calls would pass as well.
   * `not-enough`: it is still not allowed. `none`: adding rules does not help.
   */
  readonly state: 'proven' | 'opens-more' | 'not-enough' | 'none';
  /** New objects, one for each place that refuses; none of the old is changed. */
  readonly objects: readonly ProposedObject[];
  /** Why added rules do not help, or not all the way. */
  readonly obstacles: readonly Obstacle[];
  /** Other calls that would pass; for `opens-more`. */
  readonly opens: readonly Opened[];
  /** The answer with the objects added; absent for `none`. */
  readonly outcome?: Outcome;
}

export interface ProposedObject {
  readonly layer: LayerName;
  readonly place: Direction | EnforcementPoint;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly object: RawObject;
}

export interface Obstacle {
  readonly layer: LayerName;
  readonly place?: Direction | EnforcementPoint;
  readonly code: ObstacleCode;
  /** What decides there. */
  readonly because: readonly Evidence[];
}

/** Stable codes of why a new allow rule does not help. */
export const obstacleCodes = [
  'denied-by-rule',
  'connection-broken',
  'caller-proves-no-identity',
  'end-has-no-policy',
  'end-not-expressible',
  'no-lasting-labels',
  'decided-elsewhere',
] as const;

export type ObstacleCode = (typeof obstacleCodes)[number];

/** A call that was refused and would pass. */
export interface Opened {
  /** The workload whose permissions change, `Workload.key`. */
  readonly workload: string;
  readonly direction: Direction;
  readonly peer: PermissionPeer;
  readonly protocol: Protocol;
  readonly ports: readonly PortRange[];
  readonly before: Outcome;
  readonly after: Outcome;
  /** The call that is asked for, with other requests than the one asked for. */
  readonly otherRequests?: true;
}
