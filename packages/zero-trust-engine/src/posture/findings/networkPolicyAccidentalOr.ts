import { matchLabels } from '../../select/matchLabels';
import { LabelSelector } from '../../snapshot/LabelSelector';
import { NetworkPolicyPeer } from '../../snapshot/parseNetworkPolicy';
import { Finding } from '../Finding';
import { FindingCheck } from './FindingContext';
import { nameOf } from './objects';

/**
 * Two list elements are alternatives; two keys of one element go together. A
 * namespace selector and a pod selector as neighbours, where no pod of the
 * policy's own namespace carries the labels, were meant as one.
 */
export const networkPolicyAccidentalOr: FindingCheck = ({ snapshot }) =>
  snapshot.objects('NetworkPolicy').flatMap(policy => {
    const rules = [...policy.ingress, ...policy.egress];
    const runsHere = (selector: LabelSelector) =>
      snapshot.workloads.some(
        ({ namespace, labels }) =>
          namespace === policy.meta.namespace && matchLabels(selector, labels),
      );
    return rules.flatMap(({ peers }): readonly Finding[] => {
      if (peers === 'any') return [];
      const wide = peers.find(isNamespaceOnly);
      const narrow = peers.find(
        peer =>
          peer.type === 'pods' &&
          peer.podSelector !== undefined &&
          peer.podSelector.requirements.length > 0 &&
          peer.namespaceSelector === undefined &&
          !runsHere(peer.podSelector),
      );
      if (!wide || !narrow) return [];
      return [
        {
          code: 'network-policy-accidental-or',
          severity: 'high',
          object: nameOf('NetworkPolicy', policy),
          path: narrow.path,
          workloads: snapshot.workloads
            .filter(
              ({ namespace, labels }) =>
                namespace === policy.meta.namespace &&
                matchLabels(policy.podSelector, labels),
            )
            .map(({ key }) => key),
          params: { beside: wide.path },
        },
      ];
    });
  });

function isNamespaceOnly(peer: NetworkPolicyPeer): boolean {
  return (
    peer.type === 'pods' &&
    peer.namespaceSelector !== undefined &&
    peer.podSelector === undefined
  );
}
