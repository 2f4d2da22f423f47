import fc, { Arbitrary } from 'fast-check';
import { compile } from '../evaluate/compile';
import { RawObject } from '../snapshot/KubernetesObject';
import { aNamespace, aPod, aPolicy, aService } from '../testing/builders';
import { checkProperty, runsOf } from '../testing/checkProperty';
import { snapshotOf } from '../testing/fromYaml';
import { authorizeNaively, transportNaively } from './authorizeNaively';

const root = 'istio-system';
const places = fc.constantFrom('a', 'b', root);
const selector = fc.option(
  fc.record({ matchLabels: fc.record({ app: fc.constantFrom('x', 'y') }) }),
  { nil: undefined },
);
const modes = ['STRICT', 'PERMISSIVE', 'DISABLE'] as const;

const peerAuthentication = fc.record({
  namespace: places,
  spec: fc.record({
    selector,
    mtls: fc.record({ mode: fc.constantFrom('UNSET', ...modes) }),
    portLevelMtls: fc.option(
      fc.record({ 8080: fc.record({ mode: fc.constantFrom(...modes) }) }),
      { nil: undefined },
    ),
  }),
});

const some = (...values: string[]): Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });

const source = fc.oneof(
  fc.record({
    principals: some(
      'cluster.local/ns/a/sa/x',
      'cluster.local/ns/a/*',
      '*/sa/y',
      '*',
    ),
  }),
  fc.record({ notPrincipals: some('cluster.local/ns/b/sa/x', '*/sa/x') }),
  fc.record({ namespaces: some('a', 'b', 'b*') }),
  fc.record({ notNamespaces: some('a', '*') }),
);
const operation = fc.oneof(
  fc.record({ methods: some('GET', 'POST', 'P*') }),
  fc.record({
    paths: some('/v1/*', '/v1/x', '*/x', '*'),
    notMethods: some('GET'),
  }),
  fc.record({ ports: some('8080', '9090'), notPaths: some('/admin', '*/x') }),
);
const authorizationPolicy = fc.record({
  namespace: places,
  spec: fc.record({
    selector,
    action: fc.constantFrom('ALLOW', 'DENY'),
    rules: fc.array(
      fc.record(
        {
          from: fc.array(fc.record({ source }), { minLength: 1, maxLength: 2 }),
          to: fc.array(fc.record({ operation }), {
            minLength: 1,
            maxLength: 2,
          }),
        },
        { requiredKeys: [] },
      ),
      { maxLength: 2 },
    ),
  }),
});

const clean = (value: unknown): Readonly<Record<string, unknown>> =>
  JSON.parse(JSON.stringify(value));

const pods = ['a', 'b'].flatMap((namespace, n) =>
  ['x', 'y'].map((app, i) => ({
    namespace,
    labels: { app },
    principal: `cluster.local/ns/${namespace}/sa/${app}`,
    address: `10.${n + 1}.0.${i + 1}`,
  })),
);

const world: readonly RawObject[] = [
  ...['a', 'b', root].map(name => aNamespace(name)),
  ...pods.flatMap(({ namespace, labels, address }) => [
    aPod({
      name: labels.app,
      namespace,
      labels,
      serviceAccount: labels.app,
      mesh: 'sidecar',
      ports: [8080],
      address,
    }),
    aService({
      name: labels.app,
      namespace,
      selector: labels,
      ports: [{ name: 'http', port: 8080 }],
    }),
  ]),
];

const objects: Arbitrary<readonly RawObject[]> = fc
  .tuple(
    fc.array(peerAuthentication, { maxLength: 4 }),
    fc.array(authorizationPolicy, { minLength: 1, maxLength: 4 }),
  )
  .map(([modesOf, policies]) => [
    ...modesOf.map(({ namespace, spec }, i) =>
      aPolicy(
        'PeerAuthentication',
        {
          name: `m${i}`,
          namespace,
          creationTimestamp: `2026-01-0${i + 1}T00:00:00Z`,
        },
        clean(spec),
      ),
    ),
    ...policies.map(({ namespace, spec }, i) =>
      aPolicy('AuthorizationPolicy', { name: `p${i}`, namespace }, clean(spec)),
    ),
  ]);

const requests = [
  { method: 'GET', path: '/v1/x' },
  { method: 'POST', path: '/admin' },
];

describe('sidecars of random meshes', () => {
  it('let in whom the oracle lets in, with the identity that the mode leaves', () => {
    checkProperty(
      objects,
      policies => {
        const engine = compile(
          snapshotOf([...world, ...policies], {
            cni: 'other',
            istio: { installed: true },
          }),
        );
        for (const from of pods) {
          for (const to of pods.filter(pod => pod !== from)) {
            const sent = transportNaively(policies, to, 8080, root);
            const principal = sent === 'mtls' ? from.principal : undefined;
            for (const http of requests) {
              const asked = { ...http, principal, port: 8080 };
              const expected =
                sent === 'broken'
                  ? 'deny'
                  : authorizeNaively(policies, to, asked, root);
              const { outcome, transport } = engine.judge({
                from: { type: 'workload', ref: refOf(from) },
                to: { type: 'workload', ref: refOf(to) },
                protocol: 'TCP',
                port: 8080,
                http: { ...http, host: to.labels.app, headers: {} },
                requestClaims: {},
              });
              if (outcome !== expected || transport !== sent) {
                return { from, to, http, sent, transport, expected, outcome };
              }
            }
          }
        }
        return undefined;
      },
      { runs: runsOf(500, 20_000), regressions: 'reference/regressions' },
    );
  });
});

function refOf({ namespace, labels }: (typeof pods)[number]) {
  return { kind: 'Pod', namespace, name: labels.app };
}
