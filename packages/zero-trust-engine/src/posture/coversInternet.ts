import { IpSet } from '../sets/IpSet';

const unionOf = (cidrs: readonly string[]): IpSet =>
  cidrs.reduce(
    (set, cidr) => set.union(IpSet.ofCidr(cidr) ?? IpSet.none),
    IpSet.none,
  );

/**
 * Addresses that anybody on the Internet can have. IANA's registries of special
 * purposes take the rest of IPv4 away; of IPv6 only 2000::/3 is given out.
 */
const publicAddresses = IpSet.all4
  .subtract(
    unionOf([
      '0.0.0.0/8',
      '10.0.0.0/8',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.0.0.0/24',
      '192.0.2.0/24',
      '192.168.0.0/16',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '224.0.0.0/3',
    ]),
  )
  .union(unionOf(['2000::/3']));

/**
 * Whether the addresses are (nearly) all public ones, of IPv4 or of IPv6: at
 * least nine tenths of them. Policies say "everybody" with exceptions for the
 * cluster, private ranges and a few others, so nobody chose who is in the rest.
 */
export function coversInternet(cidrs: readonly string[]): boolean {
  const missing = publicAddresses.subtract(unionOf(cidrs));
  return (['v4', 'v6'] as const).some(
    family => sizeOf(missing[family]) * 10n <= sizeOf(publicAddresses[family]),
  );
}

function sizeOf(ranges: IpSet['v4']): bigint {
  return ranges.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
}
