import {
  ControlResult,
  Finding,
  Severity,
  assessControls,
  controls,
  defaultControlSettings,
  findingsOf,
  worstSeverityFirst,
} from '@ztn/zero-trust-engine';
import { WorldCluster } from '../world/World';

/** Everything that an audit of one cluster says. */
export interface Audit {
  readonly cluster: string;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly controls: readonly ControlResult[];
}

/**
 * Findings and controls of a cluster. Since when a namespace accepts plaintext is
 * not known from objects alone, so what depends on it is `unknown`.
 */
export function auditCluster(
  { name: cluster, engine }: WorldCluster,
  at: Date,
): Audit {
  const question = {
    at,
    settings: defaultControlSettings,
    permissiveSince: () => undefined,
  };
  const every = new Set(controls.map(({ id }) => id));
  return {
    cluster,
    findings: findingsOf(engine),
    controls: assessControls(engine, question, every),
  };
}

/** Whether something at least as bad as a severity was found. */
export function isAtLeast(
  { findings, controls: results }: Audit,
  severity: Severity,
): boolean {
  const bad = new Set<Severity>(
    worstSeverityFirst.slice(0, worstSeverityFirst.indexOf(severity) + 1),
  );
  const failing = results
    .filter(({ state }) => state === 'fail' || state === 'partial')
    .flatMap(({ control }) => controls.filter(({ id }) => id === control));
  return [...findings, ...failing].some(found => bad.has(found.severity));
}
