import { PermissionRow } from '@ztn/backstage-plugin-zero-trust-common';
import { peerWords } from '../peerWords';
import { Translate } from '../Translate';
import { edgeStyleOf, worstStyle } from './edgeStyleOf';
import { MapModel, MapNode, MapSide } from './MapNode';

/** More than this on one screen is a hairball; the service itself is one. */
export const MOST_NODES = 60;

/**
 * Callers and callees as nodes. Where there are too many, the peers of a
 * namespace become one node, largest namespaces first, and in the end the
 * smallest namespaces become one: nothing is left out without being counted.
 */
export function mapModel(
  t: Translate,
  rows: Readonly<Record<MapSide, readonly PermissionRow[]>>,
): MapModel {
  const sides = (['callers', 'callees'] as const).map(side => ({
    side,
    peers: peersOf(t, side, rows[side].filter(isDrawn)),
  }));
  const room = MOST_NODES - 1;
  const total = sides.reduce((sum, { peers }) => sum + peers.length, 0);
  const [callers, callees] = sides.map(({ side, peers }) =>
    total <= room ? peers : fit(t, side, peers, Math.floor(room / 2)),
  );
  const refused = [...rows.callers, ...rows.callees].filter(
    row => !isDrawn(row),
  ).length;
  return { callers, callees, refused };
}

const isDrawn = ({ outcome }: PermissionRow) => outcome !== 'deny';

function peersOf(
  t: Translate,
  side: MapSide,
  rows: readonly PermissionRow[],
): readonly MapNode[] {
  return groupBy(rows, peerKey).map(([key, own]) => {
    const [{ peer }] = own;
    const words = peerWords(t, peer);
    return {
      id: `${side} ${key}`,
      side,
      title: peer.type === 'workload' ? peer.name : words.title,
      detail: peer.type === 'workload' ? peer.namespace : words.detail ?? '',
      size: 1,
      style: worstStyle(own.map(edgeStyleOf)),
      rows: own,
    };
  });
}

function peerKey({ peer }: PermissionRow): string {
  return peer.type === 'workload' ? peer.key : JSON.stringify(peer);
}

/** Namespaces by size, largest first; the rest of them as one. */
function fit(
  t: Translate,
  side: MapSide,
  peers: readonly MapNode[],
  room: number,
): readonly MapNode[] {
  if (peers.length <= room) return peers;
  const groups = groupBy(peers, groupKey)
    .map(([key, nodes]) => merge(side, key, groupTitle(t, key), nodes, t))
    .sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
  if (groups.length <= room) return groups;
  const rest = groups.slice(room - 1);
  return [
    ...groups.slice(0, room - 1),
    merge(
      side,
      'rest',
      t('map.moreNamespaces', { count: rest.length }),
      rest,
      t,
    ),
  ];
}

function groupKey({ rows: [{ peer }] }: MapNode): string {
  return peer.type === 'workload' ? `ns ${peer.namespace}` : peer.type;
}

function groupTitle(t: Translate, key: string): string {
  return key.startsWith('ns ') ? key.slice(3) : t('map.outside');
}

function merge(
  side: MapSide,
  key: string,
  title: string,
  nodes: readonly MapNode[],
  t: Translate,
): MapNode {
  const size = nodes.reduce((sum, node) => sum + node.size, 0);
  return {
    id: `${side} group ${key}`,
    side,
    title,
    detail: t('map.peers', { count: size }),
    size,
    style: worstStyle(nodes.map(({ style }) => style)),
    rows: nodes.flatMap(({ rows }) => rows),
  };
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): [string, [T, ...T[]]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}
