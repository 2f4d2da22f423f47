import { component, shopEntities } from '../testing/shopWorld';
import {
  payment,
  peersOf,
  permissionsIn,
  useShop,
  vaultIsSecret,
} from '../testing/useShop';
import { waitFor } from '../testing/waitFor';

describe('permissions over HTTP', () => {
  const start = useShop();

  const inbound = `${payment}/permissions?direction=inbound`;

  it('names the entities behind peers', async () => {
    const { get } = await start();
    const { body } = await get(inbound);
    expect(new Set(peersOf(body))).toEqual(
      new Set([
        'hush/Deployment/vault',
        'shop/Deployment/checkout',
        'shop/Deployment/loner',
      ]),
    );
    expect(body.hiddenPeers).toBe(0);
    const { items } = permissionsIn(body);
    const checkout = items.find(
      ({ peer }) => peer.type === 'workload' && peer.name === 'checkout',
    );
    expect(checkout?.peer).toMatchObject({
      entities: [
        {
          entityRef: 'component:default/checkout',
          owner: 'group:default/team',
        },
      ],
    });
  });

  it('counts peers that the caller may not read, and names them nowhere', async () => {
    const { get } = await start({ policy: vaultIsSecret });
    const { body, text } = await get(inbound, 'guest');
    expect(permissionsIn(body).hiddenPeers).toBe(1);
    expect(text).not.toMatch(/vault|hush/);
    expect((await get(inbound, 'admin')).text).toMatch(/vault/);
  });

  it('does not let a filter tell where a hidden peer is', async () => {
    const { get } = await start({ policy: vaultIsSecret });
    for (const filter of ['namespace=hush', 'namespace=void', 'q=vault']) {
      const { body } = await get(`${inbound}&${filter}`, 'guest');
      expect(body).toMatchObject({ totalItems: 0, hiddenPeers: 1 });
    }
  });

  it('hides peers that belong to no entity where so configured', async () => {
    const { get } = await start({ zeroTrust: { unmappedPeers: 'hide' } });
    const { body, text } = await get(inbound);
    expect(body.hiddenPeers).toBe(1);
    expect(text).not.toContain('loner');
  });

  it('hides a peer once an entity is added that the caller may not read', async () => {
    const entities = shopEntities.filter(e => e.metadata.name !== 'vault');
    const { get } = await start({ entities, policy: vaultIsSecret });
    const before = await get(inbound, 'guest');
    expect(peersOf(before.body)).toContain('hush/Deployment/vault');

    entities.push(component('vault'));
    await waitFor(async () => {
      const after = await get(inbound, 'guest');
      expect(peersOf(after.body)).not.toContain('hush/Deployment/vault');
      expect(after.text).not.toContain('vault');
      expect(after.body.hiddenPeers).toBe(1);
    });
  });

  it('names nobody that belongs to no entity while the catalog cannot be read', async () => {
    const entities = [...shopEntities];
    const { get, failCatalog } = await start({ entities });
    failCatalog();
    await waitFor(async () => {
      const { body } = await get(inbound);
      expect(peersOf(body)).not.toContain('shop/Deployment/loner');
      expect(peersOf(body)).toContain('shop/Deployment/checkout');
      expect(body.hiddenPeers).toBe(1);
    });
  });

  it('names nobody that belongs to no entity while the catalog is still being processed', async () => {
    const entities = shopEntities.filter(e => e.metadata.name !== 'vault');
    const { get } = await start({
      entities,
      policy: vaultIsSecret,
      // A tenth of it in the time that the test takes.
      zeroTrust: { catalogSettleSeconds: 10 },
    });
    const early = await get(inbound, 'guest');
    expect(peersOf(early.body)).toEqual(['shop/Deployment/checkout']);
    expect(early.body.hiddenPeers).toBe(2);
    expect(early.text).not.toMatch(/vault|hush|loner/);

    entities.push(component('vault'));
    await waitFor(async () => {
      const { body, text } = await get(inbound, 'guest');
      expect(text).not.toMatch(/vault|hush/);
      expect(new Set(peersOf(body))).toEqual(
        new Set(['shop/Deployment/checkout', 'shop/Deployment/loner']),
      );
      expect(body.hiddenPeers).toBe(1);
    });
  });

  it('asks about all neighbours together, and about none twice', async () => {
    const { get, permissions } = await start();
    permissions.authorize.mockClear();
    await get(inbound);
    const asked = permissions.authorize.mock.calls.map(([questions]) =>
      questions.map(({ permission, resourceRef }) => [
        permission.name,
        resourceRef,
      ]),
    );
    expect(asked).toEqual([
      [['zero-trust.posture.read', 'component:default/payment']],
      expect.arrayContaining([
        ['catalog.entity.read', 'component:default/checkout'],
        ['catalog.entity.read', 'component:default/vault'],
      ]),
    ]);
  });

  it('gives pages that do not overlap', async () => {
    const { get } = await start();
    const whole = permissionsIn((await get(inbound)).body);
    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(`${inbound}&limit=1&cursor=${cursor}`);
      const page = permissionsIn(body);
      expect(page.totalItems).toBe(whole.items.length);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? '';
    } while (cursor);
    expect(ids).toEqual(whole.items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refuses what it does not understand', async () => {
    const { get } = await start();
    for (const query of [
      '',
      '?direction=sideways',
      '?direction=inbound&limit=500',
      '?direction=inbound&cursor=guess',
    ]) {
      const { status, body } = await get(`${payment}/permissions${query}`);
      expect(status).toBe(400);
      expect(body.error.code).toBe('invalid-input');
    }
  });

  it('refuses and hides as the posture does', async () => {
    const { get } = await start({
      policy: ({ permission, entityRef }) =>
        permission !== 'zero-trust.posture.read' &&
        entityRef !== 'component:default/vault',
    });
    expect((await get(inbound)).status).toBe(403);
    const vault = inbound.replace('payment', 'vault');
    expect((await get(vault)).status).toBe(404);
  });
});
