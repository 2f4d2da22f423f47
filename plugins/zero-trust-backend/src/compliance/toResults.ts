import { ControlResult } from '@ztn/backstage-plugin-zero-trust-common';
import { controls } from '@ztn/zero-trust-engine';
import { Judged } from './Fleet';
import { worstResultFirst } from './worstResultFirst';

/** More places than these help nobody who reads. */
const EVIDENCE = 50;

/** Results with their evidence, worst first. */
export function toResults(judged: readonly Judged[]): ControlResult[] {
  return judged
    .map(
      ({ result, severity, state, waiver }): ControlResult => ({
        control: result.control,
        scope: scopeOf(result.control),
        severity,
        state,
        ...(waiver === undefined ? {} : { waiver, actual: result.state }),
        evidence: result.evidence
          .slice(0, EVIDENCE)
          .map(part => ({ ...part, params: { ...part.params } })),
        more: Math.max(0, result.evidence.length - EVIDENCE),
      }),
    )
    .sort(worstResultFirst);
}

function scopeOf(id: string) {
  return controls.find(control => control.id === id)?.scope ?? 'workload';
}
