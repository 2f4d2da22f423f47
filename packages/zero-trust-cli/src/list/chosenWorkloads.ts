import { Endpoint, Snapshot, formatWorkloadRef } from '@ztn/zero-trust-engine';
import { parseRef } from '../refs/parseRef';
import { resolveEnd } from '../refs/resolveEnd';
import { UsageError } from '../UsageError';
import { chooseCluster, clusterNames } from '../world/chooseCluster';
import { World, WorldCluster } from '../world/World';

/** Workloads that references choose, in the one cluster that they name. */
export interface Chosen {
  readonly cluster: WorldCluster;
  readonly endpoints: readonly Endpoint[];
}

/** Reads `--workload`: one cluster, any number of workloads in it. */
export function chosenIn(world: World, texts: readonly string[]): Chosen {
  const refs = texts.map(text => parseRef(text, clusterNames(world)));
  const cluster = chooseCluster(
    world,
    refs.map(ref => ref.cluster),
  );
  return { cluster, endpoints: refs.map(ref => ref.endpoint) };
}

/** Keys of the workloads that references mean; any other end is refused. */
export function keysOf(
  endpoints: readonly Endpoint[],
  snapshot: Snapshot,
): ReadonlySet<string> {
  const keys = endpoints.flatMap(endpoint => {
    const end = resolveEnd(endpoint, 'to', snapshot);
    if (end.type !== 'workload') {
      throw new UsageError('--workload takes workloads: namespace/Kind/name');
    }
    const text = formatWorkloadRef(end.ref);
    return snapshot.workloads
      .filter(({ ref }) => formatWorkloadRef(ref) === text)
      .map(({ key }) => key);
  });
  return new Set(keys);
}
