import { TrafficSet } from '../output/TrafficSet';
import {
  AddressInterval,
  addressPartition,
  partitionAlong,
} from './addressPartition';
import { AnalyzerCluster } from './analyzerCluster';
import { Connections, connlistOf } from './connlistOf';
import { Peer, peerName } from './Peer';

/** What netpol-analyzer calls the type of a difference. */
export type DiffType = 'changed' | 'added' | 'removed';

/** Connections between two peers that differ. */
export interface ConnectionsDiff {
  readonly type: DiffType;
  readonly from: Peer;
  readonly to: Peer;
  readonly before: TrafficSet;
  readonly after: TrafficSet;
  /** Names of ends that only one of the two has. */
  readonly news: readonly string[];
}

const typesInOrder: readonly DiffType[] = ['changed', 'added', 'removed'];

/**
 * Differences of two clusters as netpol-analyzer tells them: outside addresses cut
 * alike on both sides, and neighbouring intervals that differ alike told as one.
 * Those of the ingress controller come last.
 */
export function connlistDiff(
  before: AnalyzerCluster,
  after: AnalyzerCluster,
): readonly ConnectionsDiff[] {
  const cut = (direction: 'ingress' | 'egress') =>
    partitionAlong(
      [before, after].flatMap(({ engine }) =>
        addressPartition(engine.snapshot, direction),
      ),
    );
  const partitions = { ingress: cut('ingress'), egress: cut('egress') };
  const [old, now] = [before, after].map(cluster =>
    byEnds(connlistOf(cluster, partitions)),
  );
  const differences = [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .flatMap(ends => differenceOf(old.get(ends), now.get(ends)));
  const named = joinNeighbours(differences).map(difference => ({
    ...difference,
    news: newsOf(difference, difference.type === 'added' ? before : after),
  }));
  return [false, true].flatMap(ofController =>
    typesInOrder.flatMap(type =>
      named.filter(
        difference =>
          difference.type === type &&
          (difference.from.type === 'ingress-controller') === ofController,
      ),
    ),
  );
}

type Difference = Omit<ConnectionsDiff, 'news'>;

function byEnds(
  connections: readonly Connections[],
): ReadonlyMap<string, Connections> {
  return new Map(
    connections.map(connection => [
      `${peerName(connection.from)}\u0000${peerName(connection.to)}`,
      connection,
    ]),
  );
}

function differenceOf(
  before: Connections | undefined,
  after: Connections | undefined,
): readonly Difference[] {
  const ends = after ?? before;
  if (!ends || `${before?.traffic}` === `${after?.traffic}`) return [];
  const gone = before ? 'removed' : 'added';
  return [
    {
      type: before && after ? 'changed' : gone,
      from: ends.from,
      to: ends.to,
      before: before?.traffic ?? TrafficSet.none,
      after: after?.traffic ?? TrafficSet.none,
    },
  ];
}

/** Intervals of addresses that touch and differ alike become one. */
function joinNeighbours(
  differences: readonly Difference[],
): readonly Difference[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const { from, to, before, after } = difference;
    const end = (peer: Peer) =>
      peer.type === 'addresses' ? 'addresses' : peerName(peer);
    const id = [end(from), end(to), before, after].join('\u0000');
    const group = groups.get(id);
    if (group) group.push(difference);
    else groups.set(id, [difference]);
  }
  return [...groups.values()].flatMap(group => {
    const intervals = group.flatMap(({ from, to }) =>
      [from, to].flatMap(peer =>
        peer.type === 'addresses' ? [peer.interval] : [],
      ),
    );
    if (intervals.length === 0) return group;
    return joined(intervals).map(interval => {
      const outside = { type: 'addresses' as const, interval };
      const { from, to } = group[0];
      return {
        ...group[0],
        from: from.type === 'addresses' ? outside : from,
        to: to.type === 'addresses' ? outside : to,
      };
    });
  });
}

function joined(
  intervals: readonly AddressInterval[],
): readonly AddressInterval[] {
  const sorted = [...intervals].sort((a, b) => Number(a.first - b.first));
  const merged: AddressInterval[] = [];
  for (const interval of sorted) {
    const top = merged.at(-1);
    if (top && top.last + 1n === interval.first) {
      merged[merged.length - 1] = { first: top.first, last: interval.last };
    } else {
      merged.push(interval);
    }
  }
  return merged;
}

/** Ends that the other cluster does not have; none of a change, which has both. */
function newsOf(
  { type, from, to }: Difference,
  { engine }: AnalyzerCluster,
): readonly string[] {
  if (type === 'changed') return [];
  const known = new Set(engine.snapshot.workloads.map(({ key }) => key));
  return [from, to].flatMap(peer =>
    peer.type === 'workload' && !known.has(peer.key) ? [peer.name] : [],
  );
}
