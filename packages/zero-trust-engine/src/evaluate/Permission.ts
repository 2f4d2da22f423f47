import {
  Certainty,
  Outcome,
  Protocol,
  ReservedPeer,
  Transport,
} from '../vocabulary';
import { WorkloadRef } from '../refs';
import { LayerVerdict } from '../Verdict';
import { HttpOperation } from '../layers/Layer';

/** Inclusive on both ends. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** The other end of a permission. */
export type PermissionPeer =
  | {
      readonly type: 'workload';
      /** `Workload.key`. */
      readonly key: string;
      readonly ref: WorkloadRef;
      readonly variant?: string;
    }
  /** Addresses outside the cluster, canonical CIDRs, both families. */
  | { readonly type: 'addresses'; readonly cidrs: readonly string[] }
  | { readonly type: 'fqdn'; readonly name: string }
  | { readonly type: 'reserved'; readonly peer: ReservedPeer };

/** What may pass: a protocol, its ports, and HTTP operations where known. */
export interface PermissionTraffic {
  readonly protocol: Protocol;
  /** Destination ports on the pod; empty only for ICMP. */
  readonly ports: readonly PortRange[];
  /**
   * Present when a layer restricts HTTP: `allow` minus `except`. With outcome
   * `allow` exactly these requests pass, and every other one is refused.
   */
  readonly http?: {
    readonly allow: readonly HttpOperation[] | 'any';
    readonly except: readonly HttpOperation[];
  };
}

/**
 * One row of "who can call this" or "what can this call": from × to × traffic
 * with one outcome, one transport and one set of deciding rules. Rows with
 * outcome `deny` exist only where a deny is worth a row (a call that a rule
 * names, or a caller that the mesh refuses).
 */
export interface Permission {
  readonly peer: PermissionPeer;
  readonly traffic: PermissionTraffic;
  /**
   * True: ports that the destination declares or a Service maps to. False: its
   * other ports. Absent: a destination that declares none, such as an address.
   */
  readonly declared?: boolean;
  readonly outcome: Outcome;
  readonly transport: Transport;
  readonly certainty: Certainty;
  /** Identity that the caller proves, `<td>/ns/<ns>/sa/<sa>`; absent for none. */
  readonly identity?: string;
  readonly layers: readonly LayerVerdict[];
}
