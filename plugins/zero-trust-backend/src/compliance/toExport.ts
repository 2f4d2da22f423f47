import {
  ComplianceWorkload,
  ControlState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ComplianceSettings } from './ComplianceSettings';
import { DataAge } from './FleetReader';

/**
 * The workloads as CSV (RFC 4180, UTF-8). Every line carries how old its data
 * is, so that a part that is cut out still says so.
 */
export function toCsv(
  rows: readonly ComplianceWorkload[],
  age: DataAge,
  settings: ComplianceSettings,
): string {
  const ids = settings.controls
    .map(({ id }) => id)
    .filter(id => rows.some(row => row.states[id] !== undefined));
  const ages = new Map(age.clusters.map(c => [c.cluster, c]));
  const head = [
    'exported_at',
    'data_as_of',
    'cluster_state',
    'assessed_at',
    'cluster',
    'namespace',
    'kind',
    'name',
    'workload',
    'entities',
    'owners',
    'systems',
    'score',
    ...ids,
  ];
  const lines = rows.map(row => {
    const of = ages.get(row.cluster);
    return [
      age.now,
      of?.asOf ?? '',
      of?.state ?? '',
      of?.assessedAt ?? '',
      row.cluster,
      row.namespace,
      row.kind,
      row.name,
      row.key,
      row.entities.map(e => e.entityRef).join(' '),
      [...new Set(row.entities.flatMap(e => e.owner ?? []))].join(' '),
      row.systems.join(' '),
      String(row.score),
      ...ids.map((id): ControlState | '' => row.states[id] ?? ''),
    ];
  });
  return [head, ...lines]
    .map(cells => cells.map(cell).join(','))
    .map(line => `${line}\r\n`)
    .join('');
}

/** Spreadsheets take some first characters for a formula; a quote stops that. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
