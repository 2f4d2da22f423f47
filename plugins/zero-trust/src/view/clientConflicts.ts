import {
  Finding,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';

/** What is known about callers being told to send the wrong thing. */
export type ClientConflicts =
  | { state: 'conflicts'; findings: readonly Finding[] }
  | { state: 'none' }
  | { state: 'unknown' };

/** Findings about client-side settings share this beginning. */
const CLIENT_SIDE = /^destination-rule-/;

/**
 * Conflicts between what a workload's ports accept and what DestinationRules
 * make its callers send. None found among objects that were not all read is not
 * "none".
 */
export function clientConflicts({
  findings,
  gaps,
}: Pick<WorkloadPosture, 'findings' | 'gaps'>): ClientConflicts {
  const conflicts = findings.filter(({ code }) => CLIENT_SIDE.test(code));
  if (conflicts.length > 0) return { state: 'conflicts', findings: conflicts };
  return gaps.some(({ kind }) => kind === 'DestinationRule')
    ? { state: 'unknown' }
    : { state: 'none' };
}
