import { BenchRow } from './benchRow';
import { Took } from './measure';

const columns = [
  ['cold compile', 'cold'],
  ['all pairs', 'allPairs'],
  ['inbound of one', 'inbound'],
  ['network policy', 'networkChange'],
  ['mesh policy', 'meshChange'],
  ['pod', 'podChange'],
] as const satisfies readonly (readonly [string, keyof BenchRow])[];

/**
 * CPU time of each column, the clock's in brackets, and behind it by how much it
 * grew per doubling of the workloads since the row before.
 */
export function tableOf(rows: readonly BenchRow[]): string {
  const head = [
    'workloads',
    'policies',
    ...columns.map(([title]) => title),
    'MB',
  ];
  const body = rows.map((row, index) => [
    `${row.workloads}`,
    `${row.policies}`,
    ...columns.map(([, key]) => cellOf(row, rows[index - 1], key)),
    row.megabytes.toFixed(0),
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
  key: (typeof columns)[number][1],
): string {
  const took = row[key];
  if (!took) return '-';
  const text = `${round(took.cpu)} (${round(took.wall)})`;
  const old = before?.[key];
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
