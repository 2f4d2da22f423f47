import { Workload } from '@ztn/zero-trust-engine';
import { EndFacts } from './PlanFacts';
import { Guardrail, Warning } from './Guardrail';

/** Development does not call production. */
export const crossEnvironment: Guardrail = {
  id: 'cross-environment',
  level: 'block',
  check: ({ facts }) =>
    differs(
      facts?.caller?.environment,
      facts?.callee?.environment,
      'environment',
    ),
};

/** A call between clusters is seen by both, and proven in one of them only. */
export const crossCluster: Guardrail = {
  id: 'cross-cluster',
  level: 'review',
  check: ({ facts }) =>
    differs(facts?.caller?.cluster, facts?.callee?.cluster, 'cluster'),
};

/** Pairs that the operator rules out. */
export const forbiddenPairs: Guardrail = {
  id: 'forbidden-pairs',
  level: 'block',
  check: ({ settings, facts, edge }) =>
    (settings?.forbiddenPairs ?? [])
      .filter(
        ({ caller, callee }) =>
          wearsAll(caller, edge.callers, facts?.caller) &&
          wearsAll(callee, edge.callees, facts?.callee),
      )
      .map(
        ({ caller, callee, because }): Warning => ({
          message: `${caller.join(', ')} may not call ${callee.join(', ')}${
            because ? `: ${because}` : ''
          }.`,
        }),
      ),
};

/** Whether an end has every one of some tags: the catalog's, or its labels. */
function wearsAll(
  wanted: readonly string[],
  workloads: readonly Workload[],
  facts: EndFacts | undefined,
): boolean {
  const worn = new Set([
    ...(facts?.tags ?? []),
    ...(facts?.environment ? [`environment=${facts.environment}`] : []),
    ...workloads.flatMap(({ labels, namespace }) => [
      `namespace=${namespace}`,
      ...Object.entries(labels).map(([key, value]) => `${key}=${value}`),
    ]),
  ]);
  return wanted.length > 0 && wanted.every(tag => worn.has(tag));
}

function differs(
  a: string | undefined,
  b: string | undefined,
  what: string,
): readonly Warning[] {
  return a !== undefined && b !== undefined && a !== b
    ? [{ message: `The caller is in ${what} ${a}, the callee in ${b}.` }]
    : [];
}
