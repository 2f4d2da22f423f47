import {
  PermissionDirection,
  PermissionRow,
} from '@ztn/backstage-plugin-zero-trust-common';
import {
  assessWorkload,
  Engine,
  WorkloadPosture,
} from '@ztn/zero-trust-engine';
import { ClusterSnapshot } from './ClusterSnapshot';
import { compareRows } from './compareRows';
import { toPermissionRow } from './toPermissionRow';
import { WorkloadNames } from './WorkloadNames';

interface Remembered {
  readonly rows: Map<string, readonly PermissionRow[]>;
  readonly names: WorkloadNames;
}

/** Answers kept per snapshot: what people look at now, not the whole cluster. */
const KEPT = 500;

/**
 * The engine's answers in the shape of the API, each worked out once per
 * snapshot. A snapshot that is swapped out takes its answers with it.
 */
export class SnapshotAnswers {
  private readonly remembered = new WeakMap<Engine, Remembered>();

  posture({ engine }: ClusterSnapshot, key: string): WorkloadPosture {
    return assessWorkload(engine, key);
  }

  /** Ordered by `compareRows`; nothing in them depends on a caller. */
  rows(
    { engine, cluster }: ClusterSnapshot,
    workload: string,
    direction: PermissionDirection,
  ): readonly PermissionRow[] {
    const side = direction === 'inbound' ? 'ingress' : 'egress';
    return remember(this.of(engine).rows, `${direction} ${workload}`, () =>
      engine
        .permissions(workload, side)
        .map(p => toPermissionRow({ cluster, workload, direction }, p))
        .sort(compareRows),
    );
  }

  names({ engine }: ClusterSnapshot): WorkloadNames {
    return this.of(engine).names;
  }

  private of(engine: Engine): Remembered {
    const known = this.remembered.get(engine);
    if (known) return known;
    const fresh = {
      rows: new Map(),
      names: new WorkloadNames(engine.snapshot),
    };
    this.remembered.set(engine, fresh);
    return fresh;
  }
}

/** Oldest use goes first: a Map keeps its order. */
function remember<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const value = kept.has(key) ? (kept.get(key) as T) : make();
  kept.delete(key);
  kept.set(key, value);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return value;
}
