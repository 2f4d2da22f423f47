import {
  Direction,
  Permission,
  PermissionPeer,
  PortSet,
  Workload,
} from '@ztn/zero-trust-engine';
import { addressesText } from '../output/addressesText';
import { Port } from '../refs/parsePort';
import { WorldCluster } from '../world/World';

/** One permitted connection, or one of which it is not settled whether it is. */
export interface ListedRow {
  /** The cluster's name; empty for files without one. */
  readonly cluster: string;
  readonly from: string;
  readonly to: string;
  readonly permission: Permission;
}

/** What to list; everything when nothing is said. */
export interface ListFilter {
  /** Keys of the workloads whose connections are listed. */
  readonly workloads?: ReadonlySet<string>;
  /** And of those, keys of the workloads at the other end. */
  readonly peers?: ReadonlySet<string>;
  /** Seen from those workloads. */
  readonly direction?: Direction;
  readonly port?: Port;
}

/**
 * Connections of a cluster as rows, refused ones left out. Each connection
 * stands once: of workloads among themselves at the caller.
 */
export function listRows(
  { name: cluster, engine, snapshot }: WorldCluster,
  filter: ListFilter = {},
): readonly ListedRow[] {
  const { workloads, peers, direction, port } = filter;
  const listed = (workload: Workload) => workloads?.has(workload.key) ?? true;
  const rows = (workload: Workload, way: Direction): readonly ListedRow[] => {
    const { key } = workload;
    if (direction !== undefined && direction !== way) return [];
    return engine.openings(key, way).flatMap(permission => {
      const { peer } = permission;
      if (!isPeer(peer)) return [];
      if (way === 'ingress' && listedAtCaller(peer)) return [];
      const [from, to] =
        way === 'ingress' ? [peerText(peer), key] : [key, peerText(peer)];
      const narrowed = port ? atPort(permission, port) : permission;
      return narrowed ? [{ cluster, from, to, permission: narrowed }] : [];
    });
  };
  const isPeer = (peer: PermissionPeer) =>
    !peers || (peer.type === 'workload' && peers.has(peer.key));
  const listedAtCaller = (peer: PermissionPeer) =>
    peer.type === 'workload' &&
    direction === undefined &&
    (workloads?.has(peer.key) ?? true);
  return snapshot.workloads
    .filter(listed)
    .flatMap(workload => [
      ...rows(workload, 'ingress'),
      ...rows(workload, 'egress'),
    ]);
}

function atPort(
  permission: Permission,
  { protocol, port }: Port,
): Permission | undefined {
  const { traffic } = permission;
  if (traffic.protocol !== protocol) return undefined;
  if (port === null) return permission;
  if (!PortSet.ofRanges(traffic.ports).has(port)) return undefined;
  const ports = [{ first: port, last: port }];
  return { ...permission, traffic: { ...traffic, ports } };
}

/** A peer as lists write it: but for addresses the form in which a question takes it. */
export function peerText(peer: PermissionPeer): string {
  switch (peer.type) {
    case 'workload':
      return peer.key;
    case 'addresses':
      return addressesText(peer.cidrs);
    case 'fqdn':
      return `fqdn:${peer.name}`;
    case 'reserved':
      return peer.peer;
    default:
      return peer satisfies never;
  }
}
