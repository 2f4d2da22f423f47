import { formatObjectRef } from '../../refs';
import { matchLabels } from '../../select/matchLabels';
import {
  ClusterPolicy,
  ClusterPolicyPeer,
  ClusterPolicyRule,
} from '../../snapshot/clusterPolicy';
import { Node } from '../../snapshot/Snapshot';
import { assertNever } from '../../vocabulary';
import { failClosed } from './failClosed';
import { namePattern } from './namePattern';
import {
  blocks,
  CompileContext,
  CompiledPolicy,
  podsMatcher,
} from './networkPolicyRules';
import { NetworkRule, PeerMatcher } from './NetworkRule';

/** What only cluster policies need: nodes by label, and pods by network. */
export interface ClusterCompileContext extends CompileContext {
  readonly nodes: readonly Node[];
  /** "networks match pod and node addresses"; Cilium matches by identity. */
  readonly networksMatchPods: boolean | 'unknown';
}

export function compileClusterPolicy(
  policy: ClusterPolicy,
  context: ClusterCompileContext,
): CompiledPolicy {
  const name = formatObjectRef({ kind: policy.kind, name: policy.meta.name });
  const compile = (rule: ClusterPolicyRule): NetworkRule => {
    const closed = failClosed(rule);
    return {
      policy: name,
      path: rule.path,
      kind: policy.kind,
      tier: policy.tier,
      priority: policy.priority,
      action: closed === 'all' ? 'deny' : rule.action,
      peers: peersOf(rule, closed, context),
      traffic: closed === 'all' ? 'any' : rule.ports,
      conditions: [],
    };
  };
  return {
    name,
    subjects: podsMatcher(policy.subject, context).workloads,
    isolates: [],
    ingress: policy.ingress.map(compile),
    egress: policy.egress.map(compile),
  };
}

function peersOf(
  rule: ClusterPolicyRule,
  closed: ReturnType<typeof failClosed>,
  context: ClusterCompileContext,
): readonly PeerMatcher[] {
  switch (closed) {
    case 'as-is':
      return rule.peers.map(peer => compilePeer(peer, context));
    case 'none':
      return [];
    case 'all':
      return [{ type: 'any' }];
    default:
      return assertNever(closed);
  }
}

function compilePeer(
  peer: ClusterPolicyPeer,
  context: ClusterCompileContext,
): PeerMatcher {
  switch (peer.type) {
    case 'pods':
      return {
        ...podsMatcher(peer, context),
        // "hostNetwork pods are not selected": said, so nothing to doubt.
        onHostNetwork: context.selectors.none,
      };
    case 'nodes':
      return {
        type: 'nodes',
        nodes: new Set(
          context.nodes
            .filter(node => matchLabels(peer.selector, node.labels))
            .map(node => node.name),
        ),
      };
    case 'networks':
      return {
        type: 'addresses',
        addresses: blocks(peer.cidrs),
        matchesPods: context.networksMatchPods,
        matchesNodes: true,
      };
    case 'domainNames':
      return { type: 'names', names: peer.names.map(namePattern) };
    default:
      return assertNever(peer);
  }
}
