import {
  ComplianceResponse,
  Control,
} from '@ztn/backstage-plugin-zero-trust-common';

/** One requirement of a framework with the controls that speak to it. */
export interface RequirementRow {
  id: string;
  subject: string;
  controls: readonly {
    id: string;
    title: string;
    /** Absent: switched off by configuration. */
    line?: ComplianceResponse['controls'][number];
  }[];
}

/** The requirements of a framework, in the order of their numbers. */
export function byRequirement(
  framework: string,
  controls: Iterable<Control>,
  lines: ComplianceResponse['controls'],
): readonly RequirementRow[] {
  const lineOf = new Map(lines.map(line => [line.id, line]));
  const rows = new Map<
    string,
    { subject: string; controls: RequirementRow['controls'][number][] }
  >();
  for (const { id, title, mapping } of controls) {
    for (const ref of mapping) {
      if (ref.framework !== framework) continue;
      const row = rows.get(ref.id) ?? { subject: ref.subject, controls: [] };
      row.controls.push({ id, title, line: lineOf.get(id) });
      rows.set(ref.id, row);
    }
  }
  return [...rows]
    .map(([id, row]) => ({ id, ...row }))
    .sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}
