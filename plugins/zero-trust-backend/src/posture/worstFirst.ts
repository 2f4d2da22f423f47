import {
  Severity,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';

const severities: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
];

const headlines: readonly WorkloadPosture['mtls']['headline'][] = [
  'unknown',
  'disabled',
  'mixed',
  'permissive',
  'not-in-mesh',
  'not-applicable',
  'strict',
];

/**
 * Compares postures: the worst finding, then what could not be read, then the
 * weakest encryption, then the name, so that the order is stable.
 */
export function worstFirst(a: WorkloadPosture, b: WorkloadPosture): number {
  return (
    worstFinding(a) - worstFinding(b) ||
    Math.sign(b.gaps.length) - Math.sign(a.gaps.length) ||
    headlines.indexOf(a.mtls.headline) - headlines.indexOf(b.mtls.headline) ||
    a.cluster.localeCompare(b.cluster) ||
    a.key.localeCompare(b.key)
  );
}

function worstFinding({ findings }: WorkloadPosture): number {
  return Math.min(
    severities.length,
    ...findings.map(({ severity }) => severities.indexOf(severity)),
  );
}
