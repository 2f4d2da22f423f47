/**
 * Names that two sides both serve; an empty list is every name. A wildcard
 * `*.x` takes every name below `x`, and of two that overlap the narrower one
 * remains.
 */
export function sharedHosts(
  ours: readonly string[],
  theirs: readonly string[],
): readonly string[] | 'none' {
  if (ours.length === 0) return theirs;
  if (theirs.length === 0) return ours;
  const shared = ours.flatMap(a => theirs.flatMap(b => narrower(a, b) ?? []));
  return shared.length > 0 ? [...new Set(shared)] : 'none';
}

function narrower(a: string, b: string): string | undefined {
  if (covers(a, b)) return b;
  return covers(b, a) ? a : undefined;
}

function covers(wide: string, host: string): boolean {
  if (wide === '*' || wide === host) return true;
  return wide.startsWith('*.') && host.endsWith(wide.slice(1));
}
