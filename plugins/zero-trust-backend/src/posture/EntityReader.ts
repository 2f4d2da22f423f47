import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ClusterFreshness,
  KUBERNETES_ID_ANNOTATION,
  Mapping,
  WORKLOAD_ANNOTATION,
} from '@ztn/backstage-plugin-zero-trust-common';
import { formatWorkloadRef } from '@ztn/zero-trust-engine';
import { EntityIndex } from '../mapping/EntityIndex';
import { MappedWorkload, mapEntity } from '../mapping/mapEntity';
import { mappingRulesOf } from '../mapping/MappingRule';
import { ClusterState } from './ClusterSnapshot';
import { MissingEntity } from './MissingEntity';
import { OncePerCaller } from './OncePerCaller';
import { AskOptions } from './PostureService';
import { SnapshotStore } from './SnapshotStore';
import { toFreshness } from './toFreshness';

/** An entity as every answer about it needs it. */
export interface ReadEntity {
  readonly entityRef: string;
  readonly mapping: Mapping;
  readonly workloads: readonly MappedWorkload[];
  /** Clusters that the entity could be in. */
  readonly clusters: readonly ClusterFreshness[];
  /** One of them could not be read in full: what is found may not be all. */
  readonly partial: boolean;
}

/** Reads entities with the caller's credentials and ties them to workloads. */
export class EntityReader {
  constructor(
    private readonly catalog: CatalogService,
    private readonly store: SnapshotStore,
    private readonly index: EntityIndex,
    private readonly unmappedPeers: 'show' | 'hide',
    private readonly ensureFresh: () => Promise<boolean>,
    private readonly missing: MissingEntity,
    elapsedMs: () => number,
  ) {
    this.known = new OncePerCaller(elapsedMs);
  }

  private readonly known: OncePerCaller<Entity>;

  /** Throws `NotFoundError` when the caller may not read it, or nobody could. */
  async read(
    entityRef: string,
    { credentials }: AskOptions,
  ): Promise<ReadEntity> {
    const entity =
      this.known.get(credentials, entityRef) ??
      (await this.catalog.getEntityByRef(entityRef, { credentials }));
    if (!entity) throw await this.missing.error(entityRef);
    this.known.remember(credentials, entityRef, entity);
    const states = this.store.all();
    const { workloads, explanation } = mapEntity(
      mappingRulesOf(entity),
      states,
    );
    const tried = new Set(explanation.tried.map(({ cluster }) => cluster));
    const clusters = states
      .filter(({ cluster }) => tried.has(cluster))
      .map(toFreshness);
    return {
      entityRef: stringifyEntityRef(entity),
      mapping:
        explanation.state === 'no-annotation'
          ? { ...explanation, suggestion: await this.suggest(entity, states) }
          : explanation,
      workloads,
      clusters,
      partial: clusters.some(({ state }) => state !== 'watching'),
    };
  }

  /**
   * Annotations to paste: the workloads of the entity's name that belong to
   * nobody, when they may be named; else the id, to be put on the pods too.
   */
  private async suggest(
    entity: Entity,
    states: readonly ClusterState[],
  ): Promise<string> {
    const { name } = entity.metadata;
    const found =
      this.unmappedPeers === 'show' && (await this.ensureFresh())
        ? states.flatMap(state => this.unclaimed(name, state))
        : [];
    return found.length
      ? `${WORKLOAD_ANNOTATION}: ${found.join(',')}\n`
      : `${KUBERNETES_ID_ANNOTATION}: ${name}\n`;
  }

  private unclaimed(name: string, state: ClusterState): readonly string[] {
    const workloads = state.snapshot?.engine.snapshot.workloads ?? [];
    const refs = workloads
      .filter(({ ref }) => ref.name === name)
      .filter(({ key }) => this.index.entitiesOf(state, key).length === 0)
      .map(({ ref }) => `${state.cluster}/${formatWorkloadRef(ref)}`);
    return [...new Set(refs)];
  }
}
