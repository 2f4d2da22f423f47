import {
  Direction,
  Engine,
  Permission,
  PermissionPeer,
  PortRange,
  PortSet,
} from '@ztn/zero-trust-engine';
import { peerText } from '../list/listRows';
import { cutAlike, unionOf } from './addressAtoms';
import { Change, Terms } from './Change';

/**
 * Connections that appear, that vanish, and whose conditions change, each told
 * once: of workloads among themselves at the caller. Evidence alone is no change.
 */
export function diffClusters(before: Engine, after: Engine): readonly Change[] {
  const keys = [before, after].map(
    ({ snapshot }) => new Set(snapshot.workloads.map(({ key }) => key)),
  );
  const all = [...new Set([...keys[0], ...keys[1]])].sort();
  const changes = all.flatMap(workload =>
    (['egress', 'ingress'] as const).flatMap(direction => {
      const sides = [before, after].map((engine, side) =>
        keys[side].has(workload) ? rowsOf(engine, workload, direction) : [],
      );
      return changesOf(workload, direction, sides);
    }),
  );
  return changes.map(change => ({
    ...change,
    news: [
      change.workload,
      ...(change.peer.type === 'workload' ? [change.peer.key] : []),
    ].filter(key => keys.some(known => !known.has(key))),
  }));
}

function rowsOf(
  engine: Engine,
  key: string,
  direction: Direction,
): readonly Permission[] {
  return engine
    .openings(key, direction)
    .filter(({ peer }) => direction === 'egress' || peer.type !== 'workload');
}

type Told = Omit<Change, 'news'>;

function changesOf(
  workload: string,
  direction: Direction,
  sides: readonly (readonly Permission[])[],
): readonly Told[] {
  const [before, after] = cutAlike(sides).map(byPeerAndProtocol);
  const changes = new Map<string, Told>();
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const old = before.get(id) ?? [];
    const now = after.get(id) ?? [];
    const [{ peer, traffic }] = [...old, ...now];
    for (const range of cutPorts([...old, ...now])) {
      const terms = [old, now].map(rows => termsAt(rows, range.first));
      if (JSON.stringify(terms[0]) === JSON.stringify(terms[1])) continue;
      const change: Told = {
        type: typeOf(terms[0], terms[1]),
        workload,
        direction,
        peer,
        protocol: traffic.protocol,
        ports: [range],
        ...(terms[0] && { before: terms[0] }),
        ...(terms[1] && { after: terms[1] }),
      };
      add(changes, change);
    }
  }
  return joinAddresses([...changes.values()]);
}

function typeOf(
  before: Terms | undefined,
  after: Terms | undefined,
): Change['type'] {
  if (!before) return 'appears';
  return after ? 'changes' : 'vanishes';
}

/** Ports that change alike are told together. */
function add(changes: Map<string, Told>, change: Told): void {
  const { ports, ...rest } = change;
  const id = JSON.stringify(rest);
  const known = changes.get(id)?.ports ?? [];
  const { ranges } = PortSet.ofRanges([...known, ...ports]);
  changes.set(id, { ...change, ports: ranges });
}

/** Addresses that change alike are told together. */
function joinAddresses(changes: readonly Told[]): readonly Told[] {
  const joined = new Map<string, Told>();
  for (const change of changes) {
    const { peer, ...rest } = change;
    if (peer.type !== 'addresses') {
      joined.set(JSON.stringify(change), change);
      continue;
    }
    const id = JSON.stringify(rest);
    const known = joined.get(id)?.peer;
    const cidrs = known?.type === 'addresses' ? known.cidrs : [];
    const all = unionOf([...cidrs, ...peer.cidrs]).toCidrs();
    joined.set(id, { ...change, peer: { type: 'addresses', cidrs: all } });
  }
  return [...joined.values()];
}

function byPeerAndProtocol(
  rows: readonly Permission[],
): ReadonlyMap<string, readonly Permission[]> {
  const found = new Map<string, Permission[]>();
  for (const row of rows) {
    const id = `${peerId(row.peer)} ${row.traffic.protocol}`;
    const known = found.get(id);
    if (known) known.push(row);
    else found.set(id, [row]);
  }
  return found;
}

function peerId(peer: PermissionPeer): string {
  return `${peer.type} ${peerText(peer)}`;
}

/** Ranges inside which no row begins or ends; one without ports for ICMP. */
function cutPorts(rows: readonly Permission[]): readonly PortRange[] {
  const ranges = rows.flatMap(({ traffic }) => traffic.ports);
  const starts = new Set(
    ranges.flatMap(({ first, last }) => [first, last + 1]),
  );
  const sorted = [...starts].sort((a, b) => a - b);
  const covered = PortSet.ofRanges(ranges);
  return sorted
    .map((first, index) => ({ first, last: (sorted[index + 1] ?? first) - 1 }))
    .filter(({ first, last }) => first <= last && covered.has(first));
}

function termsAt(rows: readonly Permission[], port: number): Terms | undefined {
  const row = rows.find(({ traffic }) =>
    PortSet.ofRanges(traffic.ports).has(port),
  );
  if (!row) return undefined;
  const { outcome, transport, identity, traffic } = row;
  return {
    outcome,
    transport,
    ...(identity === undefined ? {} : { identity }),
    ...(traffic.http ? { http: traffic.http } : {}),
  };
}
