import fc, { Arbitrary } from 'fast-check';
import { RawObject } from '../snapshot/KubernetesObject';
import { aNamespace, aPod, aPolicy, aService } from './builders';
import { somePolicy } from './randomAuthorization';

/**
 * Small meshes in which everything meets everything: sidecars, ambient pods and
 * pods without either, a waypoint, two namespaces, and policies of every shape.
 */
export const someMesh: Arbitrary<readonly RawObject[]> = fc
  .tuple(
    fc.constantFrom<Waypoint>('none', 'on services', 'on the namespace'),
    fc.uniqueArray(somePod(), {
      minLength: 2,
      maxLength: 4,
      selector: ({ namespace, app }) => `${namespace}/${app}`,
    }),
    fc.array(someService(), { minLength: 2, maxLength: 4 }),
    fc.array(somePeerAuthentication(), { maxLength: 3 }),
    fc.array(somePolicy, { minLength: 1, maxLength: 4 }),
    fc.array(someDestinationRule(), { maxLength: 2 }),
    fc.option(someSidecar(), { freq: 5 }),
    fc.boolean(),
  )
  .map(
    ([waypoint, pods, services, modes, policies, rules, sidecar, tokens]) => [
      ...namespacesWith(waypoint),
      ...(waypoint === 'none' ? [] : theWaypoint),
      ...pods.map(podOf),
      ...services.map((service, i) => serviceOf(service, waypoint, i)),
      ...modes.map((mode, i) => peerAuthenticationOf(mode, i)),
      ...policies.map((policy, i) =>
        aPolicy(
          'AuthorizationPolicy',
          { name: `p${i}`, namespace: policy.namespace },
          policy.spec,
        ),
      ),
      ...rules.map((rule, i) => destinationRuleOf(rule, i)),
      ...(sidecar ? [sidecarOf(sidecar)] : []),
      ...(tokens
        ? [
            aPolicy(
              'RequestAuthentication',
              { name: 'jwt', namespace: 'a' },
              { jwtRules: [{ issuer: 'iss' }] },
            ),
          ]
        : []),
    ],
  );

type Waypoint = 'none' | 'on services' | 'on the namespace';

function namespacesWith(waypoint: Waypoint): readonly RawObject[] {
  const use = { 'istio.io/use-waypoint': 'way' };
  return [
    aNamespace('a'),
    aNamespace('b', waypoint === 'on the namespace' ? use : {}),
    aNamespace('istio-system'),
  ];
}

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
    address: '10.2.0.9',
  }),
];

interface PodSeed {
  readonly namespace: 'a' | 'b';
  readonly app: 'x' | 'y';
  readonly account: 'one' | 'two';
  readonly mesh: 'sidecar' | 'ambient' | 'none';
  readonly hole: boolean;
}

function somePod(): Arbitrary<PodSeed> {
  return fc.record({
    namespace: fc.constantFrom('a', 'b'),
    app: fc.constantFrom('x', 'y'),
    account: fc.constantFrom('one', 'two'),
    mesh: fc.constantFrom('sidecar', 'ambient', 'sidecar', 'ambient', 'none'),
    hole: fc.nat(9).map(n => n === 0),
  });
}

function podOf({ namespace, app, account, mesh, hole }: PodSeed): RawObject {
  const [third, fourth] = [namespace === 'a' ? 1 : 2, app === 'x' ? 1 : 2];
  return aPod({
    name: app,
    namespace,
    labels: { app },
    serviceAccount: account,
    mesh,
    ports: [8080, 9090],
    address: `10.${third}.0.${fourth}`,
    annotations: hole
      ? { 'traffic.sidecar.istio.io/excludeInboundPorts': '9090' }
      : {},
  });
}

interface ServiceSeed {
  readonly namespace: 'a' | 'b';
  readonly app: 'x' | 'y';
  readonly protocol: 'http' | 'tcp' | 'plain';
  readonly headless: boolean;
  readonly target: 8080 | 9090;
}

function someService(): Arbitrary<ServiceSeed> {
  return fc.record({
    namespace: fc.constantFrom('a', 'b'),
    app: fc.constantFrom('x', 'y'),
    protocol: fc.constantFrom('http', 'http', 'tcp', 'plain'),
    headless: fc.nat(5).map(n => n === 0),
    target: fc.constantFrom(8080, 9090),
  });
}

function serviceOf(
  { namespace, app, protocol, headless, target }: ServiceSeed,
  waypoint: Waypoint,
  index: number,
): RawObject {
  return aService({
    name: `s${index}`,
    namespace,
    selector: { app },
    labels:
      waypoint === 'on services' && namespace === 'b'
        ? { 'istio.io/use-waypoint': 'way' }
        : {},
    creationTimestamp: `2026-01-0${index + 1}T00:00:00Z`,
    ports: [
      { name: protocol, port: headless ? target : 80, targetPort: target },
    ],
    spec: headless ? { clusterIP: 'None' } : {},
  });
}

interface ModeSeed {
  readonly namespace: 'a' | 'b' | 'istio-system';
  readonly app?: 'x' | 'y';
  readonly mode: 'UNSET' | 'STRICT' | 'PERMISSIVE' | 'DISABLE';
  readonly port?: 'STRICT' | 'PERMISSIVE' | 'DISABLE';
}

function somePeerAuthentication(): Arbitrary<ModeSeed> {
  const modes = ['STRICT', 'PERMISSIVE', 'DISABLE'] as const;
  return fc.record(
    {
      namespace: fc.constantFrom('a', 'b', 'istio-system'),
      app: fc.constantFrom('x', 'y'),
      mode: fc.constantFrom('UNSET', ...modes),
      port: fc.constantFrom(...modes),
    },
    { requiredKeys: ['namespace', 'mode'] },
  );
}

function peerAuthenticationOf(
  { namespace, app, mode, port }: ModeSeed,
  index: number,
): RawObject {
  return aPolicy(
    'PeerAuthentication',
    {
      name: `m${index}`,
      namespace,
      creationTimestamp: `2026-01-0${index + 1}T00:00:00Z`,
    },
    {
      ...(app ? { selector: { matchLabels: { app } } } : {}),
      mtls: { mode },
      ...(port ? { portLevelMtls: { 9090: { mode: port } } } : {}),
    },
  );
}

interface RuleSeed {
  readonly namespace: 'a' | 'b';
  readonly host: string;
  readonly mode: 'DISABLE' | 'SIMPLE' | 'ISTIO_MUTUAL';
}

function someDestinationRule(): Arbitrary<RuleSeed> {
  return fc.record({
    namespace: fc.constantFrom('a', 'b'),
    host: fc.constantFrom('s0', 's1', '*.local', 's2.b.svc.cluster.local'),
    mode: fc.constantFrom('DISABLE', 'SIMPLE', 'ISTIO_MUTUAL'),
  });
}

function destinationRuleOf(
  { namespace, host, mode }: RuleSeed,
  index: number,
): RawObject {
  return aPolicy(
    'DestinationRule',
    { name: `d${index}`, namespace },
    { host, trafficPolicy: { tls: { mode } } },
  );
}

interface SidecarSeed {
  readonly namespace: 'a' | 'b' | 'istio-system';
  readonly hosts: readonly string[];
  readonly registryOnly: boolean;
}

function someSidecar(): Arbitrary<SidecarSeed> {
  return fc.record({
    namespace: fc.constantFrom('a', 'b', 'istio-system'),
    hosts: fc.constantFrom(['./*'], ['*/*'], ['~/*'], ['b/*']),
    registryOnly: fc.boolean(),
  });
}

function sidecarOf({ namespace, hosts, registryOnly }: SidecarSeed): RawObject {
  return aPolicy(
    'Sidecar',
    { name: 'default', namespace },
    {
      egress: [{ hosts }],
      ...(registryOnly
        ? { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }
        : {}),
    },
  );
}
