import { Permission, PermissionPeer, PortRange } from '../evaluate/Permission';
import { PortSet } from '../sets/PortSet';
import { Direction } from '../vocabulary';
import { cutAlike, unionOf } from './addressAtoms';
import { PermissionChange, PermissionTerms } from './PermissionChange';

/**
 * What differs between two sets of permissions of one workload: what appears,
 * what vanishes, and what passes on other terms. Rows that refuse and what
 * decided are no difference.
 *
 * @param sides - the permissions before, and after
 */
export function diffPermissions(
  workload: string,
  direction: Direction,
  sides: readonly (readonly Permission[])[],
): readonly PermissionChange[] {
  const passing = sides.map(rows =>
    rows.filter(({ outcome }) => outcome !== 'deny'),
  );
  const [before, after] = cutAlike(passing).map(byPeerAndProtocol);
  const changes = new Map<string, PermissionChange>();
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const old = before.get(id) ?? [];
    const now = after.get(id) ?? [];
    const [{ peer, traffic }] = [...old, ...now];
    for (const range of cutPorts([...old, ...now])) {
      const terms = [old, now].map(rows => termsAt(rows, range.first));
      if (JSON.stringify(terms[0]) === JSON.stringify(terms[1])) continue;
      const change: PermissionChange = {
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
  before: PermissionTerms | undefined,
  after: PermissionTerms | undefined,
): PermissionChange['type'] {
  if (!before) return 'appears';
  return after ? 'changes' : 'vanishes';
}

/** Ports that change alike are told together. */
function add(
  changes: Map<string, PermissionChange>,
  change: PermissionChange,
): void {
  const { ports, ...rest } = change;
  const id = JSON.stringify(rest);
  const known = changes.get(id)?.ports ?? [];
  const { ranges } = PortSet.ofRanges([...known, ...ports]);
  changes.set(id, { ...change, ports: ranges });
}

/** Addresses that change alike are told together. */
function joinAddresses(
  changes: readonly PermissionChange[],
): readonly PermissionChange[] {
  const joined = new Map<string, PermissionChange>();
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
  return JSON.stringify(peer.type === 'workload' ? peer.key : peer);
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

function termsAt(
  rows: readonly Permission[],
  port: number,
): PermissionTerms | undefined {
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
