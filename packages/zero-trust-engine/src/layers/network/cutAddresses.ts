import { AddressFamily, AddressRange } from '../../cidr';
import { Interval, contains } from '../../sets/intervals';
import { IpSet } from '../../sets/IpSet';

/**
 * Cuts a universe at every border of the given sets: disjoint blocks, in
 * order, that no set tells apart.
 */
export function cutAddresses(
  universe: IpSet,
  sets: readonly IpSet[],
): readonly AddressRange[] {
  const family = (of: AddressFamily) =>
    cut(
      of === 4 ? universe.v4 : universe.v6,
      sets.flatMap(set => (of === 4 ? set.v4 : set.v6)),
    ).map((range): AddressRange => ({ family: of, ...range }));
  return [...family(4), ...family(6)];
}

/** Whether a set covers a block that it does not cut. */
export function coversBlock(set: IpSet, block: AddressRange): boolean {
  return contains(block.family === 4 ? set.v4 : set.v6, block.first);
}

function cut(
  universe: readonly Interval<bigint>[],
  borders: readonly Interval<bigint>[],
): readonly Interval<bigint>[] {
  const starts = [
    ...new Set(borders.flatMap(({ first, last }) => [first, last + 1n])),
  ].sort((a, b) => (a < b ? -1 : 1));
  return universe.flatMap(({ first, last }) => {
    const firsts = [first, ...starts.filter(s => s > first && s <= last)];
    return firsts.map((from, i) => ({
      first: from,
      last: i + 1 < firsts.length ? firsts[i + 1] - 1n : last,
    }));
  });
}
