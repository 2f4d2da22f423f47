import { Control, ControlPart } from '@ztn/backstage-plugin-zero-trust-common';

/**
 * The sentence of a place: the control's own words for the reason, with its
 * parameters. A reason that this control has no words for is shown as its code.
 */
export function evidenceSentence(
  control: Control | undefined,
  { reason, params }: ControlPart,
): string {
  const sentence = control?.reasons[reason];
  if (sentence === undefined) return reason;
  return sentence
    .replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? '')
    .replace(/ \(\)/g, '');
}
