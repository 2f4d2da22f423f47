import { Severity, worstSeverityFirst } from '@ztn/zero-trust-engine';
import { ControlState } from '@ztn/backstage-plugin-zero-trust-common';

const worstStateFirst: readonly ControlState[] = [
  'fail',
  'partial',
  'unknown',
  'waived',
  'pass',
  'not-applicable',
];

interface Ranked {
  readonly state: ControlState;
  readonly severity: Severity;
}

/** The order of results: by state, and among those by severity. */
export function worstResultFirst(a: Ranked, b: Ranked): number {
  return (
    worstStateFirst.indexOf(a.state) - worstStateFirst.indexOf(b.state) ||
    worstSeverityFirst.indexOf(a.severity) -
      worstSeverityFirst.indexOf(b.severity)
  );
}
