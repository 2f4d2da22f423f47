import { parseCiliumNetworkPolicy } from './parseCiliumNetworkPolicy';

const parse = (body: object) => {
  const result = parseCiliumNetworkPolicy({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'p', namespace: 'shop' },
    ...body,
  });
  if (!result.ok) throw new Error(result.gap.detail);
  return result.value;
};

describe('parseCiliumPolicy', () => {
  it('reads spec and specs as one union', () => {
    const { rules } = parse({
      spec: { endpointSelector: {} },
      specs: [{ endpointSelector: {} }, { endpointSelector: {} }],
    });
    expect(rules.map(rule => rule.path)).toEqual([
      'spec',
      'specs[0]',
      'specs[1]',
    ]);
  });

  it('tells an absent peer member from an empty one', () => {
    const [rule] = parse({
      spec: {
        endpointSelector: {},
        ingress: [{}, { fromEndpoints: [] }, { fromEndpoints: null }],
      },
    }).rules;
    expect(rule.sections.map(s => s.peers.endpoints)).toEqual([
      undefined,
      [],
      undefined,
    ]);
  });

  it('splits a label key at its first colon only', () => {
    const [rule] = parse({
      spec: {
        endpointSelector: {
          matchLabels: { 'k8s:a:b': 'x', c: 'y', 'reserved:host': '' },
        },
      },
    }).rules;
    expect(rule.endpoints?.requirements.map(r => [r.source, r.key])).toEqual([
      ['k8s', 'a:b'],
      ['any', 'c'],
      ['reserved', 'host'],
    ]);
  });

  it('keeps an object with an operator typo as malformed, not as a gap', () => {
    const policy = parse({
      spec: {
        endpointSelector: {
          matchExpressions: [{ key: 'a', operator: 'in', values: ['b'] }],
        },
      },
    });
    expect(policy.rules).toEqual([]);
    expect(policy.malformed?.path).toBe(
      'spec.endpointSelector.matchExpressions[0].operator',
    );
  });

  it.each([
    ['True', true],
    ['False', false],
    ['Unknown', undefined],
  ])('reads the condition Valid %s', (status, accepted) => {
    const spec = { endpointSelector: {}, ingress: [{}] };
    const conditions = [{ type: 'Valid', status }];
    expect(parse({ spec, status: { conditions } }).accepted).toBe(accepted);
  });

  it.each([
    ['of the rule', { priority: 1 }, {}, 'spec.priority'],
    ['of a section', {}, { fromMoon: [{}] }, 'spec.ingress[0].fromMoon'],
    [
      'of a port rule',
      {},
      { toPorts: [{ rules: { grpc: [] } }] },
      'spec.ingress[0].toPorts[0].rules.grpc',
    ],
    [
      'of a request',
      {},
      { toPorts: [{ rules: { http: [{ query: 'a' }] } }] },
      'spec.ingress[0].toPorts[0].rules.http[0].query',
    ],
  ])(
    'marks a field %s that it does not know',
    (_where, spec, section, path) => {
      const [rule] = parse({
        spec: { endpointSelector: {}, ingress: [section], ...spec },
      }).rules;
      expect(rule.sections.map(({ unread }) => unread)).toEqual([path]);
    },
  );
});
