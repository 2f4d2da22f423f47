import { formatObjectRef } from '../../refs';
import { covers } from '../../layers/mesh/attachedPolicies';
import { ObjectMeta, StringMap } from '../../snapshot/KubernetesObject';
import { Snapshot } from '../../snapshot/Snapshot';

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
  return snapshot.workloads
    .filter(
      workload =>
        (everywhere || workload.namespace === namespace) &&
        covers(selector ?? {}, workload.labels),
    )
    .map(({ key }) => key);
}
