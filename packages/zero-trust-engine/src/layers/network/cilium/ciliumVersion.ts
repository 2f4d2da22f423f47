/**
 * Whether a version is at least `major.minor`. An unknown version counts as
 * the newest: callers lower their certainty where that matters.
 */
export function atLeast(
  version: string | undefined,
  major: number,
  minor: number,
): boolean {
  const parts = /^v?(\d+)\.(\d+)/.exec(version ?? '');
  if (!parts) return true;
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  return first > major || (first === major && second >= minor);
}
