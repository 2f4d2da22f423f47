import { Direction, Protocol, ReservedPeer } from '../../vocabulary';
import { WorkloadSet } from '../../select/Selectors';
import { BitSet } from '../../sets/BitSet';
import { Interval } from '../../sets/intervals';
import { IpSet } from '../../sets/IpSet';
import { PortSet } from '../../sets/PortSet';
import { Workload } from '../../snapshot/Workload';
import { Named, Party } from '../Layer';
import { cutAddresses } from './cutAddresses';
import { Decision } from './Decision';
import { CellPeers, NetworkCell } from './NetworkReach';

/** What a reach is made from: answers between a subject and one peer. */
export interface ReachSource {
  readonly workloads: readonly Workload[];
  /** A partition of all workloads whose members are answered alike. */
  readonly classes: readonly WorkloadSet[];
  readonly named: Named;
  /** Outside addresses that can be reached at all. */
  readonly world: IpSet;
  between(peer: Party): Answer;
}

/** The answer for a protocol and a destination port. */
type Answer = (protocol: Protocol, port: number | null) => Decision;

const reserved = [
  'host',
  'remote-node',
  'kube-apiserver',
  'ingress',
] as const satisfies readonly ReservedPeer[];

const protocols = ['TCP', 'UDP', 'SCTP', 'ICMP'] as const;

/**
 * The set form of `judge`: one question per class of peers, protocol and
 * interval of ports in which no rule can tell two apart.
 */
export function reachOf(
  source: ReachSource,
  subject: Workload,
  direction: Direction,
): readonly NetworkCell[] {
  const intervals = cutPorts(source.named.ports);
  const cells = (peers: CellPeers, peer: Party) =>
    cellsOf(peers, source.between(peer), intervals);
  const cuts = source.named.cidrs.flatMap(cidr => IpSet.ofCidr(cidr) ?? []);
  const blocks = cutAddresses(source.world, cuts).map(range => {
    const addresses = IpSet.ofRanges([range]);
    const [cidr] = addresses.toCidrs();
    return {
      addresses,
      cells: cells({ type: 'addresses', addresses }, { type: 'address', cidr }),
    };
  });
  return [
    ...apart(source.classes, subject).flatMap(workloads => {
      const [id] = workloads.ids();
      const workload = source.workloads[id];
      return cells(
        { type: 'workloads', workloads },
        { type: 'workload', workload },
      );
    }),
    ...mergeBlocks(blocks),
    ...reserved.flatMap(peer =>
      cells({ type: 'reserved', peer }, { type: 'reserved', peer }),
    ),
    ...(direction === 'egress' ? source.named.fqdns : []).flatMap(name =>
      cells({ type: 'fqdn', name }, { type: 'fqdn', name }),
    ),
  ];
}

/** A bare pod talks to itself, which no rule decides: it stands apart. */
function apart(
  classes: readonly WorkloadSet[],
  subject: Workload,
): readonly WorkloadSet[] {
  if (subject.ref.kind !== 'Pod') return classes;
  return classes.flatMap(members => {
    if (!members.has(subject.id)) return [members];
    const alone: WorkloadSet = BitSet.of(members.size, [subject.id]);
    const rest = members.subtract(alone);
    return rest.isEmpty ? [alone] : [alone, rest];
  });
}

/** Intervals of 1 to 65535 that no named range cuts, in order. */
function cutPorts(
  ranges: Named['ports'],
): readonly { first: number; last: number }[] {
  const starts = [
    ...new Set([1, ...ranges.flatMap(({ first, last }) => [first, last + 1])]),
  ]
    .filter(start => start >= 1 && start <= 65535)
    .sort((a, b) => a - b);
  return starts.map((first, i) => ({
    first,
    last: i + 1 < starts.length ? starts[i + 1] - 1 : 65535,
  }));
}

/** One cell for each run of intervals with the same answer. */
function cellsOf(
  peers: CellPeers,
  answer: Answer,
  intervals: readonly Interval<number>[],
): readonly NetworkCell[] {
  return protocols.flatMap((protocol): readonly NetworkCell[] => {
    if (protocol === 'ICMP') {
      const ports = PortSet.none;
      return [{ peers, protocol, ports, ...answer(protocol, null) }];
    }
    const runs: { decision: Decision; ranges: Interval<number>[] }[] = [];
    for (const interval of intervals) {
      const decision = answer(protocol, interval.first);
      const run = runs.find(r => sameDecision(r.decision, decision));
      if (run) run.ranges.push(interval);
      else runs.push({ decision, ranges: [interval] });
    }
    return runs.map(({ decision, ranges }) => ({
      peers,
      protocol,
      ports: PortSet.ofRanges(ranges),
      ...decision,
    }));
  });
}

function sameDecision(a: Decision, b: Decision): boolean {
  return (
    a === b ||
    (a.outcome === b.outcome &&
      a.certainty === b.certainty &&
      JSON.stringify(a.because) === JSON.stringify(b.because))
  );
}

/** Blocks with the same answers become one set of addresses. */
function mergeBlocks(
  blocks: readonly { addresses: IpSet; cells: readonly NetworkCell[] }[],
): readonly NetworkCell[] {
  const merged = new Map<
    string,
    { addresses: IpSet; cells: readonly NetworkCell[] }
  >();
  for (const block of blocks) {
    const key = JSON.stringify(
      block.cells.map(cell => [
        cell.protocol,
        cell.ports.toString(),
        cell.outcome,
        cell.certainty,
        cell.because,
      ]),
    );
    const known = merged.get(key);
    merged.set(key, {
      addresses: known?.addresses.union(block.addresses) ?? block.addresses,
      cells: block.cells,
    });
  }
  return [...merged.values()].flatMap(({ addresses, cells }) =>
    cells.map(cell => ({ ...cell, peers: { type: 'addresses', addresses } })),
  );
}
