import {
  ComplianceWorkload,
  Control,
  ControlState,
  severitySchema,
} from '@ztn/backstage-plugin-zero-trust-common';

/** A control that a workload lacks, in whole or in part. */
export interface MissingControl {
  readonly id: string;
  readonly title: string;
  readonly state: ControlState;
}

const missing: readonly ControlState[] = ['fail', 'partial'];

/** What is known to be missing, the worst first. */
export function missingControls(
  { states }: ComplianceWorkload,
  controls: ReadonlyMap<string, Control>,
): readonly MissingControl[] {
  const rank = (id: string) =>
    severitySchema.options.indexOf(controls.get(id)?.severity ?? 'info');
  return Object.entries(states)
    .filter(([, state]) => missing.includes(state))
    .map(([id, state]) => ({
      id,
      title: controls.get(id)?.title ?? id,
      state,
    }))
    .sort(
      (a, b) =>
        rank(a.id) - rank(b.id) ||
        missing.indexOf(a.state) - missing.indexOf(b.state),
    );
}
