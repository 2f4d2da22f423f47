/** A sentence of the engine with its `{param}`s filled. */
export function fillSentence(
  sentence: string,
  params: Readonly<Record<string, string>>,
): string {
  return sentence
    .replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? '')
    .replace(/ \(\)/g, '');
}
