import { formatObjectRef } from '../../../refs';
import { CiliumSelector } from '../../../snapshot/ciliumSelector';
import { LabelSelector } from '../../../snapshot/LabelSelector';
import {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyRule,
} from '../../../snapshot/parseNetworkPolicy';
import { assertNever, Direction } from '../../../vocabulary';
import { blocks } from '../networkPolicyRules';
import { NetworkRule, PeerMatcher } from '../NetworkRule';
import { CiliumCompileContext } from './compilePeers';
import { CompiledCiliumRule } from './compileCiliumPolicy';
import { namespaceKey, namespaceLabelPrefix } from './CiliumSelectors';
import { exists, isIn } from './rewriteSelector';

/**
 * A NetworkPolicy as Cilium reads it: allow rules in the same tier as Cilium's
 * own, labels through the identity filter, ipBlock for outside addresses only.
 * Cilium applies the rules of a direction even if `policyTypes` leaves it out.
 */
export function compileNetworkPolicyForCilium(
  policy: NetworkPolicy,
  context: CiliumCompileContext,
): CompiledCiliumRule {
  const { selectors } = context;
  const { namespace } = policy.meta;
  const name = formatObjectRef({ kind: 'NetworkPolicy', ...policy.meta });
  const compile = (rule: NetworkPolicyRule): NetworkRule => ({
    policy: name,
    path: rule.path,
    kind: 'NetworkPolicy',
    tier: 'policy',
    priority: 0,
    action: 'allow',
    peers:
      rule.peers === 'any'
        ? [{ type: 'any' }]
        : rule.peers.map(peer => compilePeer(peer, namespace, context)),
    traffic: rule.ports,
    conditions: [],
  });
  const touches = (direction: Direction) =>
    policy.directions.includes(direction) || policy[direction].length > 0;
  const both = { ingress: touches('ingress'), egress: touches('egress') };
  return {
    name,
    subjects: selectors.workloads(
      selectorOf(policy.podSelector, 'k8s', [isIn(namespaceKey, namespace)]),
    ),
    identities: new Set(),
    ingress: policy.ingress.map(compile),
    egress: policy.egress.map(compile),
    touches: both,
    defaultDeny: both,
    requires: { ingress: undefined, egress: undefined },
  };
}

function compilePeer(
  peer: NetworkPolicyPeer,
  namespace: string,
  { selectors, profile }: CiliumCompileContext,
): PeerMatcher {
  switch (peer.type) {
    case 'pods': {
      const { namespaceSelector, podSelector } = peer;
      const where = namespaceSelector
        ? [
            exists(namespaceKey),
            ...selectorOf(namespaceSelector, 'namespace', []).requirements,
          ]
        : [isIn(namespaceKey, namespace)];
      const selector = podSelector
        ? selectorOf(podSelector, 'k8s', where)
        : { path: peer.path, requirements: where };
      return {
        type: 'pods',
        workloads: selectors.workloads(selector),
        onHostNetwork: selectors.none,
      };
    }
    case 'ipBlock':
      return {
        type: 'addresses',
        addresses: blocks([peer.cidr]).subtract(blocks(peer.except)),
        matchesPods: profile.cidrMatchesPods,
        matchesNodes: profile.cidrMatchesNodes,
      };
    default:
      return assertNever(peer);
  }
}

/** A Kubernetes selector over pod labels, or over labels of namespaces. */
export function selectorOf(
  selector: LabelSelector,
  over: 'k8s' | 'namespace',
  more: CiliumSelector['requirements'],
): CiliumSelector {
  const prefix = over === 'namespace' ? namespaceLabelPrefix : '';
  return {
    path: '',
    requirements: [
      ...selector.requirements.map(r => ({
        ...r,
        source: 'k8s',
        key: `${prefix}${r.key}`,
      })),
      ...more,
    ],
  };
}
