import { TestPolicy } from '../testing/startTestPlugin';
import { root } from '../testing/useShop';
import {
  cartToPayment,
  requestsRoot,
  useAccess,
  why,
} from './testing/useAccess';

jest.setTimeout(60_000);

describe('reading requests', () => {
  const start = useAccess();

  it('W20, T8: hides requests about what one may not read, and counts the same', async () => {
    const paymentIsSecret: TestPolicy = ({ user, entityRef }) =>
      user !== 'user:default/stranger' ||
      entityRef !== 'component:default/payment';
    const shop = await start({ policy: paymentIsSecret });
    const { id } = await shop.opened();
    const list = async (who: string) =>
      (await shop.get(requestsRoot, who)).body;
    expect(await list('pia')).toMatchObject({
      totalItems: 1,
      items: [{ id }],
    });
    expect(await list('stranger')).toMatchObject({ totalItems: 0, items: [] });
    const [hidden, missing] = [
      await shop.get(`${requestsRoot}/${id}`, 'stranger'),
      await shop.get(`${requestsRoot}/${'0'.repeat(26)}`, 'stranger'),
    ];
    expect(hidden.status).toBe(404);
    expect(hidden.body.error).toEqual(missing.body.error);
    const events = await shop.get(`${requestsRoot}/${id}/events`, 'stranger');
    expect(events.status).toBe(404);
  });

  it('lists by conditions of the policy, in SQL', async () => {
    const shop = await start({
      conditionsFor: user => ({
        anyOf: [
          {
            resourceType: 'zero-trust-access-request',
            rule: 'IS_REQUESTER',
            params: { claims: [user] },
          },
          {
            allOf: [
              {
                resourceType: 'zero-trust-access-request',
                rule: 'OWNS_CALLEE',
                params: { claims: ['group:default/pay-team'] },
              },
              {
                resourceType: 'zero-trust-access-request',
                rule: 'HAS_STATE',
                params: { states: ['effective'] },
              },
            ],
          },
        ],
      }),
    });
    await shop.opened();
    const total = async (who: string) =>
      (await shop.get(requestsRoot, who)).body.totalItems;
    expect(await total('carla')).toBe(1);
    expect(await total('carl')).toBe(0);
  });

  it('finds what waits for a reviewer', async () => {
    const shop = await start();
    const { id } = await shop.opened('both');
    const ids = async (query: string, who: string) =>
      (await shop.get(`${requestsRoot}?${query}`, who)).body.items.map(
        (item: { id: string }) => item.id,
      );
    expect(await ids('role=reviewer', 'pia')).toEqual([id]);
    // Nobody reviews the own request.
    expect(await ids('role=reviewer', 'both')).toEqual([]);
    expect(await ids('role=requester', 'both')).toEqual([id]);
    expect(await ids('role=caller', 'carl')).toEqual([id]);
    expect(await ids('role=reviewer', 'carl')).toEqual([]);
    expect(await ids('state=open&q=PAYMENT', 'pia')).toEqual([id]);
    expect(await ids('state=past', 'pia')).toEqual([]);
    expect(
      await ids('entityRef=component:default/payment&role=caller', 'pia'),
    ).toEqual([]);
  });

  it('gives pages whose cursor goes on where the last one ended', async () => {
    const shop = await start();
    for (const port of [1, 2, 3]) {
      shop.pass(1_000);
      await shop.post(
        requestsRoot,
        {
          spec: { ...cartToPayment, rules: [{ port }] },
          justification: why,
        },
        'carla',
      );
    }
    const portsOf = (body: {
      items: { spec: { rules: { port: number }[] } }[];
    }) => body.items.map(({ spec }) => spec.rules[0].port);
    const { body: first } = await shop.get(`${requestsRoot}?limit=2`, 'carla');
    expect(portsOf(first)).toEqual([3, 2]);
    const { body: rest } = await shop.get(
      `${requestsRoot}?limit=2&cursor=${first.nextCursor}`,
      'carla',
    );
    expect(portsOf(rest)).toEqual([1]);
    expect(rest.nextCursor).toBeUndefined();
  });

  it('tells services nothing: who owns what cannot be told of them', async () => {
    const shop = await start();
    const { status } = await shop.agent
      .get(`${root}/access-requests`)
      .set('authorization', 'Bearer mock-service-token');
    expect(status).toBe(403);
  });
});
