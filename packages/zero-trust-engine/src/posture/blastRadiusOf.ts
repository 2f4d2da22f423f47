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
  const search = followBlastRadius(engine, start, { hops });
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
}

/**
 * The same in small steps, one workload each, for callers that have others to
 * serve meanwhile. When it is `enough`, what was found so far is the answer.
 */
export function* followBlastRadius(
  engine: Engine,
  start: readonly string[],
  {
    hops = Infinity,
    enough = () => false,
  }: { readonly hops?: number; readonly enough?: () => boolean },
): Generator<undefined, BlastRadius> {
  const isAllowed = ({ outcome }: Permission) => outcome === 'allow';
  const isNotRefused = ({ outcome }: Permission) => outcome !== 'deny';
  const possible = yield* spread(engine, start, {
    hops,
    counts: isNotRefused,
    mayAsk: () => !enough(),
  });
  // Asks nobody whom the other has not asked, so it costs nothing more.
  const certain = yield* spread(engine, start, {
    hops,
    counts: isAllowed,
    mayAsk: key => possible.asked.has(key),
  });
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
  const complete = yield* isComplete(engine, start, possible, {
    counts: isNotRefused,
    mayAsk: () => !enough(),
  });
  return { hops: levels, outside, complete };
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
  /** Workloads whose permissions were looked at. */
  readonly asked: ReadonlySet<string>;
}

interface Search {
  readonly counts: (row: Permission) => boolean;
  /** Whether the permissions of a workload may be looked at; it costs. */
  readonly mayAsk: (key: string) => boolean;
}

function* spread(
  engine: Engine,
  start: readonly string[],
  { hops, counts, mayAsk }: Search & { readonly hops: number },
): Generator<undefined, Spread> {
  const compromised = new Set(start);
  const steps = new Map<string, Reached>();
  const asked = new Set<string>();
  let front = start;
  for (let hop = 1; front.length > 0 && hop <= hops; hop += 1) {
    const next: string[] = [];
    for (const from of front) {
      if (!mayAsk(from)) continue;
      asked.add(from);
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
      yield;
    }
    front = next;
  }
  return { steps, asked };
}

/** Whether nobody who was reached and not asked leads to anybody new. */
function* isComplete(
  engine: Engine,
  start: readonly string[],
  { steps, asked }: Spread,
  { counts, mayAsk }: Search,
): Generator<undefined, boolean> {
  const reached = [...steps.values()].flatMap(({ peer }) =>
    peer.type === 'workload' ? [peer.key] : [],
  );
  const known = new Set([...start, ...reached]);
  for (const from of known) {
    if (asked.has(from)) continue;
    if (!mayAsk(from)) return false;
    for (const [id, [{ peer }]] of rowsByPeer(engine, from, counts)) {
      const isKnown = peer.type === 'workload' && known.has(peer.key);
      if (!isKnown && !steps.has(id)) return false;
    }
    yield;
  }
  return true;
}

function rowsByPeer(
  engine: Engine,
  from: string,
  counts: (row: Permission) => boolean,
): ReadonlyMap<string, readonly Permission[]> {
  const rows = new Map<string, Permission[]>();
  for (const row of engine.openings(from, 'egress').filter(counts)) {
    const id = JSON.stringify(row.peer);
    const known = rows.get(id);
    if (known) known.push(row);
    else rows.set(id, [row]);
  }
  return rows;
}
