import { Engine, RawObject } from '@ztn/zero-trust-engine';
import { ClusterReading } from '../cluster/ClusterReading';
import { LabelIndex } from '../mapping/LabelIndex';

/** One compiled state of a cluster. Immutable; a change gives a new one. */
export interface ClusterSnapshot {
  readonly cluster: string;
  /** Grows with every swap of this cluster, from 1. */
  readonly generation: number;
  readonly engine: Engine;
  readonly labels: LabelIndex;
  /** What it was compiled from. */
  readonly objects: readonly RawObject[];
  /**
   * The same cluster with other objects, and with pods grouped as the selectors
   * of some more would have them.
   */
  readonly rebuild: (
    objects: readonly RawObject[],
    groupedAlsoBy: readonly RawObject[],
  ) => Engine;
}

/** A configured cluster: how its reading stands, and what was last compiled. */
export interface ClusterState {
  readonly cluster: string;
  readonly title: string;
  readonly reading: ClusterReading;
  /** Absent until enough was read for a first one. */
  readonly snapshot?: ClusterSnapshot;
  /** Since when the newest objects could not be compiled: the snapshot is older. */
  readonly brokenSince?: Date;
}
