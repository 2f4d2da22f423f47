import { ReadEntity } from './EntityReader';

/** Cluster → keys of the entity's own workloads there. */
export function ownKeys(
  entity: ReadEntity,
): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  for (const { cluster, workload } of entity.workloads) {
    const known = keys.get(cluster);
    if (known) known.add(workload.key);
    else keys.set(cluster, new Set([workload.key]));
  }
  return keys;
}
