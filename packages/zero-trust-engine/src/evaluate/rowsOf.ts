import { Layers, MayPassPort } from '../layers/Layer';
import { ContainerPort } from '../snapshot/Workload';
import { PortSet } from '../sets/PortSet';
import { Protocol } from '../vocabulary';
import { refusalDeservesRow } from './deserveRow';
import { httpOf } from './httpOf';
import { PairVerdict } from './judgePair';
import { sameValue } from '../sameValue';
import { Permission, PermissionPeer, PortRange } from './Permission';

/** One port of one protocol, put to a pair of ends. */
export interface Question {
  readonly protocol: Exclude<Protocol, 'ICMP'>;
  readonly port: number;
}

/** Where the rows of one peer come from. */
export interface RowSource {
  readonly layers: Layers;
  /** Ports that the server declares, or that a Service maps to. */
  readonly declared: readonly Pick<ContainerPort, 'port' | 'protocol'>[];
  /** Ranges in which no rule tells two ports apart. */
  readonly intervals: readonly PortRange[];
  /** False only when every port of a range is refused for sure. */
  readonly mayPass: MayPassPort;
  /** Whether refusals are wanted too, where they are worth a row. */
  readonly refusals: 'shown' | 'left out';
  /** The worst answer over pods and backends. */
  judge(question: Question): PairVerdict | undefined;
}

const protocols = ['TCP', 'UDP', 'SCTP'] as const;

/**
 * The rows of one peer. Declared ports and the others stand apart, equal answers
 * together. ICMP is left out: no upstream says what policy does with it, and it
 * is no call.
 */
export function rowsOf(
  peer: PermissionPeer,
  source: RowSource,
): readonly Permission[] {
  const rows: { readonly row: Permission; readonly ports: PortRange[] }[] = [];
  for (const protocol of protocols) {
    const declared = new Set(
      source.declared
        .filter(port => port.protocol === protocol)
        .map(({ port }) => port),
    );
    for (const range of source.intervals) {
      const isDeclared =
        range.first === range.last && declared.has(range.first);
      const wanted = isDeclared && source.refusals === 'shown';
      if (!wanted && !source.mayPass(protocol, range)) continue;
      const pair = source.judge({ protocol, port: range.first });
      if (!pair || !isWorthARow(pair, isDeclared)) continue;
      const row = {
        ...rowOf(peer, pair, source.layers, protocol),
        ...(source.declared.length > 0 ? { declared: isDeclared } : {}),
      };
      const same = rows.find(known => sameValue(known.row, row));
      if (same) same.ports.push(range);
      else rows.push({ row, ports: [range] });
    }
  }
  return rows.map(({ row, ports }) => ({
    ...row,
    traffic: { ...row.traffic, ports: PortSet.ofRanges(ports).ranges },
  }));
}

function isWorthARow(pair: PairVerdict, isDeclared: boolean): boolean {
  return pair.outcome !== 'deny' || (isDeclared && refusalDeservesRow(pair));
}

function rowOf(
  peer: PermissionPeer,
  pair: PairVerdict,
  layers: Layers,
  protocol: Protocol,
): Permission {
  const http = pair.outcome === 'deny' ? undefined : httpOf(layers, pair.path);
  const identity = pair.path.hops[0]?.identity ?? pair.path.verdict.identity;
  return {
    peer,
    traffic: { protocol, ports: [], ...(http ? { http } : {}) },
    outcome: http && settledBy(http, pair) ? 'allow' : pair.outcome,
    transport: pair.transport,
    certainty: pair.certainty,
    ...(identity === undefined ? {} : { identity }),
    layers: pair.layers,
  };
}

/**
 * Whether the row's HTTP operations are all that the answer depends on. Then the
 * row says what may pass, and that much is allowed: what depends on a claim, a
 * header, or on whether a detected port speaks HTTP at all stays conditional.
 */
function settledBy(
  { allow, except }: NonNullable<Permission['traffic']['http']>,
  { outcome, layers, path }: PairVerdict,
): boolean {
  if (outcome !== 'conditional') return false;
  const open = layers.filter(layer => layer.outcome !== 'allow');
  const operations = [...(allow === 'any' ? [] : allow), ...except];
  const restricting = path.hops.filter(hop => hop.chain === 'http');
  return (
    open.length === 1 &&
    open[0].layer === 'mesh' &&
    restricting.length === 1 &&
    restricting[0].point === open[0].hop &&
    operations.every(({ when }) => when === undefined)
  );
}
