import {
  ControlCounts,
  ControlState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Tone } from './tone';

/** Counted states, worst first: the order of bars, words and lists. */
export const countedStates = [
  'fail',
  'partial',
  'unknown',
  'waived',
  'pass',
] as const satisfies readonly (keyof ControlCounts)[];

const tones: Readonly<Record<ControlState, Tone>> = {
  pass: 'good',
  partial: 'caution',
  fail: 'bad',
  unknown: 'unknown',
  waived: 'neutral',
  'not-applicable': 'neutral',
};

export const toneOfState = (state: ControlState): Tone => tones[state];

/** How many subjects the counts speak of. */
export function totalOf(counts: ControlCounts): number {
  return countedStates.reduce((sum, state) => sum + counts[state], 0);
}
