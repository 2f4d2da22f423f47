import { aNode } from '../../testing/builders';
import { assessOne, ControlCase, forbidden } from './__testUtils__/assessOne';

const agent = (name: string, wireguardKey: boolean, ipsecKey = 0) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNode',
  metadata: {
    name,
    annotations: wireguardKey ? { 'network.cilium.io/wg-pub-key': 'AAAA' } : {},
  },
  spec: { encryption: { key: ipsecKey } },
});
const perNode = (defaults: Record<string, string>) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNodeConfig',
  metadata: { name: 'some', namespace: 'kube-system' },
  spec: { nodeSelector: {}, defaults },
});
const wireguard = { 'enable-wireguard': 'true' };

describe('node-encryption', () => {
  const answer = (
    config: Record<string, string>,
    objects: readonly object[],
    more: Partial<ControlCase> = {},
  ) => {
    const [{ state, evidence }] = assessOne('node-encryption', {
      objects,
      facts: { cni: 'cilium', cilium: { config } },
      settings: { nodeEncryptionRequired: true },
      ...more,
    });
    return { state, reasons: evidence.map(({ reason }) => reason) };
  };

  it('passes where every node has a key, not where it is only declared', () => {
    expect(answer(wireguard, [agent('a', true), agent('b', true)])).toEqual({
      state: 'pass',
      reasons: ['nodes-with-key'],
    });
    expect(answer(wireguard, [agent('a', false)])).toEqual({
      state: 'fail',
      reasons: ['node-without-key'],
    });
  });

  it('names the node that has no key', () => {
    const [{ evidence }] = assessOne('node-encryption', {
      objects: [agent('a', true), agent('b', false)],
      facts: { cni: 'cilium', cilium: { config: wireguard } },
      settings: { nodeEncryptionRequired: true },
    });
    expect(evidence[0]).toMatchObject({
      holds: false,
      object: 'Node b',
      params: { node: 'b', by: 'WireGuard' },
    });
  });

  it('does not take a node that waits for another IPsec key for one that has it', () => {
    const nodes = [
      agent('a', false, 3),
      agent('b', false, 3),
      agent('c', false, 2),
    ];
    expect(answer({ 'enable-ipsec': 'true' }, nodes)).toEqual({
      state: 'partial',
      reasons: ['node-without-key', 'nodes-with-key'],
    });
  });

  it.each([
    [
      'the keys could not be read',
      [],
      [forbidden('CiliumNode', 'cilium.io')],
      'nodes-not-read',
    ],
    [
      'a node runs no agent',
      [agent('a', true), aNode('b')],
      [],
      'node-without-agent',
    ],
    [
      'some nodes are told otherwise',
      [agent('a', true), perNode({ 'enable-wireguard': 'false' })],
      [],
      'per-node-override',
    ],
    [
      'what single nodes are told could not be read',
      [agent('a', true)],
      [forbidden('CiliumNodeConfig', 'cilium.io')],
      'per-node-override',
    ],
  ])('is unknown when %s', (_when, objects, gaps, reason) => {
    const { state, reasons } = answer(wireguard, objects, { gaps });
    expect(state).toBe('unknown');
    expect(reasons).toContain(reason);
  });

  it('is unknown of another network plugin, and of an agent nobody read', () => {
    expect(answer({}, [], { facts: { cni: 'calico' } })).toEqual({
      state: 'unknown',
      reasons: ['plugin-not-read'],
    });
    expect(answer({}, [], { facts: { cni: 'cilium' } })).toEqual({
      state: 'unknown',
      reasons: ['config-not-read'],
    });
  });

  it("does not take Cilium's ztunnel for encryption of everything", () => {
    expect(answer({ 'enable-ztunnel': 'true' }, [agent('a', true)])).toEqual({
      state: 'fail',
      reasons: ['ztunnel-only'],
    });
  });
});
