import fc, { Arbitrary } from 'fast-check';
import { AddressFamily } from '../cidr';
import { checkProperty, runsOf } from '../testing/checkProperty';
import { Algebra, SetKind, Sets, setLaws } from '../testing/setLaws';
import { BitSet } from './BitSet';
import { IpSet } from './IpSet';
import { PortSet } from './PortSet';
import { Interval, intervalAlgebra } from './intervals';

/** The algebra of intervals itself, as a set. */
class IntervalSet implements Algebra<IntervalSet> {
  private static readonly algebra = intervalAlgebra<number>(
    value => value + 1,
    value => value - 1,
  );

  private constructor(readonly ranges: readonly Interval<number>[]) {}

  static of(ranges: readonly Interval<number>[]): IntervalSet {
    return new IntervalSet(IntervalSet.algebra.canonical(ranges));
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  union({ ranges }: IntervalSet): IntervalSet {
    return new IntervalSet(IntervalSet.algebra.union(this.ranges, ranges));
  }

  intersect({ ranges }: IntervalSet): IntervalSet {
    return new IntervalSet(IntervalSet.algebra.intersect(this.ranges, ranges));
  }

  subtract({ ranges }: IntervalSet): IntervalSet {
    return new IntervalSet(IntervalSet.algebra.subtract(this.ranges, ranges));
  }

  equals(other: IntervalSet): boolean {
    return this.toString() === other.toString();
  }

  toString(): string {
    return JSON.stringify(this.ranges);
  }
}

/** Sorted, disjoint and with a gap between each two. */
function malformedRanges<T extends number | bigint>(
  ranges: readonly Interval<T>[],
): string | undefined {
  const bad = ranges.findIndex(({ first, last }, index) => {
    const before = ranges[index - 1];
    const isReversed = first > last;
    return isReversed || (before && BigInt(first) - BigInt(before.last) < 2n);
  });
  return bad === -1 ? undefined : `range ${bad}`;
}

function sizeOf<T extends number | bigint>(
  ranges: readonly Interval<T>[],
): bigint {
  return ranges.reduce(
    (sum, { first, last }) => sum + BigInt(last) - BigInt(first) + 1n,
    0n,
  );
}

/** Ranges whose ends are near those of others, and some that are reversed. */
function someRanges<T extends number | bigint>(
  end: Arbitrary<T>,
): Arbitrary<readonly Interval<T>[]> {
  return fc.array(fc.record({ first: end, last: end }), { maxLength: 6 });
}

const near = (values: readonly number[]) =>
  fc
    .tuple(fc.constantFrom(...values), fc.integer({ min: -2, max: 2 }))
    .map(([value, off]) => value + off);

const someIntervals = someRanges(near([0, 5, 10, 15, 20])).map(ranges =>
  IntervalSet.of(ranges.filter(({ first, last }) => first >= -2 && last <= 22)),
);

const somePorts = someRanges(near([1, 80, 443, 8080, 65535])).map(ranges =>
  PortSet.ofRanges(ranges),
);

/** The ends of both families, and blocks next to each other. */
const corners = {
  4: [0n, 0x0a000000n, 0x0a000100n, 0xc0a80000n, 0xffffffffn],
  6: [0n, 1n << 64n, 0xfdn << 120n, (1n << 128n) - 1n],
} as const;

function someAddresses(...families: AddressFamily[]): Arbitrary<IpSet> {
  const ranges = fc.constantFrom(...families).chain(family => {
    const top = corners[family][corners[family].length - 1];
    const end = fc
      .tuple(
        fc.constantFrom<bigint>(...corners[family]),
        fc.bigInt({ min: -2n, max: 2n }),
      )
      .map(([value, off]) => {
        const moved = value + off;
        if (moved < 0n) return 0n;
        return moved > top ? top : moved;
      });
    return fc.record({ family: fc.constant(family), first: end, last: end });
  });
  return fc.array(ranges, { maxLength: 6 }).map(all => IpSet.ofRanges(all));
}

/** Sizes about a word of bits, and sets about as small as a list may be. */
function someWorkloads(size: number): Arbitrary<BitSet> {
  const id = fc.nat(size - 1);
  return fc
    .oneof(
      fc.uniqueArray(id, { maxLength: 4 }),
      fc.uniqueArray(id, { maxLength: 20 }),
      fc.subarray([...Array(size).keys()]),
    )
    .map(ids => BitSet.of(size, ids));
}

interface Kind<S> extends SetKind<S> {
  readonly some: Arbitrary<S>;
  readonly universe: S;
}

const ipKind = (some: Arbitrary<IpSet>, universe: IpSet): Kind<IpSet> => ({
  some,
  universe,
  size: ({ v4, v6 }) => sizeOf(v4) + sizeOf(v6),
  malformed: ({ v4, v6 }) => malformedRanges(v4) ?? malformedRanges(v6),
});

const bitKind = (size: number): Kind<BitSet> => ({
  some: someWorkloads(size),
  universe: BitSet.all(size),
  size: set => BigInt([...set.ids()].length),
  malformed: set => {
    const again = BitSet.of(size, [...set.ids()]);
    return again.toString() === set.toString() &&
      set.count === [...set.ids()].length
      ? undefined
      : 'another form than that of its members';
  },
});

function describeLaws<S extends Algebra<S>>(name: string, kind: Kind<S>): void {
  const { some } = kind;
  const sets: Arbitrary<Sets<S>> = fc.record({
    a: some,
    b: some,
    c: some,
    universe: fc.constant(kind.universe),
  });
  describe(`the laws of ${name}`, () => {
    it.each(Object.entries(setLaws<S>()))('%s', (_law, holds) => {
      checkProperty(
        sets,
        value => (holds(value, kind) ? undefined : 'the law'),
        { runs: runsOf(40, 4000), regressions: 'sets/regressions' },
      );
    });
  });
}

describeLaws<IntervalSet>('intervals', {
  some: someIntervals,
  universe: IntervalSet.of([{ first: -10, last: 40 }]),
  size: ({ ranges }) => sizeOf(ranges),
  malformed: ({ ranges }) => malformedRanges(ranges),
});
describeLaws<PortSet>('ports', {
  some: somePorts,
  universe: PortSet.all,
  size: ({ ranges }) => sizeOf(ranges),
  malformed: ({ ranges }) => malformedRanges(ranges),
});
describeLaws('addresses of IPv4', ipKind(someAddresses(4), IpSet.all4));
describeLaws('addresses of IPv6', ipKind(someAddresses(6), IpSet.all6));
describeLaws('addresses of both', ipKind(someAddresses(4, 6), IpSet.all));
describeLaws('sets of few workloads', bitKind(15));
describeLaws('sets of workloads in whole words', bitKind(64));
describeLaws('sets of workloads behind a word', bitKind(65));
