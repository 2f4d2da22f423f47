import { parseCidr, rangeContains } from './cidr';

describe('parseCidr', () => {
  it.each([
    ['10.0.0.0/8', 4, 0x0a000000n, 0x0affffffn],
    ['10.1.2.3', 4, 0x0a010203n, 0x0a010203n],
    ['10.1.2.3/8', 4, 0x0a000000n, 0x0affffffn],
    ['0.0.0.0/0', 4, 0n, 0xffffffffn],
    ['::1', 6, 1n, 1n],
    ['fd00::/16', 6, 0xfd00n << 112n, (0xfd01n << 112n) - 1n],
    ['::ffff:1.2.3.4', 6, 0xffff01020304n, 0xffff01020304n],
    ['::/0', 6, 0n, (1n << 128n) - 1n],
  ] as const)('reads %s', (text, family, first, last) => {
    expect(parseCidr(text)).toEqual({ family, first, last });
  });

  it.each(['', '10.0.0', '10.0.0.256', '10.0.0.0/33', '::1::', '1:2:3', 'a.b'])(
    'refuses %p',
    text => {
      expect(parseCidr(text)).toBeUndefined();
    },
  );
});

describe('rangeContains', () => {
  it('never mixes families', () => {
    expect(rangeContains(parseCidr('0.0.0.0/0')!, parseCidr('::1')!)).toBe(
      false,
    );
    expect(
      rangeContains(parseCidr('10.0.0.0/8')!, parseCidr('10.1.0.0/16')!),
    ).toBe(true);
  });
});
