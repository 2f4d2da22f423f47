import {
  Direction,
  EnforcementPoint,
  Protocol,
  ReservedPeer,
  Transport,
} from '../vocabulary';
import { LayerVerdict } from '../Verdict';
import { HttpRequest } from '../Connection';
import { ClusterService, Node, ServicePort } from '../snapshot/Snapshot';
import { ObjectMeta, StringMap } from '../snapshot/KubernetesObject';
import { WorkloadSet } from '../select/Selectors';
import { Pod, Workload } from '../snapshot/Workload';
import { Program } from './network/Program';

/**
 * One end of a connection after resolution against a snapshot. Questions name
 * ends (`Endpoint`); layers only ever see parties.
 */
export type Party =
  | {
      readonly type: 'workload';
      readonly workload: Workload;
      /** Absent when the workload has no pod, or where any pod will do. */
      readonly pod?: Pod;
      /**
       * The pods that `pod` stands for, itself among them, where there are more:
       * alike for proxies and containers, but not in address and node.
       */
      readonly alike?: readonly Pod[];
    }
  | { readonly type: 'node'; readonly node: Node; readonly address?: string }
  /** An address (or CIDR) that belongs to no known pod or node. */
  | { readonly type: 'address'; readonly cidr: string }
  | { readonly type: 'fqdn'; readonly name: string }
  | { readonly type: 'reserved'; readonly peer: ReservedPeer }
  /** A caller of whom only the proven identity is known. */
  | { readonly type: 'principal'; readonly principal: string };

/** What one end's network policy is asked. */
export interface PacketQuestion {
  readonly direction: Direction;
  /** The end whose policy is asked. */
  readonly subject: Party;
  readonly peer: Party;
  readonly protocol: Protocol;
  /** The port on the wire at the destination pod: 15008 for HBONE. */
  readonly port: number | null;
  /** Null: known not to be HTTP. */
  readonly http?: HttpRequest | null;
  readonly sni?: string;
  /** Cilium HTTP rules cannot read what the mesh has encrypted. */
  readonly encryptedByMesh: boolean;
}

/**
 * What a layer's rules about one workload name: between these, its answers do
 * not change. The set forms ask one question per interval and not per port or
 * address. Naming too much costs time; naming too little is a fault.
 */
export interface Named {
  /** Port ranges, both ends included. */
  readonly ports: readonly { readonly first: number; readonly last: number }[];
  /** CIDRs, exceptions included as CIDRs of their own. */
  readonly cidrs: readonly string[];
  readonly fqdns: readonly string[];
}

/** An allow rule that was looked at, and what of a question it does not take. */
export interface ConsideredRule {
  /** `Kind namespace/name`. */
  readonly policy: string;
  readonly path: string;
  /** Empty: it takes all that is known of the question. */
  readonly misses: readonly Miss[];
}

/** One part of a rule that does not fit a question. */
export interface Miss {
  /**
   * `peer`, `traffic`, `http` or `sni` in the network layer; in the mesh the
   * attribute, as `source.principal`, or `rule` for one that is not in force.
   */
  readonly part: string;
  /** What the rule wants, a few of it, in its own words. */
  readonly wants: readonly string[];
  /** What the question has there. */
  readonly has: string;
}

/** Whether the network layer closes a direction by default. */
export interface Isolation {
  readonly state: 'isolated' | 'open' | 'unknown';
  /** Policies that isolate, `Kind namespace/name`. */
  readonly by: readonly string[];
}

/** False only when every port of a range is refused for sure. */
export type MayPassPort = (
  protocol: 'TCP' | 'UDP' | 'SCTP',
  range: { readonly first: number; readonly last: number },
) => boolean;

/** The network layer, compiled from one snapshot. */
export interface NetworkLayer {
  judge(question: PacketQuestion): LayerVerdict;
  /** What the rules that bind a workload in a direction name. */
  named(subject: Workload, direction: Direction): Named;
  isolation(subject: Workload, direction: Direction): Isolation;
  /**
   * The rules that may govern a subject, one program for each reading that the
   * facts leave open, the declared one first; none where it has no policy.
   */
  programs(subject: Party, direction: Direction): readonly Program[];
  /** Every allow rule that binds the subject, and what it does not take. */
  considered(question: PacketQuestion): readonly ConsideredRule[];
  /** Workloads of which this end may let something pass; maybe too many. */
  peersOf(subject: Workload, direction: Direction): WorkloadSet;
  /** False only when this layer refuses everything from one to the other. */
  mayPass(client: Workload, server: Workload): boolean;
  /** Which ports it may let pass between the two. */
  portsBetween(client: Workload, server: Workload): MayPassPort;
  /** Which ports it may let pass between a workload and what is none. */
  portsOutside(subject: Workload, direction: Direction): MayPassPort;
  /** False only when no allow rule at either end speaks of the other one. */
  mayName(client: Workload, server: Workload): boolean;
}

/** What the transport layer is asked: two ends, a port, how it is addressed. */
export interface TransportQuestion {
  readonly client: Party;
  readonly server: Party;
  readonly protocol: Protocol;
  /** Port on the destination pod. */
  readonly port: number | null;
  /** The Service the client dials, if it dials one. */
  readonly service?: {
    readonly service: ClusterService;
    readonly port: ServicePort;
  };
}

/**
 * The way of a connection: which packets are sent between whom on which wire
 * port, which mesh enforcement points see it, and what it is encrypted with.
 */
export interface Path {
  /** The transport layer's own verdict; `broken` denies. */
  readonly verdict: LayerVerdict;
  readonly transport: Transport;
  /** One, or two when a waypoint stands between. In path order. */
  readonly segments: readonly Segment[];
  /** Mesh enforcement points in path order; empty when nothing enforces. */
  readonly hops: readonly Hop[];
  /**
   * Other ways that some of the connections take instead: which one is decided
   * by a route, a weight or the choice of a replica.
   */
  readonly alternatives?: readonly Path[];
}

/** Packets between two parties. */
export interface Segment {
  readonly from: Party;
  readonly to: Party;
  readonly wirePort: number | null;
  readonly mode: Transport;
}

/** One mesh enforcement point and what it sees. */
export interface Hop {
  readonly point: EnforcementPoint;
  readonly at: Party;
  /** For a machine outside Kubernetes: what policies select it by. */
  readonly machine?: { readonly namespace: string; readonly labels: StringMap };
  /** Identity of the peer as seen here; undefined when none is proven. */
  readonly identity?: string;
  /** Whether an identity arrives cannot be told; `identity` is then absent. */
  readonly identityUnknown?: true;
  /** The peer's address as seen here, when one is known. */
  readonly source: Party;
  /** Port that `operation.ports` is compared with here. */
  readonly port: number;
  /** `auto`: detected per connection; both readings count. */
  readonly chain: 'http' | 'tcp' | 'auto';
  /** For waypoints: the Service whose policies apply. */
  readonly service?: ClusterService;
  /** For waypoints: the ServiceEntry whose policies apply. */
  readonly entry?: ObjectMeta;
}

/** The transport layer, compiled from one snapshot. */
export interface TransportLayer {
  connect(question: TransportQuestion): Path;
  /**
   * Ports, addresses and names for which a path into or out of this workload
   * may differ from the others.
   */
  named(workload: Workload): Named;
  /** Whether traffic to a workload may take another way than the straight one. */
  mayDetour(server: Workload, services: readonly ClusterService[]): boolean;
}

/** What one mesh enforcement point is asked. */
export interface MeshQuestion {
  readonly hop: Hop;
  /**
   * Null: the connection is known not to be HTTP. Absent: not known, and on a
   * port that detects its protocol both readings count.
   */
  readonly http?: HttpRequest | null;
  readonly sni?: string;
  /** Claims of a valid token, empty for no token; absent when it is not known. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** HTTP operations in words a policy uses; an absent list means any. */
export interface HttpOperation {
  readonly methods?: readonly string[];
  readonly paths?: readonly string[];
  readonly hosts?: readonly string[];
  readonly notMethods?: readonly string[];
  readonly notPaths?: readonly string[];
  readonly notHosts?: readonly string[];
  /** Conditions that are not HTTP operations, as `key` and values. */
  readonly when?: readonly {
    readonly key: string;
    readonly values?: readonly string[];
    readonly notValues?: readonly string[];
  }[];
}

/**
 * What a caller may do at one hop, as sets: allowed is `allow` minus `except`.
 * `any` with an empty `except` is unrestricted.
 */
export interface AllowedOperations {
  readonly allow: readonly HttpOperation[] | 'any';
  readonly except: readonly HttpOperation[];
  readonly verdict: LayerVerdict;
}

/** The mesh authorization layer, compiled from one snapshot. */
export interface MeshLayer {
  judge(question: MeshQuestion): LayerVerdict;
  /** What the next hop sees of the claims: a proxy may keep the token. */
  claimsBehind(question: MeshQuestion): MeshQuestion['claims'];
  /** The set form of `judge` over all HTTP requests of one caller at one hop. */
  operations(hop: Hop): AllowedOperations;
  /** Every ALLOW rule at the hop, and what of the question it does not take. */
  considered(question: MeshQuestion): readonly ConsideredRule[];
  /** What authorization rules on the way into a workload name. */
  named(server: Workload): Named;
  /** False only when no allow rule at a server speaks of a caller. */
  mayName(client: Workload, server: Workload): boolean;
}

/** All layers, compiled from one snapshot. */
export interface Layers {
  readonly network: NetworkLayer;
  readonly transport: TransportLayer;
  readonly mesh: MeshLayer;
}
