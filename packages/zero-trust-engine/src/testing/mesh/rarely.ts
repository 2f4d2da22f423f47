import fc, { Arbitrary } from 'fast-check';

/** Mostly undefined: what is seldom, and would drown everything else. */
export const rarely = <T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> =>
  fc
    .option(arbitrary, { nil: undefined, freq: 1 })
    .chain(value => fc.nat(3).map(n => (n === 0 ? value : undefined)));

/** Without fields that are undefined, as manifests are. */
export function written<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
