import { sameValue } from '../../sameValue';
import { Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';

/** What selectors read of a cluster. */
export type Selectable = Pick<Snapshot, 'workloads' | 'namespaces'>;

/**
 * Whether every selector chooses the same ids in both: pods that come and go, or
 * change their addresses, do not matter to it.
 */
export function sameSelection(a: Selectable, b: Selectable): boolean {
  return (
    sameWorkloads(a.workloads, b.workloads) &&
    sameNamespaces(a.namespaces, b.namespaces)
  );
}

function sameWorkloads(
  a: readonly Workload[],
  b: readonly Workload[],
): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return (
        one === other ||
        (one.namespace === other.namespace &&
          one.serviceAccount === other.serviceAccount &&
          one.hostNetwork === other.hostNetwork &&
          sameValue(one.labels, other.labels))
      );
    })
  );
}

function sameNamespaces(
  a: Snapshot['namespaces'],
  b: Snapshot['namespaces'],
): boolean {
  if (a === b) return true;
  return (
    a.size === b.size &&
    [...a].every(
      ([name, { labels }]) =>
        b.has(name) && sameValue(labels, b.get(name)?.labels),
    )
  );
}
