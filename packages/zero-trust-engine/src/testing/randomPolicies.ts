import fc, { Arbitrary } from 'fast-check';
import {
  AdminPortManifest,
  NetworkPolicyManifest,
  NetworkPolicyPeerManifest,
  NetworkPolicyPortManifest,
  NetworkPolicyRuleManifest,
  ProtocolManifest,
  TierPeerManifest,
  TierPodsManifest,
  TierPolicyManifest,
  TierRuleManifest,
} from '../reference/manifests';
import {
  blocks,
  maybe,
  someCidr,
  somePort,
  somePortName,
  someProtocol,
  someRange,
  someSelector,
} from './arbitraries';

const someIpBlock: Arbitrary<NetworkPolicyPeerManifest> = someCidr
  .chain(cidr => fc.tuple(fc.constant(cidr), fc.subarray([...blocks[cidr]])))
  .map(([cidr, except]) => ({
    ipBlock: except.length > 0 ? { cidr, except } : { cidr },
  }));

const somePeer: Arbitrary<NetworkPolicyPeerManifest> = fc.oneof(
  someSelector.map(podSelector => ({ podSelector })),
  someSelector.map(namespaceSelector => ({ namespaceSelector })),
  fc.record({ podSelector: someSelector, namespaceSelector: someSelector }),
  someIpBlock,
);

const somePolicyPort: Arbitrary<NetworkPolicyPortManifest> = fc.oneof(
  fc.record({ protocol: someProtocol }),
  fc.constant({}),
  fc.record({ port: somePort }),
  fc.record({ protocol: someProtocol, port: somePort }),
  fc.record({ protocol: someProtocol, port: somePortName }),
  fc.tuple(someProtocol, someRange).map(([protocol, { start, end }]) => ({
    protocol,
    port: start,
    endPort: end,
  })),
);

function someRules(
  side: 'from' | 'to',
): Arbitrary<readonly NetworkPolicyRuleManifest[]> {
  const rule = fc
    .tuple(
      maybe(fc.array(somePeer, { maxLength: 2 })),
      maybe(fc.array(somePolicyPort, { maxLength: 2 })),
    )
    .map(([peers, ports]) => ({
      ...(peers && { [side]: peers }),
      ...(ports && { ports }),
    }));
  return fc.array(rule, { maxLength: 3 });
}

/** A valid NetworkPolicy of a namespace. */
export function someNetworkPolicy(
  namespaces: readonly string[],
): Arbitrary<Omit<NetworkPolicyManifest, 'metadata'> & { namespace: string }> {
  return fc
    .record({
      namespace: fc.constantFrom(...namespaces),
      podSelector: someSelector,
      policyTypes: maybe(fc.subarray(['Ingress' as const, 'Egress' as const])),
      ingress: maybe(someRules('from')),
      egress: maybe(someRules('to')),
    })
    .map(({ namespace, ...spec }) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      namespace,
      spec,
    }));
}

const somePods: Arbitrary<TierPodsManifest> = fc.oneof(
  someSelector.map(namespaces => ({ namespaces })),
  fc.record({
    pods: fc.record({
      namespaceSelector: someSelector,
      podSelector: someSelector,
    }),
  }),
);

const someEgressPeer: Arbitrary<TierPeerManifest> = fc.oneof(
  { weight: 3, arbitrary: somePods },
  { weight: 1, arbitrary: someSelector.map(nodes => ({ nodes })) },
  {
    weight: 2,
    arbitrary: fc
      .uniqueArray(someCidr, { minLength: 1, maxLength: 2 })
      .map(networks => ({ networks })),
  },
);

const someAdminPort: Arbitrary<AdminPortManifest> = fc.oneof(
  fc.record({ portNumber: fc.record({ port: somePort }) }),
  fc.record({
    portNumber: fc.record({ protocol: someProtocol, port: somePort }),
  }),
  fc
    .tuple(someProtocol, someRange)
    .map(([protocol, range]) => ({ portRange: { protocol, ...range } })),
  somePortName.map(namedPort => ({ namedPort })),
);

const someTierProtocol: Arbitrary<ProtocolManifest> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('tcp', 'udp', 'sctp'),
      fc.oneof(
        somePort.map(number => ({ number })),
        someRange.map(range => ({ range })),
      ),
    )
    .map(([protocol, destinationPort]) => ({
      [protocol]: { destinationPort },
    })),
  somePortName.map(destinationNamedPort => ({ destinationNamedPort })),
);

type Action = TierRuleManifest['action'];

/** A named port may not stand beside peers that are nodes or networks. */
function someTierRules(
  side: 'from' | 'to',
  actions: readonly Action[],
  traffic: 'ports' | 'protocols',
): Arbitrary<readonly TierRuleManifest[]> {
  const entry: Arbitrary<AdminPortManifest | ProtocolManifest> =
    traffic === 'ports' ? someAdminPort : someTierProtocol;
  const rule = fc
    .record({
      action: fc.constantFrom(...actions),
      peers: fc.array(side === 'from' ? somePods : someEgressPeer, {
        minLength: 1,
        maxLength: 2,
      }),
      entries: maybe(fc.array(entry, { minLength: 1, maxLength: 2 })),
    })
    .filter(
      ({ peers, entries }) =>
        !(entries ?? []).some(
          e => 'namedPort' in e || 'destinationNamedPort' in e,
        ) || !peers.some(peer => 'nodes' in peer || 'networks' in peer),
    )
    .map(({ action, peers, entries }) => ({
      action,
      [side]: peers,
      ...(entries && { [traffic]: entries }),
    }));
  return fc.array(rule, { maxLength: 3 });
}

/** Two priorities, so that ties are common. */
const somePriority = fc.constantFrom(1, 2);

export const someAdminPolicy: Arbitrary<Omit<TierPolicyManifest, 'metadata'>> =
  fc
    .record({
      priority: somePriority,
      subject: somePods,
      ingress: someTierRules('from', ['Allow', 'Deny', 'Pass'], 'ports'),
      egress: someTierRules('to', ['Allow', 'Deny', 'Pass'], 'ports'),
    })
    .map(spec => ({
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'AdminNetworkPolicy',
      spec,
    }));

export const someBaselinePolicy: Arbitrary<
  Omit<TierPolicyManifest, 'metadata'>
> = fc
  .record({
    subject: somePods,
    ingress: someTierRules('from', ['Allow', 'Deny'], 'ports'),
    egress: someTierRules('to', ['Allow', 'Deny'], 'ports'),
  })
  .map(spec => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'BaselineAdminNetworkPolicy',
    spec,
  }));

export const someClusterPolicy: Arbitrary<
  Omit<TierPolicyManifest, 'metadata'>
> = fc
  .record({
    tier: fc.constantFrom('Admin' as const, 'Baseline' as const),
    priority: somePriority,
    subject: somePods,
    ingress: someTierRules('from', ['Accept', 'Deny', 'Pass'], 'protocols'),
    egress: someTierRules('to', ['Accept', 'Deny', 'Pass'], 'protocols'),
  })
  .map(spec => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    spec,
  }));
