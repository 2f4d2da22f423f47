import fc, { Arbitrary } from 'fast-check';

/** Mostly undefined: what is seldom, and would drown everything else. */
export const rarely = <T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary },
  );

/** Undefined half of the time. */
export const perhaps = <T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> =>
  fc.oneof(fc.constant(undefined), arbitrary);

/** Without fields that are undefined, as manifests are. */
export function written<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
