import { ParsedKinds } from '../snapshot/parsedKinds';
import { Snapshot } from '../snapshot/Snapshot';
import { NamespacedKind, meshObjects } from './mesh/discovered';

type Index = Map<string, Map<string, unknown[]>>;

const indexes = new WeakMap<Snapshot, Index>();

/**
 * Objects of a kind that istiod looks at in one namespace, sorted out once for a
 * snapshot.
 */
export function objectsIn<K extends NamespacedKind>(
  snapshot: Snapshot,
  kind: K,
  namespace: string,
): readonly ParsedKinds[K][] {
  const index: Index = indexes.get(snapshot) ?? new Map();
  indexes.set(snapshot, index);
  const known = index.get(kind);
  const byNamespace = known ?? new Map<string, unknown[]>();
  if (!known) {
    index.set(kind, byNamespace);
    for (const object of meshObjects(snapshot, kind)) {
      const { meta } = object;
      const list = byNamespace.get(meta.namespace);
      if (list) list.push(object);
      else byNamespace.set(meta.namespace, [object]);
    }
  }
  // The compiler cannot follow that the index holds this kind under its key.
  return (byNamespace.get(namespace) ?? []) as ParsedKinds[K][];
}
