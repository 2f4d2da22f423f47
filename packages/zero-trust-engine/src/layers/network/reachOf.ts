import { Direction, Protocol, ReservedPeer } from '../../vocabulary';
import { WorkloadSet } from '../../select/Selectors';
import { BitSet } from '../../sets/BitSet';
import { Interval } from '../../sets/intervals';
import { IpSet } from '../../sets/IpSet';
import { PortSet } from '../../sets/PortSet';
import { Workload } from '../../snapshot/Workload';
import { WorkloadIds } from '../../snapshot/WorkloadIds';
import { AddressRange } from '../../cidr';
import { formatAddress } from '../../sets/formatAddress';
import { Party } from '../Layer';
import { cutAddresses } from './cutAddresses';
import { Decision, sameDecision } from './Decision';
import { CellPeers, NetworkCell } from './NetworkReach';

/** What a reach is made from: answers between a subject and one peer. */
export interface ReachSource {
  readonly workloads: Pick<WorkloadIds, 'at'>;
  /** A partition of all workloads whose members are answered alike. */
  readonly classes: readonly WorkloadSet[];
  /** Outside addresses that can be reached at all. */
  readonly world: IpSet;
  /** Address sets that rules name. */
  readonly addresses: readonly IpSet[];
  readonly fqdns: readonly string[];
  /** Port ranges of one protocol that rules name. */
  ports(protocol: PortProtocol): readonly Interval<number>[];
  between(peer: Party): Answer;
}

type PortProtocol = 'TCP' | 'UDP' | 'SCTP';

/** The answer for a protocol and a destination port. */
type Answer = (protocol: Protocol, port: number | null) => Decision;

const reserved = [
  'host',
  'remote-node',
  'kube-apiserver',
  'ingress',
] as const satisfies readonly ReservedPeer[];

/** Stands until the blocks with the same answers are known. */
const anyAddress: CellPeers = { type: 'addresses', addresses: IpSet.all };

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
  const intervals = {
    TCP: cutPorts(source.ports('TCP')),
    UDP: cutPorts(source.ports('UDP')),
    SCTP: cutPorts(source.ports('SCTP')),
  };
  const cells = (peers: CellPeers, peer: Party) =>
    cellsOf(peers, source.between(peer), intervals);
  const blocks = cutAddresses(source.world, source.addresses).map(range => ({
    range,
    cells: cells(anyAddress, {
      type: 'address',
      cidr: formatAddress(range.family, range.first),
    }),
  }));
  return [
    ...apart(source.classes, subject).flatMap(workloads => {
      const [id] = workloads.ids();
      const workload = source.workloads.at(id);
      return cells(
        { type: 'workloads', workloads },
        { type: 'workload', workload },
      );
    }),
    ...mergeBlocks(blocks),
    ...reserved.flatMap(peer =>
      cells({ type: 'reserved', peer }, { type: 'reserved', peer }),
    ),
    ...(direction === 'egress' ? source.fqdns : []).flatMap(name =>
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
  ranges: readonly Interval<number>[],
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
  intervals: Readonly<Record<PortProtocol, readonly Interval<number>[]>>,
): readonly NetworkCell[] {
  return protocols.flatMap((protocol): readonly NetworkCell[] => {
    if (protocol === 'ICMP') {
      const ports = PortSet.none;
      return [{ peers, protocol, ports, ...answer(protocol, null) }];
    }
    const runs: { decision: Decision; ranges: Interval<number>[] }[] = [];
    for (const interval of intervals[protocol]) {
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

/** Blocks with the same answers become one set of addresses. */
function mergeBlocks(
  blocks: readonly { range: AddressRange; cells: readonly NetworkCell[] }[],
): readonly NetworkCell[] {
  const merged: { ranges: AddressRange[]; cells: readonly NetworkCell[] }[] =
    [];
  for (const { range, cells } of blocks) {
    const known = merged.find(m => sameCells(m.cells, cells));
    if (known) known.ranges.push(range);
    else merged.push({ ranges: [range], cells });
  }
  return merged.flatMap(({ ranges, cells }) => {
    const addresses = IpSet.ofRanges(ranges);
    return cells.map(cell => ({
      ...cell,
      peers: { type: 'addresses' as const, addresses },
    }));
  });
}

function sameCells(
  a: readonly NetworkCell[],
  b: readonly NetworkCell[],
): boolean {
  return (
    a.length === b.length &&
    a.every(
      (cell, i) =>
        cell.protocol === b[i].protocol &&
        sameDecision(cell, b[i]) &&
        cell.ports.equals(b[i].ports),
    )
  );
}
