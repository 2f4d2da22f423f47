import { IpSet } from '@ztn/zero-trust-engine';

const families = [
  { all: IpSet.all4, cidr: '0.0.0.0/0' },
  { all: IpSet.all6, cidr: '::/0' },
] as const;

/**
 * Addresses in the shorter of two ways: the blocks that are in, or everything but
 * the blocks that are out (`0.0.0.0/0 except 169.254.169.254/32`).
 */
export function addressesText(cidrs: readonly string[]): string {
  const set = cidrs.reduce(
    (sum, cidr) => sum.union(IpSet.ofCidr(cidr) ?? IpSet.none),
    IpSet.none,
  );
  return families
    .map(({ all, cidr }) => {
      const inside = set.intersect(all).toCidrs();
      const outside = all.subtract(set).toCidrs();
      return outside.length > 0 && outside.length < inside.length
        ? `${cidr} except ${outside.join(' ')}`
        : inside.join(',');
    })
    .filter(text => text !== '')
    .join(',');
}
