import { PermissionRow } from '@ztn/backstage-plugin-zero-trust-common';
import { peerLabel } from './filterRows';

/**
 * The widest peers first: the Internet and `world`, other addresses and names,
 * then workloads by name. The last comparison is the row's id, so pages never
 * overlap.
 */
export function compareRows(a: PermissionRow, b: PermissionRow): number {
  return (
    width(a) - width(b) ||
    compareText(peerLabel(a.peer), peerLabel(b.peer)) ||
    compareText(a.cluster, b.cluster) ||
    compareText(a.workload, b.workload) ||
    compareText(a.traffic.protocol, b.traffic.protocol) ||
    (a.traffic.ports[0]?.first ?? 0) - (b.traffic.ports[0]?.first ?? 0) ||
    compareText(a.id, b.id)
  );
}

function width({ peer }: PermissionRow): number {
  switch (peer.type) {
    case 'addresses':
      return peer.internet ? 0 : 1;
    case 'reserved':
      return peer.peer === 'world' ? 0 : 1;
    case 'fqdn':
      return 1;
    default:
      return 2;
  }
}

/** By code units: the same on every machine, and fast on long lists. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
