import { NotFoundError } from '@backstage/errors';
import { ClusterState } from './ClusterSnapshot';

/**
 * The newest compiled state of every configured cluster. Reading it is free: no
 * request to a cluster, no copy. Never answers a half-built state.
 */
export class SnapshotStore {
  constructor(
    private readonly sources: ReadonlyMap<string, () => ClusterState>,
  ) {}

  get clusters(): readonly string[] {
    return [...this.sources.keys()];
  }

  /** Throws `NotFoundError` for a name that is not configured. */
  get(cluster: string): ClusterState {
    const source = this.sources.get(cluster);
    if (!source) throw new NotFoundError(`no cluster '${cluster}'`);
    return source();
  }

  all(): readonly ClusterState[] {
    return [...this.sources.values()].map(source => source());
  }
}
