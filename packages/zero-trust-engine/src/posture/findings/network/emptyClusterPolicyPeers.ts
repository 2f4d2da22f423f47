import { matchLabels } from '../../../select/matchLabels';
import { ClusterPolicyPeer } from '../../../snapshot/clusterPolicy';
import { FindingContext } from '../FindingContext';
import { nameOf } from '../objects';
import type { EmptyPeer } from './ruleNamesNothing';

const kinds = [
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ClusterNetworkPolicy.policy.networking.k8s.io',
] as const;

/** Peers of cluster policies that no pod or node answers to. */
export function emptyClusterPolicyPeers({
  snapshot,
  subjects,
}: FindingContext): readonly EmptyPeer[] {
  const { selectors } = subjects;
  const isEmpty = (peer: ClusterPolicyPeer): boolean => {
    switch (peer.type) {
      case 'pods':
        return (
          subjects.knowsNamespacesOf(peer.namespaceSelector) &&
          selectors
            .workloads(peer.podSelector)
            .intersect(selectors.inNamespaces(peer.namespaceSelector)).isEmpty
        );
      case 'nodes':
        return (
          subjects.knowsNodes &&
          !snapshot.nodes.some(n => matchLabels(peer.selector, n.labels))
        );
      default:
        return false;
    }
  };
  return kinds
    .flatMap(kind => snapshot.objects(kind))
    .flatMap(policy =>
      (['ingress', 'egress'] as const).flatMap(direction =>
        policy[direction].flatMap(({ path, peers }) =>
          peers.flatMap((peer, index): readonly EmptyPeer[] => {
            if (!isEmpty(peer)) return [];
            const side = direction === 'ingress' ? 'from' : 'to';
            return [
              {
                object: nameOf(policy.kind, policy),
                path: `${path}.${side}[${index}]`,
                workloads: subjects.ofClusterPolicy(policy),
              },
            ];
          }),
        ),
      ),
    );
}
