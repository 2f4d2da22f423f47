import {
  complianceResponseSchema,
  complianceResultsResponseSchema,
  Waiver,
  waiverSchema,
  waiversResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { checked, root, ShopOptions, useShop } from '../testing/useShop';
import { waitFor } from '../testing/waitFor';

describe('waivers', () => {
  const startShop = useShop();
  let now = new Date('2026-07-01T12:00:00.000Z');
  beforeEach(() => {
    now = new Date('2026-07-01T12:00:00.000Z');
  });
  const days = (count: number) =>
    new Date(now.getTime() + count * 24 * 60 * 60 * 1_000).toISOString();

  const start = async (options: ShopOptions = {}) => {
    const shop = await startShop({ ...options, clock: () => now });
    await waitFor(async () => {
      const { body } = await shop.get(`${root}/compliance`);
      expect(body.clusters[0].assessedAt).toBeDefined();
    });
    const countsOf = async (id: string) => {
      const { body } = await shop.get(`${root}/compliance`);
      return checked(complianceResponseSchema, body).controls.find(
        control => control.id === id,
      )?.counts;
    };
    const list = async (query = '') =>
      checked(
        waiversResponseSchema,
        (await shop.get(`${root}/waivers${query}`)).body,
      ).items;
    return { ...shop, countsOf, list };
  };
  const forCheckout = (change: object = {}) => ({
    control: 'default-deny-ingress',
    scope: {
      type: 'workload',
      cluster: 'prod',
      workload: 'shop/Deployment/checkout',
    },
    reason: 'until the gateway moves in October',
    owner: 'group:default/team',
    expiresAt: days(30),
    ...change,
  });

  it('accepts what fails, says who did, and shows what it would be', async () => {
    const { get, post, countsOf } = await start();
    expect(await countsOf('default-deny-ingress')).toMatchObject({
      fail: 3,
      waived: 0,
    });
    const { status, body } = await post(`${root}/waivers`, forCheckout());
    expect(status).toBe(201);
    expect(checked(waiverSchema, body)).toMatchObject({
      createdBy: 'user:default/admin',
      createdAt: now.toISOString(),
      state: 'active',
    });
    expect(await countsOf('default-deny-ingress')).toMatchObject({
      fail: 2,
      waived: 1,
    });
    const { body: results } = await get(
      `${root}/compliance/results?cluster=prod&workload=shop/Deployment/checkout`,
    );
    expect(
      checked(complianceResultsResponseSchema, results).results.find(
        ({ control }) => control === 'default-deny-ingress',
      ),
    ).toMatchObject({ state: 'waived', actual: 'fail', waiver: body.id });
  });

  it('falls back to fail by itself when the time is over', async () => {
    const { post, countsOf, list } = await start();
    await post(`${root}/waivers`, forCheckout({ expiresAt: days(30) }));
    now = new Date('2026-07-31T11:59:59.000Z');
    expect(await countsOf('default-deny-ingress')).toMatchObject({ waived: 1 });
    now = new Date('2026-07-31T12:00:00.000Z');
    expect(await countsOf('default-deny-ingress')).toMatchObject({
      fail: 3,
      waived: 0,
    });
    expect(await list()).toEqual([]);
    expect(await list('?state=past')).toMatchObject([{ state: 'expired' }]);
  });

  it.each([
    ['namespace', { type: 'namespace', cluster: 'prod', namespace: 'shop' }, 2],
    ['cluster', { type: 'cluster', cluster: 'prod' }, 3],
  ])('covers a whole %s', async (_name, scope, waived) => {
    const { post, countsOf } = await start();
    await post(`${root}/waivers`, forCheckout({ scope }));
    expect(await countsOf('default-deny-ingress')).toMatchObject({ waived });
  });

  it('covers a permission only while nothing else is missing', async () => {
    const open = (name: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: hush }
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }]
`;
    const shop = await start({ manifests: open('open') });
    await shop.post(
      `${root}/waivers`,
      forCheckout({
        control: 'not-open-to-world',
        scope: {
          type: 'permission',
          cluster: 'prod',
          workload: 'hush/Deployment/vault',
          object: 'NetworkPolicy hush/open',
        },
      }),
    );
    expect(await shop.countsOf('not-open-to-world')).toMatchObject({
      waived: 1,
    });
    shop.cluster.delete('NetworkPolicy', 'hush', 'open');
    await waitFor(async () => {
      // Open for another reason now, which nobody accepted.
      expect(await shop.countsOf('not-open-to-world')).toMatchObject({
        waived: 0,
      });
    });
  });

  it('refuses a second one for the same, until the first is ended', async () => {
    const { post, remove, list } = await start();
    const { body: first } = await post(`${root}/waivers`, forCheckout());
    const second = await post(`${root}/waivers`, forCheckout());
    expect(second.status).toBe(409);
    expect(second.body.error.code).toBe('conflict');
    expect((await remove(`${root}/waivers/${first.id}`, 'boss')).status).toBe(
      204,
    );
    expect(await list('?state=past')).toMatchObject([
      { state: 'ended', endedBy: 'user:default/boss' },
    ]);
    expect((await remove(`${root}/waivers/${first.id}`)).status).toBe(409);
    expect((await post(`${root}/waivers`, forCheckout())).status).toBe(201);
  });

  it('lists soon ending first', async () => {
    const { post, list } = await start();
    for (const [workload, end] of [
      ['shop/Deployment/checkout', 60],
      ['shop/Deployment/loner', 10],
      ['hush/Deployment/vault', 30],
    ] as const) {
      await post(
        `${root}/waivers`,
        forCheckout({
          scope: { type: 'workload', cluster: 'prod', workload },
          expiresAt: days(end),
        }),
      );
    }
    const workloads = (items: readonly Waiver[]) =>
      items.map(({ scope }) => ('workload' in scope ? scope.workload : ''));
    expect(workloads(await list())).toEqual([
      'shop/Deployment/loner',
      'hush/Deployment/vault',
      'shop/Deployment/checkout',
    ]);
    expect(workloads(await list('?q=VAULT'))).toEqual([
      'hush/Deployment/vault',
    ]);
    expect(await list('?control=strict-mtls')).toEqual([]);
  });

  it.each([
    ['a control that is not computed', { control: 'magic' }],
    ['a reason that says nothing', { reason: 'because' }],
    ['an owner that is no reference', { owner: 'me' }],
    ['the past', { expiresAt: '2026-06-30T00:00:00Z' }],
    ['more than it may last', { expiresAt: '2027-06-30T00:00:00Z' }],
    ['no time at all', { expiresAt: 'tomorrow' }],
    [
      'a workload that is not there',
      { scope: { type: 'workload', cluster: 'prod', workload: 'a/b/c' } },
    ],
    [
      'a namespace that is not there',
      { scope: { type: 'namespace', cluster: 'prod', namespace: 'none' } },
    ],
    [
      'a cluster that is not configured',
      { scope: { type: 'cluster', cluster: 'none' } },
    ],
    [
      'a workload where the control is about namespaces',
      { control: 'pod-security' },
    ],
    ['an unknown field', { forever: true }],
  ])('refuses %s', async (_name, change) => {
    const { post, list } = await start();
    const { status, body } = await post(`${root}/waivers`, forCheckout(change));
    expect(status).toBe(400);
    expect(body.error.code).toBe('invalid-input');
    expect(await list()).toEqual([]);
  });

  it('lets the operator say how long one may last', async () => {
    const { post } = await start({
      zeroTrust: { compliance: { waivers: { maxAge: 'P7D' } } },
    });
    const refused = await post(`${root}/waivers`, forCheckout());
    expect(refused.body.error.message).toContain('at most 7 days');
  });

  it('asks for a permission of its own for each step', async () => {
    const { get, post, remove } = await start({
      policy: ({ user, permission }) =>
        user === 'user:default/admin' || !permission.includes('waiver'),
    });
    expect((await post(`${root}/waivers`, forCheckout(), 'guest')).status).toBe(
      403,
    );
    const { body } = await post(`${root}/waivers`, forCheckout());
    expect((await get(`${root}/waivers`, 'guest')).status).toBe(200);
    expect((await remove(`${root}/waivers/${body.id}`, 'guest')).status).toBe(
      403,
    );
  });

  it('audits who accepted what, the refused included', async () => {
    const { post, auditor } = await start();
    await post(`${root}/waivers`, forCheckout());
    await post(`${root}/waivers`, forCheckout());
    const events = auditor.createEvent.mock.calls
      .map(([event]) => event)
      .filter(({ eventId }) => eventId === 'waiver-create');
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({
      severityLevel: 'medium',
      meta: { control: 'default-deny-ingress', owner: 'group:default/team' },
    });
  });
});
