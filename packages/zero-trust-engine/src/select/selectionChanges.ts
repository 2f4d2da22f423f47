import { changesBetween } from '../changesBetween';
import { sameValue } from '../sameValue';
import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';

/** What selectors read of a cluster. */
export type Selectable = Pick<Snapshot, 'workloads' | 'namespaces' | 'ids'>;

/** How two clusters differ for selectors. */
export interface SelectionChanges {
  readonly gone: readonly Workload[];
  readonly come: readonly Workload[];
  /** Names of namespaces that come, go or have other labels. */
  readonly namespaces: readonly string[];
}

/**
 * What selectors see change from one snapshot to the next. Pods that come and go
 * within a workload, or change their addresses, do not matter to them.
 * Undefined where ids mean something else, so that nothing can be compared.
 */
export function selectionChanges(
  before: Selectable,
  after: Selectable,
): SelectionChanges | undefined {
  if (before.ids.space !== after.ids.space) return undefined;
  const { removed, added } = changesBetween(before.workloads, after.workloads);
  const goneIds = new Set(removed.map(({ id }) => id));
  const comeIds = new Set(added.map(({ id }) => id));
  return {
    // Whoever keeps his id is the same to selectors.
    gone: removed.filter(({ id }) => !comeIds.has(id)),
    come: added.filter(({ id }) => !goneIds.has(id)),
    namespaces: changedNamespaces(before.namespaces, after.namespaces),
  };
}

/** Nothing at all that a selector could tell. */
export function isNoChange(changes: SelectionChanges): boolean {
  const { gone, come, namespaces } = changes;
  return gone.length + come.length + namespaces.length === 0;
}

function changedNamespaces(
  before: Snapshot['namespaces'],
  after: Snapshot['namespaces'],
): readonly string[] {
  if (before === after) return [];
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    name => !sameValue(before.get(name)?.labels, after.get(name)?.labels),
  );
}
