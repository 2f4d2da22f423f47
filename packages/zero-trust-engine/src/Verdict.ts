import {
  Certainty,
  Direction,
  EnforcementPoint,
  LayerName,
  Outcome,
  Transport,
} from './vocabulary';

/**
 * Why a layer says what it says. `reason` is a stable code (see `reasons.ts`);
 * prose is made from codes at the rim, so that it can be translated.
 */
export interface Evidence {
  /** The deciding object as `Kind namespace/name`; absent when none decided. */
  readonly policy?: string;
  /** Path of the deciding field inside that object, `spec.egress[0]`. */
  readonly path?: string;
  /** Stable code, kebab-case. */
  readonly reason: string;
  /** Objects that were looked at and did not decide (`Kind namespace/name`). */
  readonly considered?: readonly string[];
  /** Parameters of the reason's sentence: names, values, never prose. */
  readonly params?: Readonly<Record<string, string>>;
}

/** One layer's answer at one place of the path. */
export interface LayerVerdict {
  readonly layer: LayerName;
  /** Network layer only: which end. */
  readonly direction?: Direction;
  /** Mesh layer only: what enforces here. */
  readonly hop?: EnforcementPoint | 'none';
  /** Mesh layer only: the workload whose proxy enforces, `namespace/Kind/name`. */
  readonly at?: string;
  /** Transport layer only: what the connection is. */
  readonly mode?: Transport;
  /** The identity that arrives here, `<trust domain>/ns/<ns>/sa/<sa>`; absent for none. */
  readonly identity?: string;
  readonly outcome: Outcome;
  readonly certainty: Certainty;
  readonly because: readonly Evidence[];
  /** Not asked because an earlier place on the path already refused. */
  readonly notReached?: true;
}

/** Something the answer would have needed and the engine did not have. */
export interface GapNote {
  readonly kind: string;
  readonly reason: string;
  readonly detail?: string;
}

/** The engine's answer to one connection: all layers, in path order. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly transport: Transport;
  readonly certainty: Certainty;
  readonly layers: readonly LayerVerdict[];
  readonly gaps: readonly GapNote[];
  /** Per backend or replica, when they differ or a Service was asked for. */
  readonly backends?: readonly BackendVerdict[];
}

/** The answer for one backend of a Service, or for some pods of a workload. */
export interface BackendVerdict {
  readonly workload: string;
  /** Pods this line speaks for; empty when only the template is known. */
  readonly pods: readonly string[];
  /** Who of the callers this line speaks for, when they are not all alike. */
  readonly caller?: {
    readonly workload: string;
    readonly pods: readonly string[];
  };
  readonly port: number | null;
  readonly outcome: Outcome;
  readonly transport: Transport;
  readonly certainty: Certainty;
  readonly layers: readonly LayerVerdict[];
}
