import { ObjectMeta } from './KubernetesObject';

/**
 * Objects of one namespace, from a list of a kind in the snapshot's order. They
 * stand together there, so they are searched for and not sorted out: the list is
 * long, and another one after every change of one of its objects.
 */
export function inNamespace<T extends { readonly meta: ObjectMeta }>(
  objects: readonly T[],
  namespace: string,
): readonly T[] {
  return objects.slice(
    firstWhere(objects, ({ meta }) => meta.namespace >= namespace),
    firstWhere(objects, ({ meta }) => meta.namespace > namespace),
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
