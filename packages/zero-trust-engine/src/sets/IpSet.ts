import { AddressFamily, AddressRange, parseCidr } from '../cidr';
import { formatAddress } from './formatAddress';
import { Interval, contains, intervalAlgebra } from './intervals';

type Intervals = readonly Interval<bigint>[];

const algebra = intervalAlgebra<bigint>(
  value => value + 1n,
  value => value - 1n,
);
const widths = { 4: 32n, 6: 128n } as const;

/**
 * A set of addresses of both families, exact. IPv4 never covers IPv6: an
 * IPv4-mapped IPv6 address is an IPv6 address.
 */
export class IpSet {
  static readonly none = new IpSet([], []);
  static readonly all4 = new IpSet([{ first: 0n, last: (1n << 32n) - 1n }], []);
  static readonly all6 = new IpSet(
    [],
    [{ first: 0n, last: (1n << 128n) - 1n }],
  );
  static readonly all = IpSet.all4.union(IpSet.all6);

  private constructor(readonly v4: Intervals, readonly v6: Intervals) {}

  /** Undefined when the text is neither an address nor a CIDR. */
  static ofCidr(text: string): IpSet | undefined {
    const range = parseCidr(text);
    return range && IpSet.ofRanges([range]);
  }

  static ofRanges(ranges: readonly AddressRange[]): IpSet {
    const family = (wanted: AddressFamily) =>
      algebra.canonical(ranges.filter(range => range.family === wanted));
    return new IpSet(family(4), family(6));
  }

  get isEmpty(): boolean {
    return this.v4.length === 0 && this.v6.length === 0;
  }

  /** False for a text that is no address. */
  has(address: string): boolean {
    const parsed = parseCidr(address);
    if (!parsed || parsed.first !== parsed.last) return false;
    return contains(parsed.family === 4 ? this.v4 : this.v6, parsed.first);
  }

  union(other: IpSet): IpSet {
    return new IpSet(
      algebra.union(this.v4, other.v4),
      algebra.union(this.v6, other.v6),
    );
  }

  intersect(other: IpSet): IpSet {
    return new IpSet(
      algebra.intersect(this.v4, other.v4),
      algebra.intersect(this.v6, other.v6),
    );
  }

  subtract(other: IpSet): IpSet {
    return new IpSet(
      algebra.subtract(this.v4, other.v4),
      algebra.subtract(this.v6, other.v6),
    );
  }

  isSubsetOf(other: IpSet): boolean {
    return this.subtract(other).isEmpty;
  }

  equals(other: IpSet): boolean {
    return this.toString() === other.toString();
  }

  /** The fewest CIDRs that cover exactly this set, IPv4 first, in order. */
  toCidrs(): readonly string[] {
    return [
      ...this.v4.flatMap(interval => cidrsOf(4, interval)),
      ...this.v6.flatMap(interval => cidrsOf(6, interval)),
    ];
  }

  /** Equal for equal sets. */
  toString(): string {
    return this.toCidrs().join(',');
  }
}

/** Takes the largest aligned block from the front until nothing is left. */
function cidrsOf(
  family: AddressFamily,
  { first, last }: Interval<bigint>,
): readonly string[] {
  const width = widths[family];
  const cidrs: string[] = [];
  for (let from = first; from <= last; ) {
    let bits = 0n;
    while (bits < width && fits(from, bits + 1n, last)) bits += 1n;
    cidrs.push(`${formatAddress(family, from)}/${width - bits}`);
    from += 1n << bits;
  }
  return cidrs;
}

function fits(from: bigint, bits: bigint, last: bigint): boolean {
  const size = 1n << bits;
  return from % size === 0n && from + size - 1n <= last;
}
