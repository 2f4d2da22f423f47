/** The order of code units, which is that of `sort` without a comparison. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
