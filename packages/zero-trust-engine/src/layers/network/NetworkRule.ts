import { AddressFamily } from '../../cidr';
import { ReservedPeer } from '../../vocabulary';
import { CiliumHttp, CiliumName } from '../../snapshot/ciliumPolicy';
import { PolicyPort } from '../../snapshot/policyPorts';
import { IpSet } from '../../sets/IpSet';
import { WorkloadSet } from '../../select/Selectors';

/** Order inside the network layer; `policy` is NetworkPolicy's and Cilium's. */
export type Tier = 'admin' | 'policy' | 'baseline';

/** Kinds whose rules decide; ties and enforcement are told apart by kind. */
export type PolicyKind =
  | 'NetworkPolicy'
  | 'AdminNetworkPolicy'
  | 'BaselineAdminNetworkPolicy'
  | 'ClusterNetworkPolicy'
  | 'CiliumNetworkPolicy'
  | 'CiliumClusterwideNetworkPolicy';

/**
 * One rule of any dialect in one form: who, what traffic, and what happens.
 * Whom it applies to is known by the program that holds it.
 */
export interface NetworkRule {
  /** `Kind namespace/name`. */
  readonly policy: string;
  /** `spec.ingress[0]`. */
  readonly path: string;
  readonly kind: PolicyKind;
  readonly tier: Tier;
  /** Lower comes first, inside one tier. */
  readonly priority: number;
  readonly action: 'allow' | 'deny' | 'pass';
  /** One of them must match; an empty list matches nobody. */
  readonly peers: readonly PeerMatcher[];
  /** `any` is every protocol; an empty list is no traffic. */
  readonly traffic: 'any' | readonly TrafficMatcher[];
  /** What an allow rule wants beside peer and port. */
  readonly conditions: readonly RuleCondition[];
  /** Explicit authentication mode of a Cilium rule. */
  readonly authentication?: 'disabled' | 'required' | 'test-always-fail';
}

/** A port entry, or ICMP by type: that of IPv6 is a protocol of its own. */
export type TrafficMatcher =
  | PolicyPort
  | { readonly icmp: 'echo' | 'other'; readonly family: AddressFamily };

export type PeerMatcher =
  /** Everybody, known or not. */
  | { readonly type: 'any' }
  /** Pods by selector, resolved; only some of them in the host's network. */
  | {
      readonly type: 'pods';
      /** Those in the host's network only where the plugin sees them for sure. */
      readonly workloads: WorkloadSet;
      /** Host-network workloads that the selector would choose. */
      readonly onHostNetwork: WorkloadSet;
      /** The selector reads labels that could not be read. */
      readonly unsure?: true;
    }
  | {
      readonly type: 'addresses';
      readonly addresses: IpSet;
      /** Whether a pod's address counts. */
      readonly matchesPods: boolean | 'unknown';
      readonly matchesNodes: boolean;
    }
  | {
      readonly type: 'nodes';
      readonly nodes: ReadonlySet<string>;
      /** Never the node that the subject runs on. */
      readonly remoteOnly?: true;
    }
  | { readonly type: 'names'; readonly names: readonly NamePattern[] }
  /** Cilium identities that are no pods, by reserved label. */
  | { readonly type: 'identities'; readonly identities: ReadonlySet<Identity> }
  /** Somebody, but it cannot be said who. */
  | { readonly type: 'opaque'; readonly reason: 'unresolvable-peer' };

/** Cilium's reserved identities; `world` is every outside address. */
export type Identity = ReservedPeer | 'health' | 'init' | 'unmanaged';

/** A DNS name or a pattern, and whether the pod can ever learn its addresses. */
export interface NamePattern {
  readonly text: string;
  readonly matches: (name: string) => boolean;
  /** Cilium: names that no DNS rule lets the pod look up are never learned. */
  readonly learns: (name: string) => boolean;
}

export type RuleCondition =
  | { readonly type: 'http'; readonly items: readonly CiliumHttp[] }
  | { readonly type: 'dns'; readonly names: readonly CiliumName[] }
  | { readonly type: 'sni'; readonly names: readonly string[] }
  | { readonly type: 'listener'; readonly name: string };
