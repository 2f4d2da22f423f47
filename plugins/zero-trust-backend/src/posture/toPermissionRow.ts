import { createHash } from 'node:crypto';
import {
  PermissionDirection,
  PermissionPeer,
  PermissionRow,
} from '@ztn/backstage-plugin-zero-trust-common';
import { coversInternet, Permission } from '@ztn/zero-trust-engine';
import { PeerView } from './PeerAccess';

/** Where a row stands: whose workload, in which cluster, seen from which side. */
export interface RowPlace {
  readonly cluster: string;
  readonly workload: string;
  readonly direction: PermissionDirection;
}

/** One permission of the engine as a row; its peer's entities are not in it yet. */
export function toPermissionRow(
  place: RowPlace,
  permission: Permission,
): PermissionRow {
  const { cluster, workload } = place;
  const { peer, traffic, layers, ...rest } = permission;
  return {
    ...rest,
    id: idOf(place, permission),
    cluster,
    workload,
    peer: toPeer(peer),
    traffic,
    layers,
    // The schema's lists are mutable; nothing here is changed afterwards.
  } as PermissionRow;
}

/** The row with the entities behind its peer that the caller may read. */
export function withEntities(
  row: PermissionRow,
  view: PeerView,
): PermissionRow {
  if (row.peer.type !== 'workload') return row;
  const entities = [...view.entitiesOf(row.peer.key)];
  return entities.length ? { ...row, peer: { ...row.peer, entities } } : row;
}

/** The meaning of a row, and not its verdict: an open row stays open. */
function idOf(place: RowPlace, { peer, traffic, outcome }: Permission): string {
  const who =
    peer.type === 'workload' ? { type: peer.type, key: peer.key } : peer;
  const meaning = [
    place.cluster,
    place.workload,
    place.direction,
    who,
    traffic,
    outcome,
  ];
  return createHash('sha256')
    .update(JSON.stringify(meaning))
    .digest('base64url')
    .slice(0, 16);
}

/** The other end of a row, without the entities behind it. */
export function toPeer(peer: Permission['peer']): PermissionPeer {
  switch (peer.type) {
    case 'workload': {
      const { namespace, kind, name } = peer.ref;
      return {
        type: 'workload',
        key: peer.key,
        namespace,
        kind,
        name,
        variant: peer.variant,
        entities: [],
      };
    }
    case 'addresses':
      return {
        type: 'addresses',
        cidrs: [...peer.cidrs],
        internet: coversInternet(peer.cidrs),
      };
    default:
      return peer;
  }
}
