import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { PeerEntity } from '@ztn/backstage-plugin-zero-trust-common';
import { EntityIndex } from '../mapping/EntityIndex';
import { ClusterState } from './ClusterSnapshot';
import { ReadableEntities } from './ReadableEntities';

/** Which workloads of one cluster a caller may see named. */
export interface PeerView {
  isVisible(workloadKey: string): boolean;
  /** The entities behind a workload that the caller may read. */
  entitiesOf(workloadKey: string): readonly PeerEntity[];
}

/**
 * Decides which peers are named. A workload is named when it is the asked
 * entity's own, when the caller may read one of its entities, or when it has
 * none and `unmappedPeers` is `show`: then there is no one's entity to hide.
 * That it has none must be known from a fresh reading of the catalog: an entity
 * that was just added counts. Without such a reading, and while the catalog is
 * still being processed after a start, it is counted and not named.
 */
export class PeerAccess {
  constructor(
    private readonly index: EntityIndex,
    private readonly readable: ReadableEntities,
    private readonly unmappedPeers: 'show' | 'hide',
    private readonly ensureFresh: () => Promise<boolean>,
  ) {}

  /** One batch of authorization for all the given workloads. */
  async view(
    state: ClusterState,
    workloadKeys: Iterable<string>,
    options: {
      readonly credentials: BackstageCredentials;
      /** Keys of the asked entity's own workloads. */
      readonly own: ReadonlySet<string>;
    },
  ): Promise<PeerView> {
    const { own, credentials } = options;
    const keys = new Set(workloadKeys);
    const nobodys = (key: string) =>
      !own.has(key) && this.index.entitiesOf(state, key).length === 0;
    const mayName =
      this.unmappedPeers === 'show' &&
      [...keys].some(nobodys) &&
      (await this.ensureFresh());
    const entities = new Map(
      [...keys].map(key => [key, this.index.entitiesOf(state, key)]),
    );
    const readable = await this.readable.among(
      [...entities.values()].flat().map(entity => entity.entityRef),
      credentials,
    );
    const named = (key: string) =>
      (entities.get(key) ?? []).filter(e => readable.has(e.entityRef));
    return {
      entitiesOf: named,
      isVisible: key =>
        own.has(key) ||
        named(key).length > 0 ||
        (mayName && entities.get(key)?.length === 0),
    };
  }

  /** What else is known of an entity that the caller may read. */
  knownOf(entityRef: string): { system?: string; sensitive: boolean } {
    const system = this.index.systemOf(entityRef);
    const sensitive = this.index.isSensitive(entityRef);
    return { ...(system === undefined ? {} : { system }), sensitive };
  }
}
