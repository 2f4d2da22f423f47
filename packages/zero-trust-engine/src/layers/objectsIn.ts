import { inNamespace } from '../snapshot/inNamespace';
import { ParsedKinds } from '../snapshot/parsedKinds';
import { Snapshot } from '../snapshot/Snapshot';
import { NamespacedKind, isDiscovered } from './mesh/discovered';

/** Objects of a kind that istiod looks at in one namespace. */
export function objectsIn<K extends NamespacedKind>(
  snapshot: Snapshot,
  kind: K,
  namespace: string,
): readonly ParsedKinds[K][] {
  if (!isDiscovered(snapshot, namespace)) return [];
  return inNamespace(snapshot.objects(kind), namespace);
}
