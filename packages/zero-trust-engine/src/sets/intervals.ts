/** All whole numbers from `first` to `last`, both included. */
export interface Interval<T extends number | bigint> {
  readonly first: T;
  readonly last: T;
}

/**
 * Canonical lists of intervals: sorted, disjoint and not touching, so equal sets
 * are equal lists. Exact; operands stay as they are.
 */
export interface IntervalAlgebra<T extends number | bigint> {
  /** Any intervals → the canonical list; reversed ones are empty. */
  canonical(intervals: readonly Interval<T>[]): readonly Interval<T>[];
  union(
    a: readonly Interval<T>[],
    b: readonly Interval<T>[],
  ): readonly Interval<T>[];
  intersect(
    a: readonly Interval<T>[],
    b: readonly Interval<T>[],
  ): readonly Interval<T>[];
  subtract(
    a: readonly Interval<T>[],
    b: readonly Interval<T>[],
  ): readonly Interval<T>[];
}

/** The algebra of one number type, given its steps. */
export function intervalAlgebra<T extends number | bigint>(
  next: (value: T) => T,
  previous: (value: T) => T,
): IntervalAlgebra<T> {
  const canonical = (intervals: readonly Interval<T>[]) => {
    const sorted = intervals
      .filter(({ first, last }) => first <= last)
      .sort((a, b) => compare(a.first, b.first));
    const merged: Interval<T>[] = [];
    for (const interval of sorted) {
      const top = merged.at(-1);
      if (top && interval.first <= next(top.last)) {
        const last = interval.last > top.last ? interval.last : top.last;
        merged[merged.length - 1] = { first: top.first, last };
      } else {
        merged.push(interval);
      }
    }
    return merged;
  };
  const intersect = (a: readonly Interval<T>[], b: readonly Interval<T>[]) => {
    const common: Interval<T>[] = [];
    let i = 0;
    let j = 0;
    while (i < a.length && j < b.length) {
      const first = a[i].first > b[j].first ? a[i].first : b[j].first;
      const last = a[i].last < b[j].last ? a[i].last : b[j].last;
      if (first <= last) common.push({ first, last });
      if (a[i].last < b[j].last) i += 1;
      else j += 1;
    }
    return common;
  };
  const subtract = (a: readonly Interval<T>[], b: readonly Interval<T>[]) => {
    const rest: Interval<T>[] = [];
    let j = 0;
    for (const { first, last } of a) {
      let from = first;
      while (j < b.length && b[j].last < from) j += 1;
      let k = j;
      while (k < b.length && b[k].first <= last && from <= last) {
        if (b[k].first > from)
          rest.push({ first: from, last: previous(b[k].first) });
        from = next(b[k].last);
        k += 1;
      }
      if (from <= last) rest.push({ first: from, last });
    }
    return rest;
  };
  return {
    canonical,
    union: (a, b) => canonical([...a, ...b]),
    intersect,
    subtract,
  };
}

function compare<T extends number | bigint>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Whether a canonical list contains a value; binary search. */
export function contains<T extends number | bigint>(
  intervals: readonly Interval<T>[],
  value: T,
): boolean {
  let low = 0;
  let high = intervals.length - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    if (value < intervals[middle].first) high = middle - 1;
    else if (value > intervals[middle].last) low = middle + 1;
    else return true;
  }
  return false;
}
