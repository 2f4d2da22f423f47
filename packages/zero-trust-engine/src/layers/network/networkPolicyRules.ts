import { formatObjectRef } from '../../refs';
import { SelectorSource, WorkloadSet } from '../../select/Selectors';
import { IpSet } from '../../sets/IpSet';
import {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyRule,
} from '../../snapshot/parseNetworkPolicy';
import { everything, LabelSelector } from '../../snapshot/LabelSelector';
import { assertNever, Direction } from '../../vocabulary';
import { NetworkRule, PeerMatcher } from './NetworkRule';
import { readsNamespaceLabels } from './policiesInDoubt';

/** What compiling a policy needs to know of its cluster. */
export interface CompileContext {
  readonly selectors: SelectorSource;
  /** Workloads in the host's network: no pods to selectors of peers. */
  readonly hostNetwork: WorkloadSet;
  readonly ipBlockMatchesPods: boolean | 'unknown';
  /** Namespaces could not all be read: their labels decide nothing for sure. */
  readonly namespacesUnsure: boolean;
}

/** A policy with its subjects and its rules resolved against the workloads. */
export interface CompiledPolicy {
  readonly name: string;
  /** Of a NetworkPolicy, those in the host's network as well. */
  readonly subjects: WorkloadSet;
  /** Directions that it closes for its subjects, whatever its rules say. */
  readonly isolates: readonly Direction[];
  readonly ingress: readonly NetworkRule[];
  readonly egress: readonly NetworkRule[];
}

/** Rules of a direction that `policyTypes` leaves out are ignored. */
export function compileNetworkPolicy(
  policy: NetworkPolicy,
  context: CompileContext,
): CompiledPolicy {
  const { selectors } = context;
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
        : rule.peers.map(peer => compilePeer(peer, policy, context)),
    traffic: rule.ports,
    conditions: [],
  });
  return {
    name,
    isolates: policy.directions,
    subjects: chosenAmong(
      selectors.inNamespace(policy.meta.namespace),
      policy.podSelector,
      selectors,
    ),
    ingress: policy.directions.includes('ingress')
      ? policy.ingress.map(compile)
      : [],
    egress: policy.directions.includes('egress')
      ? policy.egress.map(compile)
      : [],
  };
}

function compilePeer(
  peer: NetworkPolicyPeer,
  policy: NetworkPolicy,
  context: CompileContext,
): PeerMatcher {
  switch (peer.type) {
    case 'pods': {
      const { namespaceSelector, podSelector = everything } = peer;
      if (namespaceSelector) {
        return podsMatcher({ namespaceSelector, podSelector }, context);
      }
      const { selectors, hostNetwork } = context;
      const chosen = chosenAmong(
        selectors.inNamespace(policy.meta.namespace),
        podSelector,
        selectors,
      );
      return {
        type: 'pods',
        workloads: chosen.subtract(hostNetwork),
        onHostNetwork: chosen.intersect(hostNetwork),
      };
    }
    case 'ipBlock':
      return {
        type: 'addresses',
        addresses: blocks([peer.cidr]).subtract(blocks(peer.except)),
        matchesPods: context.ipBlockMatchesPods,
        matchesNodes: true,
      };
    default:
      return assertNever(peer);
  }
}

/** Pods of the namespaces that one selector chooses and another narrows. */
export function podsMatcher(
  chosen: {
    readonly namespaceSelector: LabelSelector;
    readonly podSelector: LabelSelector;
  },
  { selectors, hostNetwork, namespacesUnsure }: CompileContext,
): Extract<PeerMatcher, { type: 'pods' }> {
  const workloads = chosenAmong(
    selectors.inNamespaces(chosen.namespaceSelector),
    chosen.podSelector,
    selectors,
  );
  return {
    type: 'pods',
    workloads: workloads.subtract(hostNetwork),
    onHostNetwork: workloads.intersect(hostNetwork),
    ...(namespacesUnsure &&
      readsNamespaceLabels(chosen.namespaceSelector) && { unsure: true }),
  };
}

/**
 * Of some workloads those that a selector chooses. One that chooses everybody is
 * not asked: whoever comes elsewhere is then no matter of the policy's.
 */
function chosenAmong(
  workloads: WorkloadSet,
  selector: LabelSelector,
  selectors: SelectorSource,
): WorkloadSet {
  return selector.requirements.length === 0
    ? workloads
    : workloads.intersect(selectors.workloads(selector));
}

/** All addresses of some CIDRs that a parser has accepted. */
export function blocks(cidrs: readonly string[]): IpSet {
  return cidrs.reduce(
    (set, cidr) => set.union(IpSet.ofCidr(cidr) ?? IpSet.none),
    IpSet.none,
  );
}
