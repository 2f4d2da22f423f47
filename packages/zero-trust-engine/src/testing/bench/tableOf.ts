import { BenchRow } from './benchRow';
import { Took } from './measure';

type Column = readonly [title: string, of: (row: BenchRow) => Took | undefined];

const columns: readonly Column[] = [
  ['cold compile', row => row.cold],
  ['all pairs', row => row.allPairs],
  ['inbound of one', row => row.inbound],
];

const changeColumns: readonly Column[] = [
  ['network policy', row => row.changes.networkPolicy],
  ['authorization', row => row.changes.authorizationPolicy],
  ['peer authn', row => row.changes.peerAuthentication],
  ['destination', row => row.changes.destinationRule],
  ['Cilium policy', row => row.changes.ciliumPolicy],
  ['pod address', row => row.changes.podAddress],
  ['new workload', row => row.changes.newWorkload],
  ['workload gone', row => row.changes.goneWorkload],
  ['namespace', row => row.changes.namespaceLabels],
  ['service', row => row.changes.service],
  ['node', row => row.changes.node],
];

/**
 * CPU time of each column, the clock's in brackets, and behind it by how much it
 * grew per doubling of the workloads since the row before. Changes, of which each
 * is the least of some, are a table of their own.
 */
export function tableOf(rows: readonly BenchRow[]): string {
  const whole = tableWith(rows, columns, [
    ['policies', row => `${row.policies}`],
    ['MB', row => row.megabytes.toFixed(0)],
  ]);
  const present = changeColumns.filter(([, of]) => rows.some(of));
  return `${whole}\n\none change, until a verdict is fresh\n${tableWith(
    rows,
    present,
    [],
  )}`;
}

function tableWith(
  rows: readonly BenchRow[],
  timed: readonly Column[],
  plain: readonly (readonly [string, (row: BenchRow) => string])[],
): string {
  const head = ['workloads', ...[...plain, ...timed].map(([title]) => title)];
  const body = rows.map((row, index) => [
    `${row.workloads}`,
    ...plain.map(([, of]) => of(row)),
    ...timed.map(([, of]) => cellOf(row, rows[index - 1], of)),
  ]);
  const widths = head.map((_title, column) =>
    Math.max(...[head, ...body].map(line => line[column].length)),
  );
  return [head, ...body]
    .map(line =>
      line.map((cell, column) => cell.padStart(widths[column])).join('  '),
    )
    .join('\n');
}

function cellOf(
  row: BenchRow,
  before: BenchRow | undefined,
  of: Column[1],
): string {
  const took = of(row);
  if (!took) return '-';
  const text = `${round(took.cpu)} (${round(took.wall)})`;
  const old = before && of(before);
  if (!before || !old) return `${text}      `;
  const doublings = Math.log2(row.workloads / before.workloads);
  return `${text} ${growth(old, took, doublings)}`;
}

function growth(old: Took, now: Took, doublings: number): string {
  const factor = (now.cpu / old.cpu) ** (1 / doublings);
  return `x${factor.toFixed(1)}`.padStart(5);
}

function round(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : ms.toFixed(0);
}
