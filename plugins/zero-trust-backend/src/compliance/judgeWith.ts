import { ControlResult } from '@ztn/zero-trust-engine';
import { ComplianceSettings } from './ComplianceSettings';
import { Judged } from './Fleet';

/** Results with the operator's severities, after exceptions were looked at. */
export function judgeWith(
  settings: ComplianceSettings,
  waiverOf: (result: ControlResult) => string | undefined,
): (results: readonly ControlResult[]) => readonly Judged[] {
  const severities = new Map(
    settings.controls.map(({ id, severity }) => [id, severity]),
  );
  return results =>
    results.map(result => {
      const severity = severities.get(result.control) ?? 'info';
      // What passes needs no exception, and what is unknown has none to need.
      const missing = result.state === 'fail' || result.state === 'partial';
      const waiver = missing ? waiverOf(result) : undefined;
      return waiver === undefined
        ? { result, severity, state: result.state }
        : { result, severity, state: 'waived', waiver };
    });
}
