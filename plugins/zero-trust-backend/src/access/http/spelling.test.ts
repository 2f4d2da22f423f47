import { cartToPayment, requestsRoot, useAccess } from '../testing/useAccess';

jest.setTimeout(30_000);

describe('the two ends of a request', () => {
  const start = useAccess();

  it('are the same however they are spelled', async () => {
    const shop = await start();
    const shouted = {
      ...cartToPayment,
      caller: { entityRef: 'Component:Default/CART' },
      callee: { entityRef: 'component:payment' },
    };
    const first = await shop.opened('carla', shouted);
    expect(first.spec).toMatchObject({
      caller: cartToPayment.caller,
      callee: cartToPayment.callee,
    });
    expect(await shop.ask('carl')).toMatchObject({
      id: first.id,
      deduplicated: true,
    });
  });

  it('are refused with the name of the field when they are no references', async () => {
    const shop = await start();
    const { status, body } = await shop.post(
      `${requestsRoot}/preview`,
      { ...cartToPayment, callee: { entityRef: 'payment' } },
      'carla',
    );
    expect([status, body.error.code]).toEqual([400, 'INVALID_SPEC']);
    expect(body.error.message).toContain('callee.entityRef');
    const options = await shop.get(
      `${requestsRoot}/options?caller=cart&callee=component:default/payment`,
      'carla',
    );
    expect([options.status, options.body.error.code]).toEqual([
      400,
      'INVALID_SPEC',
    ]);
  });
});
