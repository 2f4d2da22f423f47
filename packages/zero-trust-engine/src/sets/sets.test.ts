import fc from 'fast-check';
import { BitSet } from './BitSet';
import { IpSet } from './IpSet';
import { PortSet } from './PortSet';

interface Algebra<S> {
  union(other: S): S;
  intersect(other: S): S;
  subtract(other: S): S;
  toString(): string;
}

/** The laws of the algebra, and agreement with sets that list their members. */
function describeLaws<S extends Algebra<S>, M>(
  name: string,
  kit: {
    readonly naive: fc.Arbitrary<ReadonlySet<M>>;
    readonly make: (members: ReadonlySet<M>) => S;
    readonly members: (set: S) => ReadonlySet<M>;
  },
) {
  describe(`${name} laws`, () => {
    const { make, members, naive } = kit;
    const counterexample = (
      sides: (a: ReadonlySet<M>, b: ReadonlySet<M>) => readonly [S, S],
    ) =>
      fc.check(
        fc.property(naive, naive, (a, b) => {
          const [left, right] = sides(a, b);
          return left.toString() === right.toString();
        }),
      ).counterexample;

    it('keeps exactly its members', () => {
      fc.assert(
        fc.property(naive, a => {
          expect(members(make(a))).toEqual(a);
        }),
      );
    });

    it('unites as sets of members do', () => {
      expect(
        counterexample((a, b) => [
          make(a).union(make(b)),
          make(new Set([...a, ...b])),
        ]),
      ).toBeNull();
    });

    it('intersects as sets of members do', () => {
      expect(
        counterexample((a, b) => [
          make(a).intersect(make(b)),
          make(new Set([...a].filter(m => b.has(m)))),
        ]),
      ).toBeNull();
    });

    it('subtracts as sets of members do', () => {
      expect(
        counterexample((a, b) => [
          make(a).subtract(make(b)),
          make(new Set([...a].filter(m => !b.has(m)))),
        ]),
      ).toBeNull();
    });

    it('commutes', () => {
      expect(
        counterexample((a, b) => [
          make(a).union(make(b)),
          make(b).union(make(a)),
        ]),
      ).toBeNull();
      expect(
        counterexample((a, b) => [
          make(a).intersect(make(b)),
          make(b).intersect(make(a)),
        ]),
      ).toBeNull();
    });

    it('splits a set into what is and what is not in another', () => {
      expect(
        counterexample((a, b) => [
          make(a)
            .subtract(make(b))
            .union(make(a).intersect(make(b))),
          make(a),
        ]),
      ).toBeNull();
      expect(
        counterexample((a, b) => [
          make(a).subtract(make(b)).intersect(make(b)),
          make(new Set()),
        ]),
      ).toBeNull();
    });

    it('leaves its operands as they were', () => {
      fc.assert(
        fc.property(naive, naive, (a, b) => {
          const left = make(a);
          const right = make(b);
          const before = [left.toString(), right.toString()];
          left.union(right);
          left.intersect(right);
          left.subtract(right);
          expect([left.toString(), right.toString()]).toEqual(before);
        }),
      );
    });
  });
}

const subsetOf = <M>(all: readonly M[]): fc.Arbitrary<ReadonlySet<M>> =>
  fc.subarray([...all]).map(members => new Set(members));

const edgePorts = [1, 2, 3, 4, 79, 80, 81, 443, 65533, 65534, 65535];
describeLaws('PortSet', {
  naive: subsetOf(edgePorts),
  make: members => PortSet.of(...members),
  members: set => new Set(edgePorts.filter(port => set.has(port))),
});

const ids = Array.from({ length: 70 }, (_, index) => index);
describeLaws('BitSet', {
  naive: subsetOf(ids),
  make: members => BitSet.of(70, members),
  members: set => new Set(set.ids()),
});

const edgeAddresses = [
  '0.0.0.0',
  '0.0.0.1',
  '9.255.255.255',
  '10.0.0.0',
  '10.0.0.1',
  '255.255.255.254',
  '255.255.255.255',
  '::',
  '::1',
  '2001:db8::',
  '2001:db8::1',
  'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
];
describeLaws('IpSet', {
  naive: subsetOf(edgeAddresses),
  make: members =>
    [...members].reduce(
      (set, address) => set.union(IpSet.ofCidr(address) ?? IpSet.none),
      IpSet.none,
    ),
  members: set => new Set(edgeAddresses.filter(address => set.has(address))),
});

describe('PortSet ranges', () => {
  it('merges ranges that touch or overlap', () => {
    expect(
      PortSet.ofRanges([
        { first: 90, last: 99 },
        { first: 80, last: 89 },
        { first: 95, last: 120 },
        { first: 443, last: 443 },
      ]).toString(),
    ).toBe('80-120,443');
  });

  it('leaves out what is no port, and reversed ranges', () => {
    expect(PortSet.range(0, 70000).equals(PortSet.all)).toBe(true);
    expect(PortSet.range(90, 80).isEmpty).toBe(true);
  });
});

describe('BitSet', () => {
  it('has every id and nothing behind in its complement', () => {
    expect(BitSet.all(33).count).toBe(33);
    expect(BitSet.all(64).complement().isEmpty).toBe(true);
    expect(BitSet.none(0).complement().isEmpty).toBe(true);
  });

  it('refuses to meet a set of another snapshot', () => {
    expect(() => BitSet.all(3).union(BitSet.all(4))).toThrow(/different/);
  });
});

describe('IpSet CIDRs', () => {
  const cidrs = (...texts: readonly string[]) =>
    texts.reduce(
      (set, text) => set.union(IpSet.ofCidr(text) ?? IpSet.none),
      IpSet.none,
    );

  it.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['010.0.0.1', '10.0.0.1/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8::ff/32', '2001:db8::/32'],
    ['::ffff:10.0.0.1', '::ffff:a00:1/128'],
    ['::/0', '::/0'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3/128'],
  ])('reads %s as %s', (text, canonical) => {
    expect(IpSet.ofCidr(text)?.toCidrs()).toEqual([canonical]);
  });

  it.each([
    '',
    'example.com',
    '10.0.0',
    '256.0.0.1',
    '10.0.0.0/33',
    '1::2::3',
    '10.0.0.0/-1',
    ':1',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8::',
  ])('refuses %p', text => {
    expect(IpSet.ofCidr(text)).toBeUndefined();
  });

  it('carves exceptions exactly, in the fewest CIDRs', () => {
    expect(
      cidrs('10.0.0.0/30').subtract(cidrs('10.0.0.1/32')).toCidrs(),
    ).toEqual(['10.0.0.0/32', '10.0.0.2/31']);
    expect(cidrs('10.0.0.0/25', '10.0.0.128/25').toCidrs()).toEqual([
      '10.0.0.0/24',
    ]);
    expect(cidrs('::/1').subtract(cidrs('::/2')).toCidrs()).toEqual([
      '4000::/2',
    ]);
  });

  it('never covers one family with the other', () => {
    expect(cidrs('0.0.0.0/0').has('::1')).toBe(false);
    expect(cidrs('::/0').has('10.0.0.1')).toBe(false);
    expect(IpSet.all.toCidrs()).toEqual(['0.0.0.0/0', '::/0']);
  });

  it('gives back any set from its CIDRs', () => {
    const octets = fc.tuple(
      fc.nat(255),
      fc.nat(3),
      fc.integer({ min: 6, max: 32 }),
    );
    fc.assert(
      fc.property(fc.array(octets), list => {
        const set = cidrs(
          ...list.map(([a, b, bits]) => `${a}.0.0.${b}/${bits}`),
        );
        expect(cidrs(...set.toCidrs()).equals(set)).toBe(true);
      }),
    );
  });
});
