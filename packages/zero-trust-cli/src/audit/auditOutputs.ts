import {
  Control,
  ControlResult,
  Finding,
  Part,
  controls,
  worstControlStateFirst,
} from '@ztn/zero-trust-engine';
import { Audit } from './auditCluster';

/** An audit for people: findings worst first, then each control with what it lacks. */
export function auditText({
  cluster,
  findings,
  controls: results,
}: Audit): string {
  const lines = [
    ...(cluster === '' ? [] : [`cluster ${cluster}`]),
    `findings: ${findings.length}`,
    ...findings.flatMap(findingLines),
    'controls:',
    ...controls.flatMap(control =>
      controlLines(
        control,
        results.filter(result => result.control === control.id),
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function findingLines(finding: Finding): readonly string[] {
  const { severity, code, object, path, params, workloads } = finding;
  const told = Object.entries(params).map(([key, value]) => `${key}=${value}`);
  return [
    `  ${severity.padEnd(8)} ${[code, object, path ?? ''].join(' ').trimEnd()}`,
    ...(told.length > 0 ? [`    ${told.join(', ')}`] : []),
    ...(workloads.length > 0 ? [`    concerns ${workloads.join(', ')}`] : []),
  ];
}

function controlLines(
  { id, severity, reasons }: Control,
  results: readonly ControlResult[],
): readonly string[] {
  const counts = worstControlStateFirst
    .map(
      state => [state, results.filter(r => r.state === state).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  const lacking = results.filter(
    ({ state }) => state === 'fail' || state === 'partial',
  );
  return [
    `  ${severity.padEnd(8)} ${id}: ${
      counts.join(', ') || 'nothing to assess'
    }`,
    ...lacking.map(result => {
      const missing = result.evidence.filter(({ holds }) => holds === false);
      const told = missing.map(part => partText(part, reasons));
      return `    ${result.state} ${subjectText(result)}: ${[
        ...new Set(told),
      ].join(' ')}`;
    }),
  ];
}

function partText(part: Part, reasons: Control['reasons']): string {
  const sentence = reasons[part.reason] ?? part.reason;
  const told = sentence.replace(
    /\{(\w+)\}/g,
    (placeholder, name: string) => part.params?.[name] ?? placeholder,
  );
  const at = [part.object, part.path].filter(Boolean).join(' ');
  return at === '' ? told : `${told} [${at}]`;
}

function subjectText({ subject }: ControlResult): string {
  switch (subject.type) {
    case 'workload':
      return subject.key;
    case 'namespace':
      return `namespace ${subject.namespace}`;
    default:
      return 'cluster';
  }
}
