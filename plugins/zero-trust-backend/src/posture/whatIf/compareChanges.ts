import { PermissionChange } from '@ztn/backstage-plugin-zero-trust-common';
import { peerLabel } from '../filterRows';

const types: readonly PermissionChange['type'][] = [
  'appears',
  'changes',
  'vanishes',
];

/** What newly passes first, the Internet before everybody else. */
export function compareChanges(
  a: PermissionChange,
  b: PermissionChange,
): number {
  return (
    types.indexOf(a.type) - types.indexOf(b.type) ||
    width(a) - width(b) ||
    a.workload.localeCompare(b.workload) ||
    a.direction.localeCompare(b.direction) ||
    peerLabel(a.peer).localeCompare(peerLabel(b.peer)) ||
    a.protocol.localeCompare(b.protocol) ||
    (a.ports[0]?.first ?? 0) - (b.ports[0]?.first ?? 0)
  );
}

function width({ peer }: PermissionChange): number {
  if (peer.type === 'workload') return 2;
  if (peer.type === 'addresses') return peer.internet ? 0 : 1;
  return peer.type === 'reserved' && peer.peer === 'world' ? 0 : 1;
}
