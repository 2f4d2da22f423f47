import fc, { Arbitrary } from 'fast-check';

/** An AuthorizationPolicy without its name. */
export interface PolicySeed {
  readonly namespace: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, readonly string[]>>;

const principals = [
  'cluster.local/ns/a/sa/one',
  'cluster.local/ns/b/sa/two',
  'cluster.local/ns/b/sa/way',
  'cluster.local/ns/a/*',
  '*/sa/one',
  '*',
];

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
  namespaces: ['a', 'b', 'a*'],
  notNamespaces: ['a', 'b'],
  ipBlocks: ['10.1.0.0/16', '10.2.0.2/32'],
  notIpBlocks: ['10.1.0.0/16'],
  requestPrincipals: ['*', 'iss/sub'],
});

const someOperation = fieldsOf({
  methods: ['GET', 'POST'],
  notMethods: ['DELETE'],
  paths: ['/v1/*', '/admin', '*'],
  notPaths: ['/admin'],
  hosts: ['api', '*.example'],
  ports: ['8080', '80', '9090'],
  notPorts: ['9090'],
});

const someCondition = fc.constantFrom(
  { key: 'request.headers[x]', values: ['y'] },
  { key: 'source.namespace', values: ['a'] },
  { key: 'destination.port', notValues: ['9090'] },
  { key: 'source.principal', values: [principals[0]] },
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
    when: fc.array(someCondition, { minLength: 1, maxLength: 1 }),
  },
  { requiredKeys: [] },
);

const someTarget = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('x', 'y')
      .map(app => ({ selector: { matchLabels: { app } } })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('s0', 's1', 's2')
      .map(name => ({ targetRefs: [{ kind: 'Service', group: '', name }] })),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      targetRefs: [
        {
          kind: 'GatewayClass',
          group: 'gateway.networking.k8s.io',
          name: 'istio-waypoint',
        },
      ],
    }),
  },
);

/** A policy of any shape; CUSTOM asks a provider that nobody knows. */
export const somePolicy: Arbitrary<PolicySeed> = fc
  .tuple(
    fc.constantFrom('a', 'b', 'b', 'istio-system'),
    fc.constantFrom('ALLOW', 'ALLOW', 'DENY', 'DENY', 'CUSTOM', 'AUDIT'),
    someTarget,
    fc.array(someRule, { maxLength: 2 }),
  )
  .map(([namespace, action, target, rules]) => ({
    namespace,
    spec: {
      ...target,
      action,
      ...(action === 'CUSTOM' ? { provider: { name: 'ask' } } : {}),
      ...(rules.length > 0 ? { rules } : {}),
    },
  }));
