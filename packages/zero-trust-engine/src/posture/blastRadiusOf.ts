import { Engine } from '../evaluate/Engine';
import { Permission, PermissionPeer } from '../evaluate/Permission';
import { BlastRadius, ReachedOutside, ReachedWorkload } from './BlastRadius';

/**
 * Everything that can be reached from some workloads, breadth first, every layer
 * letting each step pass. A step that is conditional or unknown counts, since an
 * attacker chooses the request; what is reached only over such steps is marked.
 *
 * @param start - keys of the workloads that are compromised
 * @param hops - how far to follow; to the end when left out
 */
export function blastRadiusOf(
  engine: Engine,
  start: readonly string[],
  hops = Infinity,
): BlastRadius {
  const isAllowed = ({ outcome }: Permission) => outcome === 'allow';
  const isNotRefused = ({ outcome }: Permission) => outcome !== 'deny';
  const certain = spread(engine, start, hops, isAllowed);
  const possible = spread(engine, start, hops, isNotRefused);
  const levels: ReachedWorkload[][] = [];
  const outside: ReachedOutside[] = [];
  for (const [id, { peer, from, by, hop }] of possible.steps) {
    const step = { from, by, certain: certain.steps.has(id) };
    if (peer.type === 'workload') {
      levels[hop - 1] ??= [];
      levels[hop - 1].push({ key: peer.key, ...step });
    } else {
      outside.push({ peer, hop, ...step });
    }
  }
  return { hops: levels, outside, complete: possible.complete };
}

/** One peer, and the last step of a shortest way to it. */
interface Reached {
  readonly peer: PermissionPeer;
  readonly from: string;
  readonly by: readonly Permission[];
  readonly hop: number;
}

interface Spread {
  /** By the peer as text, nearest first. */
  readonly steps: ReadonlyMap<string, Reached>;
  readonly complete: boolean;
}

function spread(
  engine: Engine,
  start: readonly string[],
  hops: number,
  counts: (row: Permission) => boolean,
): Spread {
  const compromised = new Set(start);
  const steps = new Map<string, Reached>();
  let front = start;
  let hop = 1;
  for (; front.length > 0 && hop <= hops; hop += 1) {
    const next: string[] = [];
    for (const from of front) {
      for (const [id, by] of rowsByPeer(engine, from, counts)) {
        const [{ peer }] = by;
        if (steps.has(id)) continue;
        if (peer.type === 'workload') {
          if (compromised.has(peer.key)) continue;
          compromised.add(peer.key);
          next.push(peer.key);
        }
        steps.set(id, { peer, from, by, hop });
      }
    }
    front = next;
  }
  const complete = front.every(from =>
    [...rowsByPeer(engine, from, counts)].every(
      ([id, [{ peer }]]) =>
        steps.has(id) ||
        (peer.type === 'workload' && compromised.has(peer.key)),
    ),
  );
  return { steps, complete };
}

function rowsByPeer(
  engine: Engine,
  from: string,
  counts: (row: Permission) => boolean,
): ReadonlyMap<string, readonly Permission[]> {
  const rows = new Map<string, Permission[]>();
  for (const row of engine.permissions(from, 'egress').filter(counts)) {
    const id = JSON.stringify(row.peer);
    const known = rows.get(id);
    if (known) known.push(row);
    else rows.set(id, [row]);
  }
  return rows;
}
