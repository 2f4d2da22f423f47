import { compile } from '../../evaluate/compile';
import { Gap } from '../../snapshot/Gap';
import { buildSnapshot } from '../../snapshot/buildSnapshot';
import { aConfigMap, aNode, aPod, aNamespace } from '../../testing/builders';
import { encryptionBetween } from './encryptionBetween';
import { nodeEncryptionOf } from './nodeEncryptionOf';

const config = (data: Record<string, string>) =>
  aConfigMap({ name: 'cilium-config', namespace: 'kube-system', data });
const ciliumNode = (name: string, key = true, ipsec = 0) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNode',
  metadata: {
    name,
    annotations: key ? { 'network.cilium.io/wg-pub-key': 'AAAA' } : {},
  },
  spec: { encryption: { key: ipsec } },
});
const pods = [
  aPod({ name: 'fe', namespace: 'ns1', node: 'n1' }),
  aPod({ name: 'be', namespace: 'ns1', node: 'n1' }),
  aPod({ name: 'far', namespace: 'ns1', node: 'n2' }),
  aPod({ name: 'agent', namespace: 'ns1', node: 'n2', hostNetwork: true }),
];
const nodes = [aNode('n1'), aNode('n2')];
const wireguard = config({ 'enable-wireguard': 'true' });
const keyed = [ciliumNode('n1'), ciliumNode('n2')];

const snapshotOf = (objects: readonly unknown[], gaps: readonly Gap[] = []) =>
  buildSnapshot({
    cluster: '',
    objects: [...pods, ...nodes, ...objects],
    facts: { cni: 'cilium' },
    gaps,
  });
const workload = (snapshot: ReturnType<typeof snapshotOf>, name: string) => {
  const found = snapshot.workloads.find(w => w.ref.name === name);
  if (!found) throw new Error(name);
  return found;
};
const of = (
  objects: readonly unknown[],
  name = 'fe',
  gaps: readonly Gap[] = [],
) => {
  const snapshot = snapshotOf(objects, gaps);
  return nodeEncryptionOf(snapshot, workload(snapshot, name));
};
const between = (
  objects: readonly unknown[],
  a: string,
  b: string,
  protocol: 'TCP' | 'UDP' = 'TCP',
) => {
  const snapshot = snapshotOf(objects);
  const ends = [workload(snapshot, a), workload(snapshot, b)] as const;
  return encryptionBetween(snapshot, ends, protocol);
};

describe('encryption between nodes', () => {
  it('is on when it is configured and every node has published a key', () => {
    expect(of([wireguard, ...keyed])).toEqual({
      state: 'on',
      by: ['wireguard'],
      source: 'ConfigMap kube-system/cilium-config',
      nodes: { ready: 2, total: 2 },
    });
  });

  it('is off when nothing is configured', () => {
    expect(of([config({})])).toEqual({
      state: 'off',
      by: [],
      source: 'ConfigMap kube-system/cilium-config',
    });
  });

  it('E04 is partial when a node has no key', () => {
    const one = [ciliumNode('n1'), ciliumNode('n2', false)];
    expect(of([wireguard, ...one])).toMatchObject({
      state: 'partial',
      reason: 'nodes-without-key',
      nodes: { ready: 1, total: 2 },
    });
  });

  it('wants one index of IPsec keys on all nodes', () => {
    const ipsec = config({ 'enable-ipsec': 'true' });
    const same = [ciliumNode('n1', false, 3), ciliumNode('n2', false, 3)];
    const other = [ciliumNode('n1', false, 3), ciliumNode('n2', false, 4)];
    expect(of([ipsec, ...same])).toMatchObject({ state: 'on', by: ['ipsec'] });
    expect(of([ipsec, ...other]).state).toBe('partial');
  });

  it.each([
    ['keys that were not read', [wireguard], [], 'nodes-not-read'],
    [
      'keys that may not be read',
      [wireguard, ...keyed],
      [{ kind: 'CiliumNode', group: 'cilium.io', reason: 'forbidden' }],
      'nodes-not-read',
    ],
    ['a configuration that was not read', [], [], 'config-not-read'],
    [
      'nodes that are configured otherwise',
      [
        wireguard,
        ...keyed,
        {
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumNodeConfig',
          metadata: { name: 'edge', namespace: 'kube-system' },
          spec: { defaults: { 'enable-wireguard': 'false' } },
        },
      ],
      [],
      'per-node-override',
    ],
  ] as const)('is unknown with %s', (_what, objects, gaps, reason) => {
    expect(of(objects, 'fe', gaps)).toMatchObject({ state: 'unknown', reason });
  });

  it('is unknown for a plugin whose settings are not read', () => {
    const snapshot = buildSnapshot({
      cluster: '',
      objects: pods,
      facts: { cni: 'calico' },
    });
    expect(nodeEncryptionOf(snapshot, snapshot.workloads[0])).toMatchObject({
      state: 'unknown',
      reason: 'plugin-not-read',
    });
  });

  it('leaves out pods in the network of their node unless told otherwise', () => {
    const all = config({ 'enable-wireguard': 'true', 'encrypt-node': 'true' });
    expect(of([wireguard, ...keyed], 'agent')).toMatchObject({
      state: 'off',
      reason: 'host-network',
    });
    expect(of([all, ...keyed], 'agent').state).toBe('on');
  });

  it('is on by ztunnel for the namespaces that take part', () => {
    const ztunnel = config({ 'enable-ztunnel': 'true' });
    const enrolled = aNamespace('ns1', { 'io.cilium/mtls-enabled': 'true' });
    expect(of([ztunnel])).toMatchObject({
      state: 'off',
      by: ['ztunnel'],
      reason: 'namespace-not-enrolled',
    });
    expect(of([ztunnel, enrolled]).state).toBe('on');
  });
});

describe('encryption between two workloads', () => {
  it('E01 never leaves the node that both run on', () => {
    expect(between([wireguard, ...keyed], 'fe', 'be')).toBe('local');
  });

  it('E02 is encrypted between nodes', () => {
    expect(between([wireguard, ...keyed], 'fe', 'far')).toBe('encrypted');
  });

  it('E03 is plaintext towards the network of a node', () => {
    expect(between([wireguard, ...keyed], 'fe', 'agent')).toBe('plaintext');
  });

  it('E04 is plaintext where one node has no key', () => {
    const one = [ciliumNode('n1'), ciliumNode('n2', false)];
    expect(between([wireguard, ...one], 'fe', 'far')).toBe('plaintext');
  });

  it('E05 covers nodes when it is told to, and not those that opt out', () => {
    const all = config({ 'enable-wireguard': 'true', 'encrypt-node': 'true' });
    const out = aNode('n2', [], {
      'node-role.kubernetes.io/control-plane': '',
    });
    expect(between([all, ...keyed], 'fe', 'agent')).toBe('encrypted');
    expect(between([all, out, ...keyed], 'fe', 'agent')).toBe('plaintext');
  });

  it('E07 is mutual TLS of ztunnel even on one node, and for TCP alone', () => {
    const ztunnel = config({ 'enable-ztunnel': 'true' });
    const enrolled = aNamespace('ns1', { 'io.cilium/mtls-enabled': 'true' });
    expect(between([ztunnel, enrolled], 'fe', 'be')).toBe('ztunnel');
    expect(between([ztunnel, enrolled], 'fe', 'be', 'UDP')).toBe('plaintext');
    expect(between([ztunnel], 'fe', 'be')).toBe('plaintext');
  });

  it('is partial where replicas are here and there', () => {
    const twice = ['n1', 'n2'].map(node =>
      aPod({
        name: `web-${node}`,
        namespace: 'ns1',
        node,
        owner: 'ReplicaSet/web',
      }),
    );
    expect(between([wireguard, ...keyed, ...twice], 'fe', 'web')).toBe(
      'partial',
    );
  });

  it('E09 is not what mutual authentication gives', () => {
    const spire = config({
      'mesh-auth-enabled': 'true',
      'mesh-auth-mutual-enabled': 'true',
    });
    const required = {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'p', namespace: 'ns1' },
      spec: {
        endpointSelector: {},
        ingress: [
          { fromEndpoints: [{}], authentication: { mode: 'required' } },
        ],
      },
    };
    const snapshot = snapshotOf([spire, required]);
    const verdict = compile(snapshot).judge({
      from: { type: 'workload', ref: workload(snapshot, 'fe').ref },
      to: { type: 'workload', ref: workload(snapshot, 'far').ref },
      protocol: 'TCP',
      port: 80,
    });
    expect(verdict.outcome).toBe('conditional');
    expect(verdict.layers.flatMap(l => l.because).map(b => b.reason)).toContain(
      'auth-required',
    );
    expect(between([spire, required], 'fe', 'far')).toBe('plaintext');
  });
});
