/** A clause of the backend as a sentence: a capital in front, a full stop behind. */
export function asSentence(clause: string): string {
  const text = clause.trim();
  const whole = /[.!?]$/.test(text) ? text : `${text}.`;
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}
