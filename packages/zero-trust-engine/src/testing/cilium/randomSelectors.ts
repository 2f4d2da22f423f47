import fc, { Arbitrary } from 'fast-check';
import { SelectorManifest } from '../../reference/manifests';
import { someValue } from '../arbitraries';
import { namespaces } from '../randomCluster';

/** Keys of labels with and without a source, and those that Cilium adds. */
const someRequirement = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('app', 'tier', 'k8s:app', 'any:tier'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'io.cilium.k8s.namespace.labels.app',
      'k8s:io.cilium.k8s.namespace.labels.tier',
    ),
  },
);

const someExpression = fc.oneof(
  fc.record({
    key: someRequirement,
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: fc.uniqueArray(someValue, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    key: someRequirement,
    operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
  }),
);

const someMatchLabels = fc
  .uniqueArray(fc.tuple(someRequirement, someValue), {
    maxLength: 2,
    selector: ([key]) => key,
  })
  .map(entries => Object.fromEntries(entries));

/** Labels and expressions, without any that Cilium gives a meaning. */
export const someLabelsOnly: Arbitrary<SelectorManifest> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: someMatchLabels.map(matchLabels => ({ matchLabels })),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(someExpression, { minLength: 1, maxLength: 2 })
      .map(matchExpressions => ({ matchExpressions })),
  },
);

/** A namespace that is named, any namespace, a cluster, a reserved label. */
export const someSpecial: Arbitrary<SelectorManifest> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'k8s:io.kubernetes.pod.namespace',
        'io.kubernetes.pod.namespace',
      ),
      fc.constantFrom(...namespaces),
      someMatchLabels,
    )
    .map(([key, namespace, labels]) => ({
      matchLabels: { ...labels, [key]: namespace },
    })),
  fc.constant({
    matchExpressions: [
      { key: 'io.kubernetes.pod.namespace', operator: 'Exists' as const },
    ],
  }),
  fc.constantFrom('default', 'elsewhere').map(cluster => ({
    matchLabels: { 'io.cilium.k8s.policy.cluster': cluster },
  })),
  fc
    .constantFrom('host', 'remote-node', 'world', 'kube-apiserver')
    .map(name => ({ matchLabels: { [`reserved:${name}`]: '' } })),
);

/** A selector of endpoints. */
export const someEndpoint = fc.oneof(
  { weight: 4, arbitrary: someLabelsOnly },
  { weight: 1, arbitrary: someSpecial },
);
