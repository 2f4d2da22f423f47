import fc, { Arbitrary } from 'fast-check';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aPolicy } from '../builders';
import { perhaps, written } from './rarely';

const somePeer = fc.constantFrom(
  { namespaceSelector: {} },
  {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } },
  },
  { podSelector: { matchLabels: { app: 'x' } } },
  { ipBlock: { cidr: '10.1.0.0/16' } },
);

const someNetworkPolicy = fc.record({
  namespace: fc.constantFrom('a', 'b'),
  app: fc.constantFrom(undefined, 'x', 'y'),
  direction: fc.constantFrom('Ingress', 'Ingress', 'Egress'),
  peers: perhaps(fc.array(somePeer, { minLength: 1, maxLength: 2 })),
  ports: perhaps(
    fc.uniqueArray(fc.constantFrom(8080, 9090, 15008, 80), {
      minLength: 1,
      maxLength: 3,
    }),
  ),
  closed: fc.nat(5).map(n => n === 0),
});

/** NetworkPolicies that speak of the application's ports, the tunnel's, or both. */
export const someNetworkPolicies: Arbitrary<readonly RawObject[]> = fc
  .array(someNetworkPolicy, { maxLength: 2 })
  .map(policies =>
    policies.map(({ namespace, app, direction, closed, ...rule }, index) => {
      const peer = direction === 'Ingress' ? 'from' : 'to';
      const rules = closed
        ? []
        : [
            {
              [peer]: rule.peers,
              ports: rule.ports?.map(port => ({ port })),
            },
          ];
      return aPolicy(
        'NetworkPolicy',
        { name: `n${index}`, namespace },
        written({
          podSelector: app ? { matchLabels: { app } } : {},
          policyTypes: [direction],
          [direction.toLowerCase()]: rules,
        }),
      );
    }),
  );
