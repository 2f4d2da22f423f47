import { PeerEntity } from '@ztn/backstage-plugin-zero-trust-common';
import { ClusterState } from '../posture/ClusterSnapshot';
import { LabelIndex } from './LabelIndex';
import { IndexedEntity } from './IndexedEntity';
import { workloadsOf } from './mapEntity';

type EntitiesByWorkload = ReadonlyMap<string, readonly PeerEntity[]>;

/**
 * Which catalog entities a workload belongs to: all of them, whoever may read
 * them. What a caller is told is decided elsewhere. Computed once per snapshot
 * and catalog state.
 */
export class EntityIndex {
  private entities: ReadonlyMap<string, IndexedEntity> = new Map();
  private computed = new WeakMap<LabelIndex, EntitiesByWorkload>();

  /** Takes the whole catalog's entities that name workloads. */
  replace(entities: Iterable<IndexedEntity>): void {
    this.entities = new Map(
      [...entities].map(entity => [entity.peer.entityRef, entity]),
    );
    this.computed = new WeakMap();
  }

  /** Entities of a workload of a cluster's current snapshot. */
  entitiesOf(state: ClusterState, workloadKey: string): readonly PeerEntity[] {
    const labels = state.snapshot?.labels;
    if (!labels) return [];
    const known = this.computed.get(labels) ?? this.compute(state, labels);
    return known.get(workloadKey) ?? [];
  }

  /** The system that an entity is part of, if it names workloads. */
  systemOf(entityRef: string): string | undefined {
    return this.entities.get(entityRef)?.system;
  }

  /** Whether an entity is marked as one that must not be lost. */
  isSensitive(entityRef: string): boolean {
    return this.entities.get(entityRef)?.sensitive ?? false;
  }

  private compute(state: ClusterState, labels: LabelIndex): EntitiesByWorkload {
    const found = new Map<string, PeerEntity[]>();
    for (const { peer, rules } of this.entities.values()) {
      for (const workload of workloadsOf(rules, state)) {
        const list = found.get(workload.key);
        if (list) list.push(peer);
        else found.set(workload.key, [peer]);
      }
    }
    this.computed.set(labels, found);
    return found;
  }
}
