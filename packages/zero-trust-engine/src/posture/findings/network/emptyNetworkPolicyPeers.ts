import { labelFilter } from '../../../layers/network/cilium/labelFilter';
import { NetworkPolicyPeer } from '../../../snapshot/parseNetworkPolicy';
import { FindingContext } from '../FindingContext';
import { nameOf } from '../objects';
import { alternativesIn } from './accidentalOr';
import type { EmptyPeer } from './ruleNamesNothing';

/**
 * Pod peers of NetworkPolicies that no pod answers to; not half of what was
 * meant as one, which is a finding of its own.
 */
export function emptyNetworkPolicyPeers({
  snapshot,
  subjects,
}: FindingContext): readonly EmptyPeer[] {
  const { selectors } = subjects;
  const isCilium = snapshot.facts.cni === 'cilium';
  const keeps = labelFilter(subjects.profile.labelPatterns);
  const isEmpty = (peer: NetworkPolicyPeer, namespace: string): boolean => {
    if (peer.type !== 'pods') return false;
    const { namespaceSelector, podSelector } = peer;
    if (namespaceSelector && !subjects.knowsNamespacesOf(namespaceSelector)) {
      return false;
    }
    // Labels that are no part of an identity have a finding of their own.
    if (isCilium && podSelector?.requirements.some(r => !keeps('k8s', r.key))) {
      return false;
    }
    const where = namespaceSelector
      ? selectors.inNamespaces(namespaceSelector)
      : selectors.inNamespace(namespace);
    const chosen = podSelector
      ? where.intersect(selectors.workloads(podSelector))
      : where;
    return chosen.isEmpty;
  };
  return snapshot.objects('NetworkPolicy').flatMap(policy => {
    const twins = alternativesIn(policy, subjects).map(pair => pair.narrow);
    return policy.directions
      .flatMap(direction => policy[direction])
      .flatMap(({ peers }) => (peers === 'any' ? [] : peers))
      .filter(peer => isEmpty(peer, policy.meta.namespace))
      .filter(({ path }) => !twins.includes(path))
      .map(({ path }) => ({
        object: nameOf('NetworkPolicy', policy),
        path,
        workloads: subjects.ofNetworkPolicy(policy),
      }));
  });
}
