import { join } from 'path';
import { compile } from '../../evaluate/compile';
import { findingCodes } from './codes';
import { findingsOf } from '../findingsOf';
import { aPod, aPolicy, aService } from '../../testing/builders';
import { readFindingFixtures } from '../../testing/findingFixtures';
import { objectsFromYaml, snapshotOf } from '../../testing/fromYaml';

const facts = {
  cni: 'other',
  ipBlockMatchesPods: false,
  istio: { installed: true },
} as const;

const web = (options = {}) =>
  aPod({
    name: 'web',
    namespace: 'shop',
    labels: { app: 'web' },
    serviceAccount: 'web',
    mesh: 'sidecar',
    ports: [8080],
    address: '10.0.0.1',
    ...options,
  });
const strict = (name: string, extra = {}, spec = {}) =>
  aPolicy(
    'PeerAuthentication',
    { name, namespace: 'shop', ...extra },
    { mtls: { mode: 'STRICT' }, ...spec },
  );
const admits = (principal: string, to = {}) =>
  aPolicy(
    'AuthorizationPolicy',
    { name: 'web', namespace: 'shop' },
    {
      selector: { matchLabels: { app: 'web' } },
      rules: [{ from: [{ source: { principals: [principal] } }], ...to }],
    },
  );
const networkPolicy = (spec: Record<string, unknown>) =>
  aPolicy('NetworkPolicy', { name: 'web', namespace: 'shop' }, spec);
const selectsWeb = { podSelector: { matchLabels: { app: 'web' } } };
const fromNamespace = { namespaceSelector: { matchLabels: { team: 'a' } } };
const fromPods = { podSelector: { matchLabels: { app: 'absent' } } };
const dns = aService({
  name: 'kube-dns',
  namespace: 'kube-system',
  selector: { 'k8s-app': 'kube-dns' },
  ports: [{ port: 53, protocol: 'UDP' }],
});
const dnsPod = aPod({
  name: 'dns',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  address: '10.0.0.9',
});
const waypointUser = aService({
  name: 'web',
  namespace: 'shop',
  labels: { 'istio.io/use-waypoint': 'way' },
  selector: { app: 'web' },
});
const way = objectsFromYaml(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: way, namespace: shop }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
status: { addresses: [{ value: 10.0.0.3 }] }
`);
const webService = (targetPort: number) =>
  aService({
    name: 'web',
    namespace: 'shop',
    selector: { app: 'web' },
    ports: [{ port: 80, targetPort }],
  });
const injected = objectsFromYaml(
  'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio-injection: enabled } }',
);
const excludes9090 = {
  annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '9090' },
};

/** Code → objects that make it fire, and the nearest ones that must not. */
const cases: Record<
  string,
  { readonly fires: readonly unknown[]; readonly quiet: readonly unknown[] }
> = {
  'peer-authentication-root-selector': {
    fires: [
      web(),
      strict(
        'a',
        { namespace: 'istio-system' },
        { selector: { matchLabels: { app: 'web' } } },
      ),
    ],
    quiet: [web(), strict('a', { namespace: 'istio-system' })],
  },
  'port-mtls-without-selector': {
    fires: [
      web(),
      strict('a', {}, { portLevelMtls: { 8080: { mode: 'DISABLE' } } }),
    ],
    quiet: [
      web(),
      strict(
        'a',
        {},
        {
          selector: { matchLabels: { app: 'web' } },
          portLevelMtls: { 8080: { mode: 'DISABLE' } },
        },
      ),
    ],
  },
  'pod-without-proxy': {
    fires: [...injected, web({ mesh: 'none' })],
    quiet: [...injected, web()],
  },
  'port-not-captured': {
    fires: [web({ ports: [8080, 9090], ...excludes9090 })],
    quiet: [web({ ports: [8080], ...excludes9090 })],
  },
  'plaintext-accepted': { fires: [web()], quiet: [web(), strict('a')] },
  'network-policy-forgets-tunnel': {
    fires: [
      web({ mesh: 'ambient' }),
      networkPolicy({ ...selectsWeb, ingress: [{ ports: [{ port: 8080 }] }] }),
    ],
    quiet: [
      web({ mesh: 'ambient' }),
      networkPolicy({
        ...selectsWeb,
        ingress: [{ ports: [{ port: 8080 }] }, { ports: [{ port: 15008 }] }],
      }),
    ],
  },
  'waypoint-not-used': {
    fires: [web({ mesh: 'ambient' }), waypointUser],
    quiet: [web({ mesh: 'ambient' }), waypointUser, ...way],
  },
  'principal-with-scheme': {
    fires: [web(), admits('spiffe://cluster.local/ns/shop/sa/web')],
    quiet: [web(), admits('cluster.local/ns/shop/sa/web')],
  },
  'rule-port-is-service-port': {
    fires: [
      web(),
      webService(8080),
      admits('*', { to: [{ operation: { ports: ['80'] } }] }),
    ],
    quiet: [
      web(),
      webService(8080),
      admits('*', { to: [{ operation: { ports: ['8080'] } }] }),
    ],
  },
  'identity-shared': {
    fires: [web(), web({ name: 'job', labels: { app: 'job' } })],
    quiet: [
      web(),
      web({ name: 'job', labels: { app: 'job' }, serviceAccount: 'job' }),
    ],
  },
  'identity-default-account': {
    fires: [web({ serviceAccount: 'default' })],
    quiet: [web({ serviceAccount: 'default', mesh: 'none' })],
  },
  'network-policy-accidental-or': {
    fires: [
      web(),
      networkPolicy({
        ...selectsWeb,
        ingress: [{ from: [fromNamespace, fromPods] }],
      }),
    ],
    quiet: [
      web(),
      networkPolicy({
        ...selectsWeb,
        ingress: [{ from: [{ ...fromNamespace, ...fromPods }] }],
      }),
    ],
  },
  'egress-without-dns': {
    fires: [
      web(),
      dns,
      dnsPod,
      networkPolicy({ ...selectsWeb, policyTypes: ['Egress'] }),
    ],
    quiet: [
      web(),
      dns,
      dnsPod,
      networkPolicy({
        ...selectsWeb,
        policyTypes: ['Egress'],
        egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }],
      }),
    ],
  },
  'policy-selects-nothing': {
    fires: [
      web(),
      networkPolicy({ podSelector: { matchLabels: { app: 'absent' } } }),
    ],
    quiet: [web(), networkPolicy(selectsWeb)],
  },
};

const codesOf = (objects: readonly unknown[]) =>
  findingsOf(compile(snapshotOf(objects, facts))).map(({ code }) => code);

it('has a case for every code', () => {
  const fixtures = readFindingFixtures(join(__dirname, 'fixtures'));
  const tested = new Set([...Object.keys(cases), ...fixtures.map(f => f.code)]);
  expect([...tested].sort()).toEqual([...findingCodes].sort());
});

describe.each(Object.entries(cases))('%s', (code, { fires, quiet }) => {
  it('is reported where it holds', () => {
    expect(codesOf(fires)).toContain(code);
  });

  it('is not reported for its nearest neighbour', () => {
    expect(codesOf(quiet)).not.toContain(code);
  });
});
