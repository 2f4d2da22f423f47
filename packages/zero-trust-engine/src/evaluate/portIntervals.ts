import { PortRange } from './Permission';

/**
 * The fewest ranges that cover every port and are cut wherever one of the named
 * ranges begins or ends: inside one of them no rule tells two ports apart.
 */
export function portIntervals(
  named: readonly PortRange[],
): readonly PortRange[] {
  const starts = new Set([1]);
  for (const { first, last } of named) {
    if (first >= 1 && first <= 65535) starts.add(first);
    if (last >= 1 && last < 65535) starts.add(last + 1);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((first, index) => ({
    first,
    last: (sorted[index + 1] ?? 65536) - 1,
  }));
}
