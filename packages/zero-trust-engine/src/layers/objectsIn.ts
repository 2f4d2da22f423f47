import { ParsedKinds } from '../snapshot/parsedKinds';
import { Snapshot } from '../snapshot/Snapshot';
import { NamespacedKind, isDiscovered } from './mesh/discovered';

/**
 * Objects of a kind that istiod looks at in one namespace. They stand together in
 * the snapshot's order, so they are searched for and not sorted out: the list of
 * a kind is another one after every change of one of its objects.
 */
export function objectsIn<K extends NamespacedKind>(
  snapshot: Snapshot,
  kind: K,
  namespace: string,
): readonly ParsedKinds[K][] {
  if (!isDiscovered(snapshot, namespace)) return [];
  const all = snapshot.objects(kind);
  return all.slice(
    firstWhere(all, ({ meta }) => meta.namespace >= namespace),
    firstWhere(all, ({ meta }) => meta.namespace > namespace),
  );
}

/** Index of the first item that is, of a list in which every later one is too. */
function firstWhere<T>(list: readonly T[], is: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (is(list[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
