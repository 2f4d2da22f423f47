import { Entity } from '@backstage/catalog-model';
import { reachResponseSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { component, shopEntities } from '../testing/shopWorld';
import { checked, payment, useShop, vaultIsSecret } from '../testing/useShop';

const maySend = (namespace: string, from: string, to: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${from}-to-${to}, namespace: ${namespace} }
spec:
  podSelector: { matchLabels: { app: ${from} } }
  policyTypes: [Egress]
  egress: [{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: ${to} } } }] }]
`;

/** One way only: payment → checkout → vault → loner. */
const chain = [
  maySend('pay', 'payment', 'checkout'),
  maySend('shop', 'checkout', 'vault'),
  maySend('hush', 'vault', 'loner'),
  maySend('shop', 'loner', 'nobody'),
].join('---');

const vault = (metadata: Partial<Entity['metadata']>): Entity => {
  const plain = component('vault');
  const relations = [
    { type: 'ownedBy', targetRef: 'group:default/bank' },
    { type: 'partOf', targetRef: 'system:default/money' },
  ];
  return { ...plain, metadata: { ...plain.metadata, ...metadata }, relations };
};
const withVault = (metadata: Partial<Entity['metadata']>) => [
  ...shopEntities.filter(({ metadata: { name } }) => name !== 'vault'),
  vault(metadata),
];

describe('reach over HTTP', () => {
  const start = useShop();
  const reach = `${payment}/reach`;

  it('follows hops, and names owners and systems on the way', async () => {
    const entities = withVault({});
    const { get } = await start({ manifests: chain, entities });
    const { status, body } = await get(reach);
    expect(status).toBe(200);
    const found = checked(reachResponseSchema, body);
    expect(found.items.map(row => [row.hop, row.from, row.key])).toEqual([
      [1, 'pay/Deployment/payment', 'shop/Deployment/checkout'],
      [2, 'shop/Deployment/checkout', 'hush/Deployment/vault'],
      [3, 'hush/Deployment/vault', 'shop/Deployment/loner'],
    ]);
    expect(found.items[1]).toMatchObject({
      certain: true,
      sensitive: false,
      entities: [
        {
          entityRef: 'component:default/vault',
          owner: 'group:default/bank',
          system: 'system:default/money',
        },
      ],
      moreBy: 1,
    });
    expect(found.items[1].by[0]).toEqual({
      outcome: 'allow',
      transport: 'none',
      traffic: { protocol: 'TCP', ports: [{ first: 8080, last: 8080 }] },
    });
    expect(found).toMatchObject({
      complete: true,
      cut: false,
      levels: [1, 2, 3].map(hop => ({ hop, workloads: 1, hidden: 0 })),
      owners: [
        { workloads: 1 },
        { ref: 'group:default/bank', workloads: 1 },
        { ref: 'group:default/team', workloads: 1 },
      ],
      systems: [
        { workloads: 2 },
        { ref: 'system:default/money', workloads: 1 },
      ],
      hiddenPeers: 0,
    });
  });

  it('goes as far as it is asked to, and says that there is more', async () => {
    const { get } = await start({ manifests: chain });
    const { body } = await get(`${reach}?hops=1`);
    expect(checked(reachResponseSchema, body)).toMatchObject({
      hops: 1,
      complete: false,
      totalItems: 1,
    });
  });

  it.each([
    ['the annotation', { 'zero-trust/sensitive': 'true' }, [], {}],
    [
      'a configured annotation',
      { 'example.com/data': 'card' },
      [],
      { annotations: { 'example.com/data': 'card' } },
    ],
    ['a configured tag', {}, ['pci'], { tags: ['pci'] }],
  ])('puts first what has %s', async (_what, marks, tags, sensitive) => {
    const annotations = { 'backstage.io/kubernetes-id': 'vault', ...marks };
    const { get } = await start({
      manifests: chain,
      entities: withVault({ annotations, tags }),
      zeroTrust: { sensitive },
    });
    const { items, owners } = checked(
      reachResponseSchema,
      (await get(reach)).body,
    );
    expect(items.map(({ name, sensitive: is }) => [name, is])).toEqual([
      ['vault', true],
      ['checkout', false],
      ['loner', false],
    ]);
    expect(owners[0]).toEqual({
      ref: 'group:default/bank',
      workloads: 1,
      sensitive: 1,
    });
  });

  it('counts what the caller may not read, and names it nowhere', async () => {
    const { get } = await start({ manifests: chain, policy: vaultIsSecret });
    const { body, text } = await get(reach, 'guest');
    const found = checked(reachResponseSchema, body);
    expect(text).not.toMatch(/vault|hush/);
    expect(found).toMatchObject({
      hiddenPeers: 1,
      totalItems: 2,
      levels: [
        { hop: 1, workloads: 1, hidden: 0 },
        { hop: 2, workloads: 1, hidden: 1 },
        { hop: 3, workloads: 1, hidden: 0 },
      ],
    });
    const behind = found.items.find(({ name }) => name === 'loner');
    expect(behind).toMatchObject({ hop: 3 });
    expect(behind).not.toHaveProperty('from');
  });

  it('does not let a text tell what is hidden', async () => {
    const { get } = await start({ manifests: chain, policy: vaultIsSecret });
    const whole = (await get(reach, 'guest')).body;
    for (const q of ['vault', 'nothing-of-this-name']) {
      const { body } = await get(`${reach}?q=${q}`, 'guest');
      expect(body).toMatchObject({
        totalItems: 0,
        hiddenPeers: whole.hiddenPeers,
        levels: whole.levels,
        owners: whole.owners,
      });
    }
  });

  it('gives pages that do not overlap', async () => {
    const { get } = await start({ manifests: chain });
    const first = (await get(`${reach}?limit=2`)).body;
    const second = (await get(`${reach}?limit=2&cursor=${first.nextCursor}`))
      .body;
    const keys = [...first.items, ...second.items].map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    expect(second.nextCursor).toBeUndefined();
  });

  it('tells of the world that is reached, and from where', async () => {
    const { get } = await start();
    const { outside } = checked(reachResponseSchema, (await get(reach)).body);
    expect(outside).toContainEqual(
      expect.objectContaining({
        hop: 1,
        from: 'pay/Deployment/payment',
        peer: expect.objectContaining({ type: 'addresses', internet: true }),
      }),
    );
  });

  it.each(['hops=0', 'hops=99', 'hops=x', 'limit=500', 'cursor=guess'])(
    'refuses %s',
    async query => {
      const { get } = await start();
      const { status, body } = await get(`${reach}?${query}`);
      expect(status).toBe(400);
      expect(body.error.code).toBe('invalid-input');
    },
  );
});
