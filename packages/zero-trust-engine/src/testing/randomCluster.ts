import fc, { Arbitrary } from 'fast-check';
import {
  Labels,
  Manifest,
  ManifestCluster,
  NamespaceManifest,
  NodeManifest,
  PodManifest,
} from '../reference/manifests';
import {
  maybe,
  seldom,
  someLabels,
  somePort,
  somePortName,
  someProtocol,
} from './arbitraries';
import {
  someAdminPolicy,
  someBaselinePolicy,
  someClusterPolicy,
  someNetworkPolicy,
} from './randomPolicies';

/** The last one has no Namespace object, as in a folder of manifests. */
export const namespaces = ['x', 'y', 'z'] as const;
const nodes = ['n1', 'n2'] as const;

const someNamespaces: Arbitrary<readonly NamespaceManifest[]> = fc
  .tuple(someLabels, someLabels)
  .map(all =>
    all.map((labels, i) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespaces[i], labels },
    })),
  );

const someNodes: Arbitrary<readonly NodeManifest[]> = fc
  .tuple(someLabels, someLabels)
  .map(all =>
    all.map((labels, i) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: nodes[i], labels },
      status: { addresses: nodeAddresses(i) },
    })),
  );

function nodeAddresses(index: number) {
  return [`192.168.0.${index + 1}`, `fd01::${index + 1}`].map(address => ({
    type: 'InternalIP',
    address,
  }));
}

type Ports = NonNullable<PodManifest['spec']['containers'][number]['ports']>;

/** Where a pod runs, and what may tell it from another pod of its owner. */
interface ReplicaSeed {
  readonly node: number;
  readonly network: 'IPv4' | 'IPv4 and IPv6' | 'host';
  readonly phase: 'Running' | 'Succeeded';
  readonly labels?: Labels;
  readonly ports?: Ports;
}

interface PodSeed extends ReplicaSeed {
  readonly namespace: string;
  /** Name of the Deployment that owns it. */
  readonly owner?: string;
  readonly labels: Labels;
  readonly ports: Ports;
}

const somePorts: Arbitrary<Ports> = fc.uniqueArray(
  fc.record(
    { name: somePortName, containerPort: somePort, protocol: someProtocol },
    { requiredKeys: ['containerPort'] },
  ),
  {
    maxLength: 3,
    selector: port => `${port.containerPort}/${port.protocol ?? 'TCP'}`,
  },
);

const someReplica: Arbitrary<ReplicaSeed> = fc.record({
  node: fc.nat(1),
  network: fc.oneof(
    { weight: 3, arbitrary: fc.constant('IPv4' as const) },
    { weight: 3, arbitrary: fc.constant('IPv4 and IPv6' as const) },
    { weight: 1, arbitrary: fc.constant('host' as const) },
  ),
  phase: fc.oneof(
    { weight: 5, arbitrary: fc.constant('Running' as const) },
    { weight: 1, arbitrary: fc.constant('Succeeded' as const) },
  ),
  labels: seldom(someLabels),
  ports: seldom(somePorts),
});

/** One bare pod, or the pods of a Deployment, alike but for what replicas say. */
const somePods: Arbitrary<readonly PodSeed[]> = fc
  .record({
    namespace: fc.constantFrom(...namespaces),
    owner: fc.option(fc.constantFrom('d', 'e'), { nil: undefined, freq: 1 }),
    labels: someLabels,
    ports: somePorts,
    replicas: fc.array(someReplica, { minLength: 1, maxLength: 3 }),
  })
  .map(({ replicas, ...common }) =>
    (common.owner ? replicas : replicas.slice(0, 1)).map(replica => ({
      ...common,
      ...replica,
      labels: replica.labels ?? common.labels,
      ports: replica.ports ?? common.ports,
    })),
  );

/** A finished pod keeps the address that the pod after it has now. */
function podOf(seed: PodSeed, index: number): PodManifest {
  const own = seed.phase === 'Succeeded' ? index + 1 : index;
  const addresses = {
    host: nodeAddresses(seed.node).map(({ address }) => address),
    IPv4: [`10.0.0.${own}`],
    'IPv4 and IPv6': [`10.0.0.${own}`, `fd00::${own.toString(16)}`],
  }[seed.network];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: seed.namespace,
      name: `p${index}`,
      labels: seed.labels,
      ...(seed.owner && {
        ownerReferences: [
          { kind: 'Deployment', name: seed.owner, controller: true },
        ],
      }),
    },
    spec: {
      ...(seed.network === 'host' && { hostNetwork: true }),
      nodeName: nodes[seed.node],
      containers: [
        { name: 'app', image: 'example.com/app:1', ports: seed.ports },
      ],
    },
    status: {
      phase: seed.phase,
      podIP: addresses[0],
      podIPs: addresses.map(ip => ({ ip })),
    },
  };
}

/** Namespaces, nodes and pods: what policies are about. */
export const someGround: Arbitrary<readonly Manifest[]> = fc
  .record({
    namespaces: someNamespaces,
    nodes: someNodes,
    pods: fc
      .array(somePods, { minLength: 2, maxLength: 4 })
      .map(groups => groups.flat().slice(0, 6)),
  })
  .map(seed => [...seed.namespaces, ...seed.nodes, ...seed.pods.map(podOf)]);

/** Small clusters in which policies get into each other's way. */
export const someCluster: Arbitrary<ManifestCluster> = fc
  .record({
    ipBlockMatchesPods: fc.constantFrom(true, false, 'unknown' as const),
    ground: someGround,
    networkPolicies: fc.array(someNetworkPolicy(namespaces), { maxLength: 4 }),
    admin: fc.array(someAdminPolicy, { maxLength: 2 }),
    baseline: maybe(someBaselinePolicy),
    cluster: fc.array(someClusterPolicy, { maxLength: 3 }),
  })
  .map(seed => ({
    ipBlockMatchesPods: seed.ipBlockMatchesPods,
    objects: [
      ...seed.ground,
      ...seed.networkPolicies.map(({ namespace, ...policy }, i) => ({
        ...policy,
        metadata: { namespace, name: `np${i}` },
      })),
      ...seed.admin.map((policy, i) => ({
        ...policy,
        metadata: { name: `anp${i}` },
      })),
      ...(seed.baseline
        ? [{ ...seed.baseline, metadata: { name: 'default' } }]
        : []),
      ...seed.cluster.map((policy, i) => ({
        ...policy,
        metadata: { name: `cluster${i}` },
      })),
    ] satisfies Manifest[],
  }));
