import fc, { Arbitrary } from 'fast-check';
import { RawObject, StringMap } from '../../snapshot/KubernetesObject';
import { aPod } from '../builders';
import { rarely } from './rarely';

/** How a pod of a random mesh takes part in it. */
type Kind =
  | 'sidecar'
  | 'native sidecar'
  | 'unannounced sidecar'
  | 'ambient'
  | 'bypassed ambient'
  | 'pending'
  | 'tampered'
  | 'grpc'
  | 'host network'
  | 'gateway'
  | 'none';

interface PodSeed {
  readonly namespace: 'a' | 'b' | 'istio-system';
  readonly app: 'x' | 'y';
  readonly account: 'one' | 'two';
  readonly kind: Kind;
  readonly hole?:
    | 'excludeInboundPorts'
    | 'includeInboundPorts'
    | 'excludeOutboundPorts';
  readonly waypoint?: 'way' | 'none';
}

const somePod: Arbitrary<PodSeed> = fc.record({
  namespace: fc.constantFrom('a', 'a', 'a', 'b', 'b', 'b', 'istio-system'),
  app: fc.constantFrom('x', 'y'),
  account: fc.constantFrom('one', 'two'),
  kind: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom<Kind>('sidecar', 'ambient'),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Kind>(
        'none',
        'gateway',
        'grpc',
        'native sidecar',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Kind>(
        'unannounced sidecar',
        'bypassed ambient',
        'pending',
        'tampered',
        'host network',
      ),
    },
  ),
  hole: rarely(
    fc.constantFrom(
      'excludeInboundPorts',
      'includeInboundPorts',
      'excludeOutboundPorts',
    ),
  ),
  waypoint: rarely(fc.constantFrom('way', 'none')),
});

/** A few pods of every kind; several may be behind one Service. */
export const somePods: Arbitrary<readonly RawObject[]> = fc
  .array(somePod, { minLength: 2, maxLength: 4 })
  .map(pods => pods.map(podOf));

const proxy = { name: 'istio-proxy', image: 'example.com/proxyv2:1.27.0' };
const injected = {
  'sidecar.istio.io/status': '{"containers":["istio-proxy"]}',
};
const redirected = { 'ambient.istio.io/redirection': 'enabled' };

interface Marks {
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  readonly containers?: readonly unknown[];
  readonly initContainers?: readonly unknown[];
}

const announced = { 'security.istio.io/tlsMode': 'istio' };
const marks: Readonly<Record<Kind, Marks>> = {
  sidecar: { labels: announced, annotations: injected, containers: [proxy] },
  'native sidecar': {
    labels: announced,
    initContainers: [{ ...proxy, restartPolicy: 'Always' }],
  },
  'unannounced sidecar': {
    labels: { 'security.istio.io/tlsMode': 'disabled' },
    containers: [proxy],
  },
  ambient: { annotations: redirected },
  'bypassed ambient': {
    annotations: {
      ...redirected,
      'ambient.istio.io/bypass-inbound-capture': 'true',
    },
  },
  pending: { annotations: { 'ambient.istio.io/redirection': 'pending' } },
  tampered: { labels: announced, annotations: injected },
  grpc: {
    labels: announced,
    annotations: { 'inject.istio.io/templates': 'grpc-agent' },
    containers: [proxy],
  },
  'host network': { labels: announced, containers: [proxy] },
  gateway: {
    labels: {
      ...announced,
      'gateway.networking.k8s.io/gateway-name': 'front',
      'gateway.istio.io/managed': 'istio.io-gateway-controller',
    },
    containers: [proxy],
  },
  none: {},
};

function podOf(seed: PodSeed, index: number): RawObject {
  const { namespace, app, account, kind, hole, waypoint } = seed;
  const third = { a: 1, b: 2, 'istio-system': 3 }[namespace];
  const { containers = [], initContainers, ...mark } = marks[kind];
  const pod = aPod({
    name: `pod${index}`,
    namespace,
    labels: {
      app,
      ...mark.labels,
      ...(waypoint ? { 'istio.io/use-waypoint': waypoint } : {}),
    },
    annotations: {
      ...mark.annotations,
      ...(hole ? { [`traffic.sidecar.istio.io/${hole}`]: '9090,80' } : {}),
    },
    serviceAccount: account,
    hostNetwork: kind === 'host network',
    node: `node${index}`,
    ports: [8080, 9090],
    address: `10.${third}.0.${index + 1}`,
  });
  const spec = pod.spec as { readonly containers: readonly unknown[] };
  return {
    ...pod,
    spec: {
      ...spec,
      containers: [...spec.containers, ...containers],
      ...(initContainers ? { initContainers } : {}),
    },
  };
}
