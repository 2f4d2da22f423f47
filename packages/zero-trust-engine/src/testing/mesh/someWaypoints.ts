import fc, { Arbitrary } from 'fast-check';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aNamespace, aPod } from '../builders';
import { perhaps, rarely, written } from './rarely';

const someWaypoint = fc.record({
  name: fc.constantFrom('way', 'other'),
  namespace: fc.constantFrom('a', 'b', 'b'),
  serves: perhaps(fc.constantFrom('service', 'workload', 'all', 'none')),
  admits: rarely(fc.constantFrom('All', 'Same')),
  unready: rarely(fc.constant(true)),
  down: rarely(fc.constant(true)),
});

type WaypointSeed = typeof someWaypoint extends Arbitrary<infer S> ? S : never;

/** Namespaces, and the waypoints that they or others may use. */
export const someWaypoints: Arbitrary<readonly RawObject[]> = fc
  .tuple(
    fc.uniqueArray(someWaypoint, {
      minLength: 1,
      maxLength: 2,
      selector: ({ name, namespace }) => `${namespace}/${name}`,
    }),
    fc.constantFrom(undefined, undefined, 'way', 'none'),
    rarely(fc.constantFrom('true', 'false')),
  )
  .map(([waypoints, used, ingress]) => [
    aNamespace('a'),
    aNamespace(
      'b',
      written({
        'istio.io/use-waypoint': used,
        'istio.io/ingress-use-waypoint': ingress,
      }) as Record<string, string>,
    ),
    aNamespace('istio-system'),
    ...waypoints.flatMap(waypointOf),
  ]);

function waypointOf(seed: WaypointSeed, index: number): readonly RawObject[] {
  const { name, namespace, serves, admits, unready, down } = seed;
  const pod = aPod({
    name: `${name}-0`,
    namespace,
    labels: {
      'gateway.networking.k8s.io/gateway-name': name,
      'gateway.istio.io/managed': 'istio.io-mesh-controller',
    },
    serviceAccount: name,
    node: `node-${name}`,
    address: `10.${namespace === 'a' ? 1 : 2}.1.${index + 1}`,
  });
  return [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: {
        name,
        namespace,
        labels: serves ? { 'istio.io/waypoint-for': serves } : {},
      },
      spec: {
        gatewayClassName: 'istio-waypoint',
        listeners: [
          {
            name: 'mesh',
            port: 15008,
            protocol: 'HBONE',
            ...(admits
              ? { allowedRoutes: { namespaces: { from: admits } } }
              : {}),
          },
        ],
      },
      status: unready ? {} : { addresses: [{ value: `10.96.0.${index + 9}` }] },
    },
    ...(down ? [] : [pod]),
  ];
}
