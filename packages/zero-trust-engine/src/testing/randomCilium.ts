import fc, { Arbitrary } from 'fast-check';
import {
  CiliumCluster,
  CiliumManifest,
  CiliumPolicyManifest,
  CiliumRuleManifest,
  CiliumSectionManifest,
  PortRuleManifest,
} from '../reference/cilium/ciliumManifests';
import { SelectorManifest } from '../reference/manifests';
import {
  maybe,
  seldom,
  someCidr,
  somePort,
  somePortName,
  someSelector,
  someValue,
} from './arbitraries';
import { namespaces, someGround } from './randomCluster';
import { someClusterPolicy, someNetworkPolicy } from './randomPolicies';

/** Names that are asked about; the last is of another domain. */
export const names = ['api.example.com', 'www.example.com', 'other.test'];

/** Where the API server may be: a node, or an address of nobody. */
export const apiServers = ['192.168.0.1', '198.51.100.1'] as const;

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

const someLabelsOnly: Arbitrary<SelectorManifest> = fc.oneof(
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
const someSpecial: Arbitrary<SelectorManifest> = fc.oneof(
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

const someEndpoint = fc.oneof(
  { weight: 4, arbitrary: someLabelsOnly },
  { weight: 1, arbitrary: someSpecial },
);

const someEntity = fc.constantFrom(
  'all',
  'world',
  'cluster',
  'host',
  'remote-node',
  'kube-apiserver',
  'none',
);

const someCidrItem = fc.oneof(
  someCidr.map(cidr => ({ cidr })),
  fc.constantFrom('g1', 'g2', 'gone').map(cidrGroupRef => ({ cidrGroupRef })),
  fc.constantFrom(
    { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '203.0.113.0/24'] },
    { cidr: '10.0.0.0/8', except: ['10.0.0.0/31'] },
  ),
);

const someName = fc.oneof(
  fc.constantFrom(...names).map(matchName => ({ matchName })),
  fc.constantFrom('*.example.com', '*').map(matchPattern => ({ matchPattern })),
);

const list = <T>(item: Arbitrary<T>): Arbitrary<readonly T[] | null> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.array(item, { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constant(null) },
  );

type Side = 'ingress' | 'egress';

function somePeers(side: Side): Arbitrary<CiliumSectionManifest> {
  const p = side === 'ingress' ? 'from' : 'to';
  const both = fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    {
      weight: 4,
      arbitrary: list(someEndpoint).map(v => ({ [`${p}Endpoints`]: v })),
    },
    {
      weight: 3,
      arbitrary: list(someEntity).map(v => ({ [`${p}Entities`]: v })),
    },
    { weight: 1, arbitrary: list(someCidr).map(v => ({ [`${p}CIDR`]: v })) },
    {
      weight: 2,
      arbitrary: list(someCidrItem).map(v => ({ [`${p}CIDRSet`]: v })),
    },
    {
      weight: 1,
      arbitrary: list(someSelector).map(v => ({ [`${p}Nodes`]: v })),
    },
  );
  if (side === 'ingress') return both;
  const someService = fc.record({
    k8sService: fc.record(
      {
        serviceName: fc.constantFrom('s1', 's2', 'manual', 'gone'),
        namespace: fc.constantFrom(...namespaces),
      },
      { requiredKeys: ['serviceName'] },
    ),
  });
  return fc.oneof(
    { weight: 5, arbitrary: both },
    {
      weight: 1,
      arbitrary: list(someService).map(toServices => ({ toServices })),
    },
    {
      weight: 1,
      arbitrary: list(
        fc.constantFrom(...names).map(matchName => ({ matchName })),
      ).map(toFQDNs => ({ toFQDNs })),
    },
  );
}

const someEntry = fc
  .oneof(
    { weight: 3, arbitrary: somePort.map(String) },
    { weight: 1, arbitrary: fc.constant('0') },
    { weight: 2, arbitrary: somePortName },
  )
  .chain(port =>
    fc
      .record(
        {
          port: fc.constant(port),
          endPort: fc.constant(Number(port) + 10),
          protocol: fc.constantFrom('TCP', 'UDP', 'SCTP', 'ANY'),
        },
        { requiredKeys: ['port'] },
      )
      .map(({ endPort, ...entry }) =>
        endPort !== undefined && Number(port) > 0 && endPort <= 65535
          ? { ...entry, endPort }
          : entry,
      ),
  );

function somePortRule(side: Side): Arbitrary<PortRuleManifest> {
  const ports = fc.array(someEntry, { minLength: 1, maxLength: 2 });
  const http = fc.record({
    ports: fc.constantFrom('80', '90').map(port => [{ port, protocol: 'TCP' }]),
    rules: fc.constantFrom({ http: [{}] }, { http: [{ method: 'GET' }] }),
  });
  const dns = fc.record({
    ports: fc.constant([{ port: '53', protocol: 'ANY' }]),
    rules: fc
      .array(someName, { minLength: 1, maxLength: 2 })
      .map(d => ({ dns: d })),
  });
  return fc.oneof(
    { weight: 6, arbitrary: ports.map(p => ({ ports: p })) },
    { weight: 1, arbitrary: fc.constant({ ports: [] }) },
    { weight: 1, arbitrary: http },
    ...(side === 'egress' ? [{ weight: 2, arbitrary: dns }] : []),
  ) as Arbitrary<PortRuleManifest>;
}

const someIcmps = fc
  .array(
    fc.record({
      family: fc.constantFrom('IPv4' as const, 'IPv6' as const),
      type: fc.constantFrom(8, 128, 'EchoRequest', 3),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map(fields => [{ fields }]);

function someSection(side: Side): Arbitrary<CiliumSectionManifest> {
  const traffic = fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    {
      weight: 4,
      arbitrary: fc
        .array(somePortRule(side), { maxLength: 2 })
        .map(toPorts => ({ toPorts })),
    },
    { weight: 1, arbitrary: someIcmps.map(icmps => ({ icmps })) },
  );
  return fc
    .tuple(somePeers(side), traffic)
    .map(([peers, more]) => ({ ...peers, ...more }));
}

/** Denies have no layer 7 and no names; now and then one has, and is refused. */
function someDeny(side: Side): Arbitrary<CiliumSectionManifest> {
  return someSection(side).map(section => ({
    ...section,
    toFQDNs: undefined,
    ...(section.toPorts && {
      toPorts: section.toPorts.map(({ ports }) => ({ ports })),
    }),
  }));
}

const someRule: Arbitrary<CiliumRuleManifest> = fc
  .record({
    ingress: maybe(list(someSection('ingress'))),
    ingressDeny: seldom(list(someDeny('ingress'))),
    egress: maybe(list(someSection('egress'))),
    egressDeny: seldom(list(someDeny('egress'))),
    enableDefaultDeny: seldom(
      fc.record(
        { ingress: fc.boolean(), egress: fc.boolean() },
        { requiredKeys: [] },
      ),
    ),
  })
  .map(rule => JSON.parse(JSON.stringify(rule)) as CiliumRuleManifest);

const someRules = (subject: Arbitrary<CiliumRuleManifest>) =>
  fc
    .array(
      fc.tuple(subject, someRule).map(([who, rule]) => ({ ...who, ...rule })),
      { minLength: 1, maxLength: 2 },
    )
    .map(rules => (rules.length === 1 ? { spec: rules[0] } : { specs: rules }));

const ofEndpoints = fc
  .oneof(
    { weight: 8, arbitrary: someLabelsOnly },
    { weight: 1, arbitrary: someSpecial },
  )
  .map(endpointSelector => ({ endpointSelector }));
const ofNodes = someSelector.map(nodeSelector => ({ nodeSelector }));

type Unnamed = Omit<CiliumPolicyManifest, 'metadata'>;

const someNamespaced: Arbitrary<Unnamed & { readonly namespace: string }> = fc
  .tuple(fc.constantFrom(...namespaces), someRules(ofEndpoints))
  .map(([namespace, rules]) => ({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    namespace,
    ...rules,
  }));

const someClusterwide: Arbitrary<Unnamed> = someRules(
  fc.oneof(
    { weight: 2, arbitrary: ofEndpoints },
    { weight: 2, arbitrary: ofNodes },
  ),
).map(rules => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumClusterwideNetworkPolicy',
  ...rules,
}));

const flag = (chance: number) =>
  fc.integer({ min: 0, max: 9 }).map(dice => String(dice < chance));

const someConfig = fc
  .record({
    'enable-policy': fc.constantFrom(
      ...Array<string>(7).fill('default'),
      'always',
      'always',
      'never',
    ),
    'enable-host-firewall': flag(6),
    'policy-audit-mode': flag(1),
    'policy-cidr-match-mode': fc.constantFrom(
      '',
      '',
      '',
      'nodes',
      'nodes pods',
    ),
    'policy-default-local-cluster': maybe(flag(5)),
    'enable-node-selector-labels': flag(7),
    'enable-non-default-deny-policies': flag(8),
    'enable-k8s-networkpolicy': flag(9),
    'enable-k8s-cluster-network-policy': flag(7),
    'enable-l7-proxy': flag(9),
    'allow-localhost': fc.constantFrom('auto', 'auto', 'always', 'policy'),
  })
  .map(config => JSON.parse(JSON.stringify(config)) as Record<string, string>);

const services: readonly CiliumManifest[] = [
  ...(['s1', 's2'] as const).map(
    (name, i): CiliumManifest => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: namespaces[i] },
      spec: {
        selector: i === 0 ? { app: 'a' } : { tier: 'b' },
        ports: [{ port: 80 }],
      },
    }),
  ),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'manual', namespace: 'x' },
    spec: { ports: [{ port: 80 }] },
  },
];

function sliceOf(
  service: string,
  namespace: string,
  address: string,
): CiliumManifest {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${service}-1`,
      namespace,
      labels: { 'kubernetes.io/service-name': service },
    },
    addressType: 'IPv4',
    ports: [{ port: 80 }],
    endpoints: [{ addresses: [address] }],
  };
}

/** Small clusters under Cilium in which policies get into each other's way. */
export const someCiliumCluster: Arbitrary<CiliumCluster> = fc
  .record({
    version: fc.constantFrom('1.18' as const, '1.19' as const, '1.20' as const),
    config: someConfig,
    ground: someGround,
    apiServer: fc.constantFrom(...apiServers),
    namespaced: fc.array(someNamespaced, { maxLength: 3 }),
    clusterwide: fc.array(someClusterwide, { maxLength: 2 }),
    networkPolicies: fc.array(someNetworkPolicy(namespaces), { maxLength: 1 }),
    tiers: fc.array(someClusterPolicy, { maxLength: 2 }),
    groups: fc.tuple(someCidr, someCidr),
  })
  .map(seed => ({
    version: seed.version,
    config: seed.config,
    objects: [
      ...seed.ground,
      ...services,
      sliceOf('manual', 'x', '203.0.113.9'),
      sliceOf('kubernetes', 'default', seed.apiServer),
      ...seed.groups.map(
        (cidr, i): CiliumManifest => ({
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumCIDRGroup',
          metadata: { name: `g${i + 1}` },
          spec: { externalCIDRs: [cidr] },
        }),
      ),
      ...seed.namespaced.map(({ namespace, ...policy }, i) => ({
        ...policy,
        metadata: { namespace, name: `cilium${i}` },
      })),
      ...seed.clusterwide.map((policy, i) => ({
        ...policy,
        metadata: { name: `wide${i}` },
      })),
      ...seed.networkPolicies.map(({ namespace, ...policy }, i) => ({
        ...policy,
        metadata: { namespace, name: `np${i}` },
      })),
      ...seed.tiers.map((policy, i) => ({
        ...policy,
        metadata: { name: `cluster${i}` },
      })),
    ],
  }));
