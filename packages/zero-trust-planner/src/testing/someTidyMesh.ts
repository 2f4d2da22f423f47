import fc, { Arbitrary } from 'fast-check';
import { RawObject } from '@ztn/zero-trust-engine';
import { aNamespace, aPod, aPolicy, aService, aWorkload } from './world';

const places = ['a/x', 'a/y', 'b/x', 'b/y'] as const;

const somePlace = fc.constantFrom(...places);

/** Who may already do what, in the words of the mesh. */
const somePolicy = fc.record({
  at: somePlace,
  action: fc.constantFrom('ALLOW', 'ALLOW', 'ALLOW', 'ALLOW', 'DENY'),
  to: fc.constantFrom('pods', 'pods', 'service'),
  from: fc.option(somePlace, { nil: undefined, freq: 6 }),
  ports: fc.subarray(['8080', '9090']),
  methods: fc.subarray(['GET', 'POST']),
  paths: fc.subarray(['/v1/*', '/admin', '/v1/a']),
});

/**
 * Meshes in which every pod has a proxy, an account and labels of its own, most
 * doors are closed, and one namespace may have a waypoint.
 */
export const someTidyMesh: Arbitrary<readonly RawObject[]> = fc
  .record({
    mesh: fc.constantFrom('sidecar', 'ambient', 'ambient', 'mixed'),
    waypoint: fc.boolean(),
    locked: fc.subarray([...places]),
    policies: fc.array(somePolicy, { maxLength: 4 }),
    closings: fc.uniqueArray(
      fc.record({
        at: somePlace,
        type: fc.constantFrom('Ingress', 'Egress'),
        port: fc.constantFrom(undefined, undefined, 8080, 15008),
      }),
      { maxLength: 3, selector: ({ at, type }) => `${at} ${type}` },
    ),
    shared: fc.nat(4).map(n => n === 0),
  })
  .map(({ mesh, waypoint, locked, policies, closings, shared }) => [
    aNamespace('a'),
    aNamespace('b', waypoint ? { 'istio.io/use-waypoint': 'way' } : {}),
    aNamespace('istio-system'),
    ...(waypoint ? theWaypoint : []),
    ...places.flatMap((place, index) => {
      const [namespace, app] = place.split('/');
      const mixed = index % 2 === 0 ? 'sidecar' : 'ambient';
      return [
        ...aWorkload(namespace, app, {
          mesh: mesh === 'mixed' ? mixed : mesh,
          ports: [8080, 9090],
          ...(shared && namespace === 'a' && { serviceAccount: 'both' }),
        }),
        aService({
          name: app,
          namespace,
          selector: { app },
          ports: [
            { name: 'http', port: 80, targetPort: 8080 },
            { name: 'tcp', port: 90, targetPort: 9090 },
          ],
        }),
      ];
    }),
    ...locked.map(place => {
      const [namespace, app] = place.split('/');
      return aPolicy(
        'AuthorizationPolicy',
        { name: `locked-${app}`, namespace },
        { selector: { matchLabels: { app } } },
      );
    }),
    ...policies.map((seed, index) => policyOf(seed, index)),
    ...closings.map(({ at, type, port }, index) => {
      const [namespace, app] = at.split('/');
      return aPolicy(
        'NetworkPolicy',
        { name: `closed-${index}`, namespace },
        {
          podSelector: { matchLabels: { app } },
          policyTypes: [type],
          ...(port && {
            [type.toLowerCase()]: [{ ports: [{ protocol: 'TCP', port }] }],
          }),
        },
      );
    }),
  ]);

const theWaypoint: readonly RawObject[] = [
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'way', namespace: 'b' },
    spec: {
      gatewayClassName: 'istio-waypoint',
      listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
    },
    status: { addresses: [{ value: '10.96.0.9' }] },
  },
  aPod({
    name: 'way',
    namespace: 'b',
    labels: {
      'gateway.networking.k8s.io/gateway-name': 'way',
      'gateway.istio.io/managed': 'istio.io-mesh-controller',
    },
    serviceAccount: 'way',
    address: '10.2.1.9',
  }),
];

type PolicySeed = typeof somePolicy extends Arbitrary<infer S> ? S : never;

function policyOf(
  { at, action, to, from, ports, methods, paths }: PolicySeed,
  index: number,
): RawObject {
  const [namespace, app] = at.split('/');
  const operation = {
    ...(ports.length > 0 && to === 'pods' && { ports }),
    ...(methods.length > 0 && { methods }),
    ...(paths.length > 0 && { paths }),
  };
  const caller = from && `cluster.local/ns/${from.replace('/', '/sa/')}`;
  return aPolicy(
    'AuthorizationPolicy',
    { name: `p${index}`, namespace },
    {
      ...(to === 'pods'
        ? { selector: { matchLabels: { app } } }
        : { targetRefs: [{ group: '', kind: 'Service', name: app }] }),
      action,
      rules: [
        {
          ...(caller && { from: [{ source: { principals: [caller] } }] }),
          to: [{ operation }],
        },
      ],
    },
  );
}
