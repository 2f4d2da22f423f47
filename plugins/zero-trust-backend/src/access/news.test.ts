import { waitFor } from '../testing/waitFor';
import {
  cartToPayment,
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

  it('tells owners and who asked, in one thread for each request', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    await waitFor(() =>
      expect(
        shop.notifications.send.mock.calls.map(([{ recipients, payload }]) => [
          'entityRef' in recipients && recipients.entityRef,
          payload.scope,
        ]),
      ).toEqual([
        [['group:default/pay-team'], `access-request:${id}`],
        [
          ['user:default/carla', 'group:default/cart-team'],
          `access-request:${id}`,
        ],
      ]),
    );
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
