import { formatObjectRef } from '../../refs';
import { covers } from '../../layers/mesh/attachedPolicies';
import { ObjectMeta, StringMap } from '../../snapshot/KubernetesObject';
import { Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';

/** `Kind namespace/name`. */
export function nameOf(kind: string, { meta }: { readonly meta: ObjectMeta }) {
  return formatObjectRef({ kind, ...meta });
}

/** Whether no field of an object had to be left out. */
export function readInFull(
  snapshot: Snapshot,
  kind: string,
  { namespace, name }: ObjectMeta,
): boolean {
  return !snapshot
    .gapsOf(kind)
    .some(
      ({ object }) =>
        object?.name === name && (object.namespace ?? 'default') === namespace,
    );
}

/**
 * Keys of the workloads that an Istio selector takes in one namespace, or in all
 * of them for an object of the root namespace.
 */
export function workloadsSelected(
  snapshot: Snapshot,
  namespace: string,
  selector: StringMap | undefined,
): readonly string[] {
  const everywhere = namespace === snapshot.facts.istio.rootNamespace;
  const nearby = everywhere
    ? snapshot.workloads
    : workloadsIn(snapshot).get(namespace) ?? [];
  return nearby
    .filter(workload => covers(selector ?? {}, workload.labels))
    .map(({ key }) => key);
}

const indexes = new WeakMap<Snapshot, ReadonlyMap<string, Workload[]>>();

/** Workloads by namespace, sorted out once for a snapshot. */
export function workloadsIn(
  snapshot: Snapshot,
): ReadonlyMap<string, readonly Workload[]> {
  const known = indexes.get(snapshot);
  if (known) return known;
  const index = new Map<string, Workload[]>();
  for (const workload of snapshot.workloads) {
    const list = index.get(workload.namespace);
    if (list) list.push(workload);
    else index.set(workload.namespace, [workload]);
  }
  indexes.set(snapshot, index);
  return index;
}
