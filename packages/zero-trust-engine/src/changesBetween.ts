/** What is gone from a list and what is new in it. */
export interface Changes<T> {
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/**
 * Compares two lists by the identity of their items. Lists of a cluster are long
 * and differ in a few places: what is alike at both ends is passed over.
 */
export function changesBetween<T>(
  before: readonly T[],
  after: readonly T[],
): Changes<T> {
  const { start, end } = alikeAtEnds(before, after);
  const old = before.slice(start, before.length - end);
  const now = after.slice(start, after.length - end);
  const kept = new Set(old);
  const added = now.filter(item => !kept.has(item));
  const wanted = new Set(now);
  return { removed: old.filter(item => !wanted.has(item)), added };
}

/** How many items two lists have alike at the start, and at the end after these. */
export function alikeAtEnds<T>(
  before: readonly T[],
  after: readonly T[],
): { readonly start: number; readonly end: number } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  return { start, end };
}
