import { WorkloadControls } from '@ztn/backstage-plugin-zero-trust-common';

/** A workload as its controls are asked for. */
export interface AskedWorkload {
  readonly key: string;
  readonly namespace: string;
}

/** What the controls say of workloads. Knows nothing of callers. */
export interface ControlAnswers {
  /**
   * By the workload's key: its own controls, its namespace's and its cluster's,
   * with every place at which one is missing. A workload that was not assessed
   * yet is left out.
   */
  of(
    cluster: string,
    workloads: readonly AskedWorkload[],
  ): Promise<ReadonlyMap<string, WorkloadControls>>;
}
