import { Permission } from '../evaluate/Permission';

/**
 * What a compromised workload could reach, on the assumption that whatever it
 * reaches is compromised in turn.
 */
export interface BlastRadius {
  /** Workloads by hops; the first list is what is reached directly. */
  readonly hops: readonly (readonly ReachedWorkload[])[];
  /** Peers that are no workloads. */
  readonly outside: readonly ReachedOutside[];
  /** False when more hops would reach more. */
  readonly complete: boolean;
}

/** The last step of a shortest way. */
export interface LastStep {
  /** Key of the workload that is called from. */
  readonly from: string;
  /** What it may send there: rows of its outbound permissions, none refused. */
  readonly by: readonly Permission[];
  /**
   * There is a way on which every step is allowed, be it a longer one. Otherwise
   * each way has a step that is conditional or unknown.
   */
  readonly certain: boolean;
}

export interface ReachedWorkload extends LastStep {
  /** `Workload.key`. */
  readonly key: string;
}

export interface ReachedOutside extends LastStep {
  readonly peer: Exclude<Permission['peer'], { type: 'workload' }>;
  /** Hops up to the peer itself. */
  readonly hop: number;
}
