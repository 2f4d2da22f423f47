import { sameValue } from './sameValue';
import { BitSet } from './sets/BitSet';

describe('sameValue', () => {
  it('looks into plain values', () => {
    const value = () => ({ a: [1, { b: 'c' }], d: undefined });
    expect(sameValue(value(), value())).toBe(true);
    expect(sameValue(value(), { ...value(), a: [1, { b: 'x' }] })).toBe(false);
    expect(sameValue({ a: undefined }, {})).toBe(false);
    expect(sameValue([1], { 0: 1 })).toBe(false);
  });

  it('asks sets of ids', () => {
    expect(sameValue(BitSet.of(9, [1, 2]), BitSet.of(9, [2, 1]))).toBe(true);
    expect(sameValue(BitSet.of(9, [1, 2]), BitSet.of(9, [1]))).toBe(false);
  });

  it('looks at members and entries', () => {
    expect(sameValue(new Set([1, 2]), new Set([2, 1]))).toBe(true);
    expect(sameValue(new Set([1]), new Set([2]))).toBe(false);
    expect(sameValue(new Map([[1, [2]]]), new Map([[1, [2]]]))).toBe(true);
    expect(sameValue(new Map([[1, [2]]]), new Map([[1, [3]]]))).toBe(false);
    expect(sameValue(new Set(), new Map())).toBe(false);
    expect(sameValue(new Set(), {})).toBe(false);
  });

  it('takes nothing for equal into which it cannot look', () => {
    const one = () => 1;
    expect(sameValue({ one }, { one })).toBe(true);
    expect(sameValue({ one }, { one: () => 1 })).toBe(false);
    expect(sameValue(/a/, /b/)).toBe(false);
  });
});
