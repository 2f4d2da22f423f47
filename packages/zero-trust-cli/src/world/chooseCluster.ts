import { UsageError } from '../UsageError';
import { World, WorldCluster } from './World';

/** Every name by which a cluster may be called. */
export function clusterNames({ clusters }: World): readonly string[] {
  return clusters.flatMap(({ names }) => names);
}

/**
 * The one cluster that references speak of. Where there is one, it need not be
 * named; a name that is not its own is refused all the same, and so is a
 * question whose ends are in two clusters.
 *
 * @param named - the clusters in front of the references, as far as there are
 */
export function chooseCluster(
  { clusters }: World,
  named: readonly (string | undefined)[],
): WorldCluster {
  const asked = [...new Set(named.filter(name => name !== undefined))];
  if (asked.length === 0) {
    if (clusters.length === 1) return clusters[0];
    throw new UsageError(
      `there are several clusters; put one in front, as in '${clusters[0].name}:namespace/Kind/name'`,
    );
  }
  const found = asked.map(name => {
    const cluster = clusters.find(one => one.names.includes(name));
    if (cluster) return cluster;
    const known = clusters.flatMap(({ names }) => names);
    throw new UsageError(
      known.length > 0
        ? `there is no cluster '${name}'; there is ${known.join(', ')}`
        : `there is no cluster '${name}': the files have no name; give them one with -f ${name}=<path>`,
    );
  });
  if (new Set(found).size > 1) {
    throw new UsageError(
      `both ends must be in one cluster, and these are in ${asked.join(
        ' and ',
      )}: what passes between clusters is not judged`,
    );
  }
  return found[0];
}
