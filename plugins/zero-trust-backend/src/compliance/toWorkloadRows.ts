import { z } from 'zod';
import {
  ComplianceWorkload,
  complianceWorkloadsQuerySchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { FleetWorkload } from './Fleet';
import { countsOf, scoreOf } from './score';

export type WorkloadsQuery = z.output<typeof complianceWorkloadsQuerySchema>;

/** The workloads that a query means, in its order; worst first unless told. */
export function toWorkloadRows(
  workloads: readonly FleetWorkload[],
  query: Pick<WorkloadsQuery, 'q' | 'control' | 'state' | 'sort'>,
): readonly ComplianceWorkload[] {
  return workloads
    .filter(workload => meets(workload, query))
    .map(toRow)
    .sort(orders[query.sort]);
}

function meets(
  { id, results, entities }: FleetWorkload,
  { q, control, state }: Pick<WorkloadsQuery, 'q' | 'control' | 'state'>,
): boolean {
  const text = q?.trim().toLowerCase();
  if (
    text &&
    ![id, ...entities.flatMap(e => [e.entityRef, e.title ?? ''])].some(name =>
      name.toLowerCase().includes(text),
    )
  ) {
    return false;
  }
  if (control === undefined && state === undefined) return true;
  return results.some(
    judged =>
      (control === undefined || judged.result.control === control) &&
      (state === undefined
        ? judged.state !== 'not-applicable'
        : judged.state === state),
  );
}

function toRow(workload: FleetWorkload): ComplianceWorkload {
  const { id, cluster, key, namespace, kind, name, results } = workload;
  return {
    id,
    cluster,
    key,
    namespace,
    kind,
    name,
    entities: [...workload.entities],
    systems: [...workload.systems],
    states: Object.fromEntries(
      results.map(({ result, state }) => [result.control, state]),
    ),
    counts: countsOf(results),
    score: scoreOf(results),
  };
}

type Compare = (a: ComplianceWorkload, b: ComplianceWorkload) => number;

const byId: Compare = (a, b) => compare(a.id, b.id);

const orders: Readonly<Record<WorkloadsQuery['sort'], Compare>> = {
  worst: (a, b) => b.score - a.score || byId(a, b),
  name: (a, b) => compare(a.name, b.name) || byId(a, b),
  namespace: (a, b) => compare(a.namespace, b.namespace) || byId(a, b),
};

// Not `localeCompare`: over thousands of rows it is most of the answer's time.
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
