import fc, { Arbitrary } from 'fast-check';
import { Labels, SelectorManifest } from '../reference/manifests';

/**
 * Few keys and few values, so that selectors overlap, contradict and miss. An
 * empty value and an absent key are different things.
 */
const keys = ['app', 'tier'] as const;
const values = ['a', 'b', ''] as const;

export const someKey = fc.constantFrom(...keys);
export const someValue = fc.constantFrom(...values);

/** Labels of a pod, a namespace or a node. */
export const someLabels: Arbitrary<Labels> = fc
  .uniqueArray(fc.tuple(someKey, someValue), {
    maxLength: 2,
    selector: ([key]) => key,
  })
  .map(entries => Object.fromEntries(entries));

/** A label selector; often the empty one, which selects all. */
export const someSelector: Arbitrary<SelectorManifest> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 4, arbitrary: someLabels.map(matchLabels => ({ matchLabels })) },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.oneof(
          fc.record({
            key: someKey,
            operator: fc.constantFrom('In' as const, 'NotIn' as const),
            values: fc.uniqueArray(someValue, { minLength: 1, maxLength: 2 }),
          }),
          fc.record({
            key: someKey,
            operator: fc.constantFrom(
              'Exists' as const,
              'DoesNotExist' as const,
            ),
          }),
        ),
        { minLength: 1, maxLength: 2 },
      )
      .map(matchExpressions => ({ matchExpressions })),
  },
);

export const someProtocol = fc.constantFrom(
  'TCP' as const,
  'UDP' as const,
  'SCTP' as const,
);

/** Ports at which the ranges of rules begin, end, and do not. */
export const portsOfInterest = [1, 79, 80, 81, 90, 91, 65535] as const;
export const somePort = fc.constantFrom(...portsOfInterest);
export const somePortName = fc.constantFrom('http', 'web');

/** An inclusive range of at least two ports. */
export const someRange = fc
  .uniqueArray(somePort, { minLength: 2, maxLength: 2 })
  .map(ports => ({ start: Math.min(...ports), end: Math.max(...ports) }));

/** Pods are in `10.0.0.0/16` and `fd00::/64`, nodes in `192.168.0.0/24`. */
export const blocks: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['10.0.0.0/8', '192.168.0.0/16', '203.0.113.0/24'],
  '10.0.0.0/8': ['10.0.0.0/31', '10.0.0.2/32', '10.0.0.0/24'],
  '10.0.0.0/30': ['10.0.0.1/32', '10.0.0.2/31'],
  '192.168.0.0/24': ['192.168.0.1/32'],
  '203.0.113.0/24': ['203.0.113.128/25', '203.0.113.9/32'],
  '::/0': ['fd00::/8', '2001:db8::/32'],
  'fd00::/64': ['fd00::1/128', 'fd00::2/127'],
  '2001:db8::/32': ['2001:db8:1::/48'],
};

/** Addresses that belong to nobody, in and out of those blocks. */
export const outsideAddresses = [
  '203.0.113.9',
  '203.0.113.200',
  '198.51.100.1',
  '10.9.0.1',
  '2001:db8::9',
  '2001:db8:1::9',
] as const;

export const someCidr = fc.constantFrom(...Object.keys(blocks));

/** Now and then a field that may be absent is. */
export function maybe<T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 });
}

/** A field that is mostly absent. */
export function seldom<T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary },
  );
}
