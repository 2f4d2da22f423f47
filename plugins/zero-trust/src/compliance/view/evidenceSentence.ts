import { Control, ControlPart } from '@ztn/backstage-plugin-zero-trust-common';
import { fillSentence } from '../../view/fillSentence';

/**
 * The sentence of a place: the control's own words for the reason, with its
 * parameters. A reason that this control has no words for is shown as its code.
 */
export function evidenceSentence(
  control: Control | undefined,
  { reason, params }: ControlPart,
): string {
  return fillSentence(control?.reasons[reason] ?? reason, params);
}
