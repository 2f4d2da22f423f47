import { Certainty, Outcome, Protocol, ReservedPeer } from '../../vocabulary';
import { WorkloadSet } from '../../select/Selectors';
import { IpSet } from '../../sets/IpSet';
import { PortSet } from '../../sets/PortSet';
import { Evidence } from '../../Verdict';

/**
 * The network layer's answers at one workload in one direction as a partition:
 * for each class of peers and each protocol, every port is in exactly one
 * cell. A cell answers what `judge` answers for each of its members.
 */
export interface NetworkCell {
  readonly peers: CellPeers;
  readonly protocol: Protocol;
  /** Empty for ICMP, which has no port. */
  readonly ports: PortSet;
  readonly outcome: Outcome;
  readonly certainty: Certainty;
  readonly because: readonly Evidence[];
}

/** Who a cell is about. All cells of a reach together name everybody once. */
export type CellPeers =
  | { readonly type: 'workloads'; readonly workloads: WorkloadSet }
  /** Addresses that belong to no pod and no node. */
  | { readonly type: 'addresses'; readonly addresses: IpSet }
  | { readonly type: 'reserved'; readonly peer: ReservedPeer }
  | { readonly type: 'fqdn'; readonly name: string };
