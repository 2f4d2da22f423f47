import { csv } from '../output/csv';
import { httpText, portsText } from '../output/trafficText';
import { ListedRow } from './listRows';

/** A line per row: `FROM => TO : TCP 80 (allow, mtls)`. */
export function listText(rows: readonly ListedRow[]): string {
  return rows.map(row => `${rowText(row)}\n`).join('');
}

export function rowText({ cluster, from, to, permission }: ListedRow): string {
  const { traffic, outcome, transport } = permission;
  const inFront = cluster === '' ? '' : `${cluster}: `;
  const http = httpText(traffic);
  const told = [outcome, transport, ...(http === '' ? [] : [http])].join(', ');
  return `${inFront}${from} => ${to} : ${portsText(traffic)} (${told})`;
}

/** Everything that the engine says of each row, evidence included. */
export function listJson(rows: readonly ListedRow[]): string {
  const list = rows.map(({ cluster, from, to, permission }) => {
    const { peer: _peer, ...rest } = permission;
    return { ...(cluster === '' ? {} : { cluster }), from, to, ...rest };
  });
  return `${JSON.stringify(list, null, 2)}\n`;
}

export function listCsv(rows: readonly ListedRow[]): string {
  return csv(
    [
      'cluster',
      'from',
      'to',
      'traffic',
      'outcome',
      'transport',
      'certainty',
      'identity',
      'http',
      'policies',
    ],
    rows.map(({ cluster, from, to, permission }) => {
      const { traffic, outcome, transport, certainty, identity, layers } =
        permission;
      const policies = layers.flatMap(({ because }) =>
        because.flatMap(({ policy, path }) =>
          policy === undefined ? [] : [path ? `${policy} ${path}` : policy],
        ),
      );
      return [
        cluster,
        from,
        to,
        portsText(traffic),
        outcome,
        transport,
        certainty,
        identity ?? '',
        httpText(traffic),
        [...new Set(policies)].join('; '),
      ];
    }),
  );
}

const styles: Readonly<Record<string, string>> = {
  allow: 'solid',
  conditional: 'dashed',
  unknown: 'dotted',
};

/** A directed graph; what is not settled is dashed (conditional) or dotted. */
export function listDot(rows: readonly ListedRow[]): string {
  const edges = new Map<
    string,
    { ends: string; style: string; labels: string[] }
  >();
  for (const row of rows) {
    const { outcome, traffic } = row.permission;
    const inFront = row.cluster === '' ? '' : `${row.cluster}:`;
    const ends = [row.from, row.to]
      .map(end => quoted(inFront + end))
      .join(' -> ');
    const style = styles[outcome] ?? 'solid';
    const label = [portsText(traffic), httpText(traffic)]
      .filter(text => text !== '')
      .join(' ');
    const known = edges.get(`${ends} ${style}`);
    if (known) known.labels.push(label);
    else edges.set(`${ends} ${style}`, { ends, style, labels: [label] });
  }
  const lines = [...edges.values()].map(
    ({ ends, style, labels }) =>
      `  ${ends} [style=${style}, label=${quoted(
        [...new Set(labels)].join('\n'),
      )}];\n`,
  );
  return `digraph connections {\n  rankdir=LR;\n  node [shape=box];\n${lines.join(
    '',
  )}}\n`;
}

function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
  return `"${escaped}"`;
}
