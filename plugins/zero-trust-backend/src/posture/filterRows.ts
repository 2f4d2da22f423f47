import {
  PermissionPeer,
  PermissionRow,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ParsedPermissionsQuery } from './PostureService';

/** The rows that a query asks for; order is kept. */
export function filterRows(
  rows: readonly PermissionRow[],
  query: ParsedPermissionsQuery,
): readonly PermissionRow[] {
  const { outcome, layer, namespace, cluster, open } = query;
  const text = query.q?.trim().toLowerCase();
  return rows.filter(
    row =>
      (!outcome || row.outcome === outcome) &&
      (!cluster || row.cluster === cluster) &&
      (!namespace || namespaceOf(row.peer) === namespace) &&
      (!layer || decidedBy(row, layer)) &&
      (!open || isOpenToEveryone(row)) &&
      (!text || textOf(row).includes(text)),
  );
}

/** What a person reads as the peer's name; also what rows are ordered by. */
export function peerLabel(peer: PermissionPeer): string {
  switch (peer.type) {
    case 'workload':
      return peer.key;
    case 'addresses':
      return peer.cidrs.join(', ');
    case 'fqdn':
      return peer.name;
    default:
      return peer.peer;
  }
}

function namespaceOf(peer: PermissionPeer): string | undefined {
  return peer.type === 'workload' ? peer.namespace : undefined;
}

/** Whether an object of that layer decided the row. */
function decidedBy(row: PermissionRow, layer: ParsedPermissionsQuery['layer']) {
  return row.layers.some(
    verdict =>
      verdict.layer === layer &&
      verdict.because.some(({ policy }) => policy !== undefined),
  );
}

/** Not denied, and nobody chose the peer: see `open` in the query's schema. */
function isOpenToEveryone({ outcome, peer, layers }: PermissionRow): boolean {
  if (outcome === 'deny') return false;
  if (peer.type === 'addresses') return peer.internet;
  if (peer.type === 'reserved') return peer.peer === 'world';
  if (peer.type === 'fqdn') return false;
  return !layers.some(
    layer =>
      layer.layer !== 'transport' &&
      layer.outcome === 'allow' &&
      layer.because.some(({ policy }) => policy !== undefined),
  );
}

function textOf({ peer, traffic }: PermissionRow): string {
  const entities = peer.type === 'workload' ? peer.entities : [];
  const ports = traffic.ports.map(({ first, last }) =>
    first === last ? String(first) : `${first}-${last}`,
  );
  return [
    peerLabel(peer),
    ...entities.flatMap(e => [e.entityRef, e.title ?? '', e.owner ?? '']),
    traffic.protocol,
    ...ports,
  ]
    .join(' ')
    .toLowerCase();
}
