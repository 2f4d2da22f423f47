import { matchLabels } from '../../select/matchLabels';
import { ObjectMeta } from '../../snapshot/KubernetesObject';
import { ParsedKinds } from '../../snapshot/parsedKinds';
import { Snapshot } from '../../snapshot/Snapshot';

/** Kinds of objects that have a namespace of their own. */
export type NamespacedKind = {
  [K in keyof ParsedKinds]: ParsedKinds[K] extends { readonly meta: ObjectMeta }
    ? K
    : never;
}[keyof ParsedKinds];

const known = new WeakMap<Snapshot, ReadonlyMap<string, boolean>>();

/**
 * Whether istiod looks at a namespace at all. What is in another one does not
 * exist for the mesh (mesh configuration, `discoverySelectors`); the root
 * namespace always does.
 */
export function isDiscovered(snapshot: Snapshot, namespace: string): boolean {
  const { discoverySelectors, rootNamespace } = snapshot.facts.istio;
  if (discoverySelectors.length === 0 || namespace === rootNamespace) {
    return true;
  }
  const found = known.get(snapshot) ?? allOf(snapshot);
  known.set(snapshot, found);
  return found.get(namespace) ?? false;
}

function allOf(snapshot: Snapshot): ReadonlyMap<string, boolean> {
  const { discoverySelectors } = snapshot.facts.istio;
  return new Map(
    [...snapshot.namespaces.values()].map(({ name, labels }) => [
      name,
      discoverySelectors.some(selector => matchLabels(selector, labels)),
    ]),
  );
}

/** Objects of a kind that istiod looks at. */
export function meshObjects<K extends NamespacedKind>(
  snapshot: Snapshot,
  kind: K,
): readonly ParsedKinds[K][] {
  const all = snapshot.objects(kind);
  return snapshot.facts.istio.discoverySelectors.length === 0
    ? all
    : all.filter(({ meta }) => isDiscovered(snapshot, meta.namespace));
}
