import { ControlCounts } from '@ztn/backstage-plugin-zero-trust-common';
import { Severity } from '@ztn/zero-trust-engine';
import { Judged } from './Fleet';

const weights: Readonly<Record<Severity, number>> = {
  critical: 40,
  high: 10,
  medium: 4,
  low: 1,
  info: 0,
};

/** What cannot be told is not as bad as what is known to be missing, nor good. */
const shares = {
  fail: 1,
  partial: 0.5,
  unknown: 0.25,
  pass: 0,
  waived: 0,
  'not-applicable': 0,
} as const;

/**
 * How bad some results are together: only for the order of lists. It is a sum,
 * and never an average that good results could hide bad ones in.
 */
export function scoreOf(results: readonly Judged[]): number {
  return results.reduce(
    (sum, { severity, state }) => sum + weights[severity] * shares[state],
    0,
  );
}

/** Results by state; those that do not apply are in none. */
export function countsOf(results: Iterable<Judged>): ControlCounts {
  const counts = { pass: 0, partial: 0, fail: 0, unknown: 0, waived: 0 };
  for (const { state } of results) {
    if (state !== 'not-applicable') counts[state] += 1;
  }
  return counts;
}
