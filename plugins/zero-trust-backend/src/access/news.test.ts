import { waitFor } from '../testing/waitFor';
import {
  cartToPayment,
  fileOf,
  minutes,
  requestsRoot,
  useAccess,
  why,
} from './testing/useAccess';

jest.setTimeout(60_000);

describe('telling of requests', () => {
  const start = useAccess();

  it('audits reads and writes, the refused included, without what people wrote', async () => {
    const shop = await start();
    await shop.opened();
    await shop.post(
      requestsRoot,
      { spec: cartToPayment, justification: why },
      'pia',
    );
    const events = shop.auditor.createEvent.mock.calls.map(([event]) => event);
    const creates = events.filter(
      ({ eventId }) => eventId === 'access-request-create',
    );
    expect(creates).toHaveLength(2);
    expect(creates[0]).toMatchObject({
      severityLevel: 'medium',
      meta: {
        caller: 'component:default/cart',
        callee: 'component:default/payment',
      },
    });
    expect(JSON.stringify(events.map(({ meta }) => meta))).not.toContain(why);
  });

  type Shop = Awaited<ReturnType<typeof start>>;
  const sent = ({ notifications }: Shop) =>
    notifications.send.mock.calls.map(([{ recipients, payload }]) => ({
      ...payload,
      ...(recipients.type === 'entity' ? recipients : { entityRef: [] }),
    }));
  const cartSide = ['user:default/carla', 'group:default/cart-team'];
  const paySide = ['group:default/pay-team'];

  it('tells owners and who asked, in one thread for each request', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    await waitFor(() =>
      expect(sent(shop)).toMatchObject(
        [
          { entityRef: cartSide, title: /^Access of cart: waits for review/ },
          // Who asked is told as who asked, though an owner of both.
          {
            entityRef: paySide,
            excludeEntityRef: 'user:default/carla',
            title: /^Access to payment: waits for review/,
          },
          { entityRef: cartSide, title: /^Access of cart: approved/ },
        ].map(({ title, ...rest }) => ({
          ...rest,
          title: expect.stringMatching(title),
          scope: `access-request:${id}`,
          link: `/zero-trust/requests/${id}`,
        })),
      ),
    );
  });

  it('T8: names to each side its own service alone', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    shop.host.merge('pia', 1, 'merge');
    await shop.later();
    await shop.sync();
    await shop.until(id, 'effective');
    await waitFor(() => expect(sent(shop).length).toBeGreaterThan(5));
    for (const { entityRef, title, description } of sent(shop)) {
      const isOfCart = String(entityRef) === String(cartSide);
      expect(`${title} ${description}`).not.toContain(
        isOfCart ? 'payment' : 'cart',
      );
    }
  });

  it('reminds owners once, at half the time after which it is closed', async () => {
    const shop = await start({ accessRequests: { staleAfter: 'P14D' } });
    await shop.opened();
    shop.notifications.send.mockClear();
    const day = minutes(60 * 24);
    await shop.later(6 * day);
    expect(sent(shop)).toEqual([]);
    await shop.later(2 * day);
    await shop.later(day);
    expect(sent(shop)).toMatchObject([
      {
        entityRef: paySide,
        title: expect.stringContaining('still waits for review'),
      },
    ]);
    // Somebody says something: it is quiet from there.
    shop.host.review('paul', 1, 'commented');
    await shop.later(6 * day);
    expect(sent(shop)).toHaveLength(1);
    await shop.later(2 * day);
    expect(sent(shop)).toHaveLength(2);
  });

  it('tells both sides gravely that a rule is no longer in force', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    shop.host.merge('pia', 1, 'merge');
    await shop.later();
    await shop.sync();
    await shop.until(id, 'effective');
    shop.notifications.send.mockClear();
    const [name] = /zt-[a-z-]+/.exec(
      await fileOf(shop.host, shop.host.repository.branches.get('main')!),
    )!;
    shop.cluster.delete('NetworkPolicy', 'pay', name);
    await waitFor(() =>
      expect(sent(shop)).toMatchObject([
        { entityRef: cartSide, severity: 'high' },
        { entityRef: paySide, severity: 'high' },
      ]),
    );
  });

  it('audits what was decided elsewhere, too', async () => {
    const shop = await start();
    const { id, version } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    shop.host.merge('pia', 1, 'merge');
    await shop.later();
    await shop.cancel(id, version);
    await shop.get(requestsRoot, 'carla');
    const levels = new Map(
      shop.auditor.createEvent.mock.calls.map(([event]) => [
        event.eventId,
        event.severityLevel,
      ]),
    );
    expect(Object.fromEntries(levels)).toMatchObject({
      'access-request-preview': 'low',
      'access-request-create': 'medium',
      'access-request-approve-observed': 'medium',
      'access-request-merge-observed': 'medium',
      'access-request-cancel': 'medium',
      'access-request-read': 'low',
    });
  });

  it('W22: goes on where notifications cannot be sent', async () => {
    const shop = await start();
    shop.notifications.send.mockRejectedValue(new Error('no such plugin'));
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({ state: 'approved' });
  });
});
