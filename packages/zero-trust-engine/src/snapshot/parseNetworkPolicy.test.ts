import { parseNetworkPolicy } from './parseNetworkPolicy';

const policy = (spec: unknown) =>
  parseNetworkPolicy({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'shop' },
    spec,
  });

const parsed = (spec: unknown) => {
  const result = policy(spec);
  if (!result.ok) throw new Error(result.gap.detail);
  return { ...result.value, notes: (result.notes ?? []).map(n => n.path) };
};

describe('parseNetworkPolicy', () => {
  it.each([
    [{ ingress: [{}] }, ['ingress']],
    [{ egress: [{}] }, ['ingress', 'egress']],
    [{ egress: [] }, ['ingress']],
    [{ policyTypes: [], egress: [{}] }, ['ingress', 'egress']],
    [{ policyTypes: ['Egress'], ingress: [{}] }, ['egress']],
    [{ policyTypes: ['Ingress', 'Ingress'] }, ['ingress']],
  ])('defaults the directions of %j to %j', (spec, directions) => {
    expect(parsed(spec).directions).toEqual(directions);
  });

  it('reads null peers and ports like absent ones', () => {
    const { ingress } = parsed({ ingress: [{ from: null, ports: [] }] });
    expect(ingress).toEqual([
      { path: 'spec.ingress[0]', peers: 'any', ports: 'any' },
    ]);
  });

  it('reads an empty ports entry as every TCP port', () => {
    expect(parsed({ ingress: [{ ports: [{}] }] }).ingress[0].ports).toEqual([
      { protocol: 'TCP', ports: 'all' },
    ]);
  });

  it('tells a null peer selector from an empty one', () => {
    const [rule] = parsed({
      ingress: [{ from: [{ namespaceSelector: {}, podSelector: null }] }],
    }).ingress;
    expect(rule.peers).toMatchObject([{ podSelector: undefined }]);
  });

  it.each([
    [{ podSelector: null }, 'spec.ingress[0].from[0]'],
    [{}, 'spec.ingress[0].from[0]'],
    [
      { ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} },
      'spec.ingress[0].from[0]',
    ],
    [{ ipBlock: { cidr: 'ten' } }, 'spec.ingress[0].from[0]'],
    [
      { ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } },
      'spec.ingress[0].from[0]',
    ],
    [
      { ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } },
      'spec.ingress[0].from[0]',
    ],
    [
      {
        podSelector: {
          matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }],
        },
      },
      'spec.ingress[0].from[0]',
    ],
  ])(
    'leaves out the invalid peer %j, so that it admits nobody',
    (peer, path) => {
      const { ingress, notes } = parsed({ ingress: [{ from: [peer] }] });
      expect(ingress[0].peers).toEqual([]);
      expect(notes).toEqual([path]);
    },
  );

  it.each([
    [{ port: 80, endPort: 79 }],
    [{ port: 'http', endPort: 90 }],
    [{ endPort: 90 }],
    [{ port: 0 }],
    [{ port: '80' }],
    [{ port: 80, protocol: 'ICMP' }],
  ])('leaves out the invalid port %j, so that it opens nothing', entry => {
    const { ingress, notes } = parsed({ ingress: [{ ports: [entry] }] });
    expect(ingress[0].ports).toEqual([]);
    expect(notes).toEqual(['spec.ingress[0].ports[0]']);
  });

  it('makes a gap of a policy whose subject cannot be read', () => {
    const result = policy({
      podSelector: { matchExpressions: [{ key: 'a', operator: 'in' }] },
    });
    expect(result).toMatchObject({
      ok: false,
      gap: { reason: 'malformed', object: { name: 'p', namespace: 'shop' } },
    });
  });
});
