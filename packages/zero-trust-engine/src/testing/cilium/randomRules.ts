import fc, { Arbitrary } from 'fast-check';
import {
  CiliumRuleManifest,
  CiliumSectionManifest,
  PortRuleManifest,
} from '../../reference/cilium/ciliumManifests';
import {
  maybe,
  seldom,
  someCidr,
  somePort,
  somePortName,
  someSelector,
} from '../arbitraries';
import { namespaces } from '../randomCluster';
import { names } from './ciliumNames';
import { someEndpoint } from './randomSelectors';

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

/** What a rule lets in and out, and what it denies; not whom it is for. */
export const someRule: Arbitrary<CiliumRuleManifest> = fc
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
