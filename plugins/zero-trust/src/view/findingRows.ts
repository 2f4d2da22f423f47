import {
  Finding,
  Severity,
  severitySchema,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';

/** A finding and the workloads of this entity that it was reported for. */
export interface FindingRow {
  id: string;
  cluster: string;
  finding: Finding;
  concerns: readonly string[];
}

const rank = (severity: Severity) => severitySchema.options.indexOf(severity);

/**
 * The findings of all workloads, worst first. The same finding reported for
 * several workloads is one row that names them all.
 */
export function findingRows(
  workloads: readonly WorkloadPosture[],
): FindingRow[] {
  const rows = new Map<
    string,
    { cluster: string; finding: Finding; concerns: Set<string> }
  >();
  for (const workload of workloads) {
    for (const finding of workload.findings) {
      const { code, object, path = '', params } = finding;
      const id = JSON.stringify([workload.cluster, code, object, path, params]);
      const row = rows.get(id) ?? {
        cluster: workload.cluster,
        finding,
        concerns: new Set<string>(),
      };
      row.concerns.add(`${workload.cluster}: ${workload.key}`);
      rows.set(id, row);
    }
  }
  return [...rows]
    .map(([id, { concerns, ...row }]) => ({
      id,
      ...row,
      concerns: [...concerns],
    }))
    .sort((a, b) => rank(a.finding.severity) - rank(b.finding.severity));
}
