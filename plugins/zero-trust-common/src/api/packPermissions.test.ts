import { packPermissions } from './packPermissions';
import { packedPermissionsSchema } from './packedPermissions';
import { PermissionRow, PermissionsResponse } from './permissions';
import { permissionsResponseSchema } from './unpackPermissions';
import { LayerVerdict } from './verdict';

const mesh = (identity: string): LayerVerdict => ({
  layer: 'mesh',
  hop: 'sidecar',
  identity,
  outcome: 'deny',
  certainty: 'spec',
  because: [
    {
      reason: 'no-allow-rule-matched',
      considered: ['AuthorizationPolicy shop/callers'],
      params: { identity },
    },
  ],
});
const network: LayerVerdict = {
  layer: 'network',
  direction: 'ingress',
  outcome: 'allow',
  certainty: 'spec',
  because: [{ reason: 'no-policy' }],
};
const row = (name: string, layers: LayerVerdict[]): PermissionRow => ({
  id: name,
  cluster: 'prod',
  workload: 'shop/Deployment/payment',
  peer: {
    type: 'workload',
    key: `shop/Deployment/${name}`,
    namespace: 'shop',
    kind: 'Deployment',
    name,
    entities: [],
  },
  traffic: { protocol: 'TCP', ports: [{ first: 80, last: 80 }] },
  outcome: 'deny',
  transport: 'mtls',
  certainty: 'spec',
  identity: `td/ns/shop/sa/${name}`,
  layers,
});
const answer = (items: PermissionRow[]): PermissionsResponse => ({
  entityRef: 'component:default/payment',
  direction: 'inbound',
  now: '2026-01-01T00:00:00.000Z',
  mapping: { state: 'matched', tried: [] },
  items,
  totalItems: items.length,
  hiddenPeers: 0,
  clusters: [],
  partial: false,
});
const both = answer(
  ['web', 'cart'].map(name =>
    row(name, [network, mesh(`td/ns/shop/sa/${name}`)]),
  ),
);

describe('packed permissions', () => {
  it('send once what rows have in common, whoever calls', () => {
    const packed = packPermissions(both);
    expect(packedPermissionsSchema.parse(packed)).toEqual(packed);
    expect(packed.items.map(item => item.layers)).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(packed.layers).toMatchObject([
      { layer: 'network', because: [0] },
      { layer: 'mesh', identity: '@identity', because: [1] },
    ]);
    expect(packed.evidence).toHaveLength(2);
  });

  it('are read as they were', () => {
    const sent = JSON.parse(JSON.stringify(packPermissions(both)));
    expect(permissionsResponseSchema.parse(sent)).toEqual(both);
  });

  it.each(['@identity', '@', '@@identity', 'a@b'])(
    'keep the text %s as it is',
    text => {
      const odd = answer([row('web', [mesh(text)])]);
      expect(permissionsResponseSchema.parse(packPermissions(odd))).toEqual(
        odd,
      );
    },
  );

  it('keep the layers of a row without an identity', () => {
    const { identity: _, ...nobody } = row('web', [mesh('td/ns/shop/sa/web')]);
    const odd = answer([nobody]);
    expect(permissionsResponseSchema.parse(packPermissions(odd))).toEqual(odd);
  });

  it.each([
    ['a layer that is not there', { layers: [] }],
    ['evidence that is not there', { evidence: [] }],
    [
      'an identity that the row lacks',
      {
        items: packPermissions(both).items.map(i => ({
          ...i,
          identity: undefined,
        })),
      },
    ],
  ])('are refused when they name %s', (_what, change) => {
    const broken = { ...packPermissions(both), ...change };
    const parsed = permissionsResponseSchema.safeParse(broken);
    expect(parsed.error?.issues).toMatchObject([{ path: ['items'] }]);
  });
});
