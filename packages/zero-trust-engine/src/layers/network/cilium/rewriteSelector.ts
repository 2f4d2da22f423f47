import {
  CiliumRequirement,
  CiliumSelector,
} from '../../../snapshot/ciliumSelector';
import { CiliumProfile } from './CiliumProfile';
import {
  clusterKey,
  namespaceKey,
  namespaceLabelPrefix,
} from './CiliumSelectors';

/** The namespace of a namespaced policy; absent for a clusterwide one. */
type PolicyNamespace = string | undefined;

/**
 * Subjects of a namespaced policy are of its namespace; a written `k8s:`
 * namespace is overwritten, and one without a source stays and must hold too.
 */
export function subjectSelector(
  selector: CiliumSelector,
  namespace: PolicyNamespace,
): CiliumSelector {
  if (namespace === undefined) return selector;
  const kept = selector.requirements.filter(
    r => !(r.source === 'k8s' && r.key === namespaceKey),
  );
  return withRequirements(selector, [...kept, isIn(namespaceKey, namespace)]);
}

/**
 * Peers: a `reserved` key leaves the selector alone; a written namespace, or
 * labels of namespaces in a namespaced policy, lift the restriction to the
 * policy's own namespace; a clusterwide policy wants some namespace. The
 * local cluster is meant unless another one is named.
 */
export function peerSelector(
  selector: CiliumSelector,
  namespace: PolicyNamespace,
  profile: CiliumProfile,
): CiliumSelector {
  const { requirements } = selector;
  if (requirements.some(r => r.source === 'reserved')) return selector;
  const names = (test: (key: string) => boolean) =>
    requirements.some(
      r => (r.source === 'k8s' || r.source === 'any') && test(r.key),
    );
  const added: CiliumRequirement[] = [];
  const freed =
    names(key => key === namespaceKey) ||
    (namespace !== undefined &&
      names(key => key.startsWith(namespaceLabelPrefix)));
  if (!freed) {
    added.push(
      namespace === undefined
        ? exists(namespaceKey)
        : isIn(namespaceKey, namespace),
    );
  }
  if (profile.defaultLocalCluster && !names(key => key === clusterKey)) {
    added.push(isIn(clusterKey, profile.clusterName));
  }
  return withRequirements(selector, [...requirements, ...added]);
}

function withRequirements(
  selector: CiliumSelector,
  requirements: readonly CiliumRequirement[],
): CiliumSelector {
  return { ...selector, requirements };
}

/** The requirement that a `k8s` label has one value. */
export function isIn(key: string, value: string): CiliumRequirement {
  return { source: 'k8s', key, operator: 'In', values: [value] };
}

/** The requirement that a `k8s` label is there. */
export function exists(key: string): CiliumRequirement {
  return { source: 'k8s', key, operator: 'Exists', values: [] };
}
