import { ReservedPeer } from '../vocabulary';

/** What opens a way from outside the cluster to workloads. */
export type EntryType =
  | 'ingress'
  | 'gateway-route'
  | 'openshift-route'
  | 'istio-gateway'
  | 'load-balancer'
  | 'node-port'
  | 'external-ip';

/**
 * One way in: from a name or address outside, through a Service, to ports of
 * workloads. Whether policy lets it through is another question.
 */
export interface EntryPoint {
  readonly type: EntryType;
  /** The object that opens it, `Ingress production/shop`. */
  readonly object: string;
  /** The field in it that names the target. */
  readonly path: string;
  /** Names under which it is called; empty: every name, or its address. */
  readonly hosts: readonly string[];
  /** HTTP paths; empty: every path, or no HTTP. */
  readonly httpPaths: readonly HttpPath[];
  /** Addresses that were published for it; empty when none is known. */
  readonly addresses: readonly string[];
  /** Port that is dialled outside; absent when it is not known. */
  readonly port?: number;
  readonly tls: 'none' | 'terminated' | 'passthrough' | 'unknown';
  /** `namespace/name` of the Service in front of the targets. */
  readonly service?: string;
  readonly targets: readonly EntryTarget[];
  readonly source: EntrySource;
  readonly audience: Audience;
  /** Why it leads nowhere, or not to all that it names. */
  readonly fault?: EntryFault;
}

export interface HttpPath {
  /** As the object words it: `Prefix`, `PathPrefix`, `Exact`, … */
  readonly type: string;
  readonly value: string;
}

/** A port of a workload that an entry leads to. */
export interface EntryTarget {
  /** `Workload.key`. */
  readonly workload: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/**
 * Whom policy at the targets takes the caller for. Address translation on the
 * way may replace the client's address by a node's.
 */
export type EntrySource =
  /** Pods that stand in between; the client is not seen. */
  | { readonly seenAs: 'workloads'; readonly workloads: readonly string[] }
  /** A proxy that policy knows by a reserved identity. */
  | { readonly seenAs: 'reserved'; readonly peer: ReservedPeer }
  /** The client's own address. */
  | { readonly seenAs: 'client'; readonly ranges: readonly string[] }
  /** The client's address or a node's: the network plugin decides. */
  | {
      readonly seenAs: 'client-or-node';
      readonly ranges: readonly string[];
      readonly because: 'external-traffic-policy-cluster';
    }
  | { readonly seenAs: 'unknown'; readonly because: SourceDoubt };

/** Why it cannot be said who stands between the client and the pods. */
export type SourceDoubt =
  | 'controller-not-found'
  | 'controller-not-known'
  | 'class-not-known'
  | 'load-balancer-reaches-pods';

/** Who can dial the entry, as far as the objects tell. */
export type Audience =
  | { readonly who: 'internet' }
  /** `loadBalancerSourceRanges`. */
  | { readonly who: 'ranges'; readonly ranges: readonly string[] }
  /** An internal load balancer, or private addresses. */
  | { readonly who: 'private-network' }
  /** Whoever reaches an address of a node. */
  | { readonly who: 'node-network' }
  | { readonly who: 'unknown' };

/** Stable codes of ways in that lead nowhere. */
export type EntryFault =
  | 'service-not-found'
  | 'service-has-no-such-port'
  | 'service-has-no-backend'
  | 'backend-is-no-service'
  | 'reference-not-granted'
  | 'parent-not-found'
  | 'no-listener-admits-it'
  | 'not-accepted';
