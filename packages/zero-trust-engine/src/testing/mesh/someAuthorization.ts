import fc, { Arbitrary } from 'fast-check';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aPolicy } from '../builders';
import { rarely, written } from './rarely';

type Fields = Readonly<Record<string, readonly string[]>>;

const principals = [
  'cluster.local/ns/a/sa/one',
  'cluster.local/ns/b/sa/two',
  'cluster.local/ns/b/sa/way',
  'td.example/ns/b/sa/way',
  'td.example/ns/a/sa/one',
  'old.example/ns/a/sa/two',
  '*.example/ns/b/sa/one',
  'cluster.local/ns/a/*',
  '*/sa/one',
  'spiffe://cluster.local/ns/a/sa/one',
  '*',
];
const namespaces = ['a', 'b', 'a*', '*b', 'istio-*'];
const accounts = ['a/one', 'b/two', 'one', 'b/way'];
const domains = ['cluster.local', 'old.example', 'td*', '*'];

/** Some values of some fields; few enough that they meet. */
const fieldsOf = (
  choices: Readonly<Record<string, readonly string[]>>,
): Arbitrary<Fields> =>
  fc
    .uniqueArray(fc.constantFrom(...Object.keys(choices)), {
      minLength: 1,
      maxLength: 2,
    })
    .chain(names =>
      fc.tuple(
        ...names.map(name =>
          fc
            .uniqueArray(fc.constantFrom(...choices[name]), {
              minLength: 1,
              maxLength: 2,
            })
            .map(values => [name, values] as const),
        ),
      ),
    )
    .map(entries => Object.fromEntries(entries));

const someSource = fieldsOf({
  principals,
  notPrincipals: principals,
  namespaces,
  notNamespaces: namespaces,
  serviceAccounts: accounts,
  notServiceAccounts: accounts,
  trustDomains: domains,
  notTrustDomains: domains,
  ipBlocks: ['10.1.0.0/16', '10.2.0.2/32', '10.2.1.0/24'],
  notIpBlocks: ['10.1.0.0/16'],
  requestPrincipals: ['*', 'iss/sub'],
  notRequestPrincipals: ['*'],
});

const someOperation = fieldsOf({
  methods: ['GET', 'POST'],
  notMethods: ['DELETE'],
  paths: ['/v1/*', '/admin', '*', '*/x'],
  notPaths: ['/admin'],
  hosts: ['API', '*.example', 'www.*'],
  notHosts: ['api'],
  ports: ['8080', '80', '9090'],
  notPorts: ['9090'],
});

const someCondition = fc.constantFrom(
  { key: 'request.headers[x]', values: ['y'] },
  { key: 'request.headers[x]', notValues: ['*'] },
  { key: 'source.namespace', values: ['a'] },
  { key: 'source.serviceAccount', values: ['a/one'] },
  { key: 'source.ip', notValues: ['10.2.0.0/16'] },
  { key: 'destination.port', notValues: ['9090'] },
  { key: 'source.principal', values: [principals[0], principals[3]] },
  { key: 'connection.sni', values: ['api'] },
);

const someRule = fc.record(
  {
    from: fc.array(
      someSource.map(source => ({ source })),
      { minLength: 1, maxLength: 2 },
    ),
    to: fc.array(
      someOperation.map(operation => ({ operation })),
      { minLength: 1, maxLength: 2 },
    ),
    when: fc.array(someCondition, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const referenceTo = (kind: string, name: string, group = '') => ({
  targetRefs: [{ kind, group, name }],
});
const gatewayGroup = 'gateway.networking.k8s.io';

const someTarget = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      { selector: { matchLabels: { app: 'x' } } },
      { selector: { matchLabels: { app: 'x' } } },
      { selector: { matchLabels: { app: 'y' } } },
      { selector: {} },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      referenceTo('Service', 's0'),
      referenceTo('Service', 's1'),
      referenceTo('Gateway', 'way', gatewayGroup),
      referenceTo('GatewayClass', 'istio-waypoint', gatewayGroup),
    ),
  },
);

const somePolicy = fc.record({
  namespace: fc.constantFrom('a', 'b', 'b', 'istio-system'),
  action: fc.constantFrom(
    undefined,
    'ALLOW',
    'ALLOW',
    'DENY',
    'DENY',
    'CUSTOM',
    'AUDIT',
  ),
  provider: fc.constantFrom('ask', 'ask', 'ask-http', 'nobody'),
  target: someTarget,
  rules: fc.array(someRule, { maxLength: 2 }),
  dryRun: rarely(fc.constantFrom('true', 'false', 'yes')),
});

/** AuthorizationPolicies of any action, target and shape; some are dry runs. */
export const someAuthorizationPolicies: Arbitrary<readonly RawObject[]> = fc
  .array(somePolicy, { maxLength: 4 })
  .map(policies =>
    policies.map(({ namespace, action, provider, target, rules, dryRun }, i) =>
      aPolicy(
        'AuthorizationPolicy',
        {
          name: `p${i}`,
          namespace,
          annotations: dryRun ? { 'istio.io/dry-run': dryRun } : {},
        },
        written({
          ...target,
          action,
          provider: action === 'CUSTOM' ? { name: provider } : undefined,
          rules: rules.length > 0 ? rules : undefined,
        }),
      ),
    ),
  );

/** What validates tokens, of one issuer, at some of the places. */
export const someRequestAuthentications: Arbitrary<readonly RawObject[]> = fc
  .array(
    fc.record({
      namespace: fc.constantFrom('a', 'b', 'istio-system'),
      target: fc.constantFrom(
        {},
        { selector: { matchLabels: { app: 'x' } } },
        referenceTo('Service', 's0'),
      ),
      issuer: fc.constantFrom('iss', 'iss', 'else'),
      forwardOriginalToken: rarely(fc.boolean()),
    }),
    { maxLength: 2 },
  )
  .map(found =>
    found.map(({ namespace, target, ...rule }, i) =>
      aPolicy(
        'RequestAuthentication',
        { name: `t${i}`, namespace },
        { ...target, jwtRules: [written(rule)] },
      ),
    ),
  );
