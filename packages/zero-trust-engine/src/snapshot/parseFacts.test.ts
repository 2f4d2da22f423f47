import { parseFacts } from './parseFacts';

describe('parseFacts', () => {
  it('reads every key that an operator may state', () => {
    const stated = {
      cni: 'cilium',
      ipBlockMatchesPods: 'unknown',
      networksMatchPods: false,
      enforces: { ClusterNetworkPolicy: false },
      nodes: [{ name: 'n1', addresses: ['192.168.0.11'], labels: { a: 'b' } }],
      podAddresses: { 'shop/cart-0': ['10.0.1.1'] },
      istio: {
        installed: true,
        version: '1.32',
        ambient: false,
        env: { A: '1' },
      },
      cilium: { policyMode: 'always', config: { 'enable-policy': 'always' } },
    };
    expect(parseFacts(stated)).toEqual({ ok: true, value: stated });
  });

  it.each([
    ['no key at all', {}],
    ['nothing', null],
    ['keys without a value', { cni: null, istio: null }],
  ])('takes %s as stating nothing', (_what, value) => {
    expect(parseFacts(value)).toEqual({ ok: true, value: {} });
  });

  it.each([
    ['a key that nobody knows', { cnii: 'cilium' }, 'cnii'],
    ['such a key without a value', { cnii: null }, 'cnii'],
    ['such a key further down', { istio: { mtls: true } }, 'istio.mtls'],
    ['a word outside the list', { cni: 'flannel' }, 'cni'],
    [
      'a text for a boolean',
      { ipBlockMatchesPods: 'true' },
      'ipBlockMatchesPods',
    ],
    ['a number for a version', { istio: { version: 1.32 } }, 'istio.version'],
    ['a node without a name', { nodes: [{ addresses: [] }] }, 'nodes[0].name'],
    [
      'an address that is no list',
      { podAddresses: { 'a/b': '10.0.0.1' } },
      'podAddresses["a/b"]',
    ],
    ['a list', [], ''],
  ])('refuses %s and names the place', (_what, value, path) => {
    expect(parseFacts(value)).toMatchObject({ ok: false, path });
  });
});
