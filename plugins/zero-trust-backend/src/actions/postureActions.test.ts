import { payment, root, useShop, vaultIsSecret } from '../testing/useShop';
import { TestPolicy } from '../testing/startTestPlugin';
import { waitFor } from '../testing/waitFor';
import {
  actionsFeature,
  invokeActions,
  refusal,
} from './testing/invokeActions';

jest.setTimeout(60_000);

describe('actions about posture', () => {
  const startShop = useShop();
  const start = async (policy?: TestPolicy) => {
    const shop = await startShop({ policy, features: [actionsFeature] });
    return { ...shop, ...invokeActions(shop.server) };
  };
  const nobodyReadsPosture: TestPolicy = ({ permission }) =>
    permission !== 'zero-trust.posture.read';

  it('are marked as reading only, and as safe to repeat', async () => {
    const shop = await start();
    const actions = await shop.list();
    expect(actions.map(({ name }) => name)).toEqual([
      'get-service-posture',
      'list-service-permissions',
      'explain-connection',
      'get-compliance-summary',
      'list-noncompliant-services',
    ]);
    for (const { attributes } of actions) {
      expect(attributes).toEqual({
        readOnly: true,
        destructive: false,
        idempotent: true,
      });
    }
  });

  it('tell the same posture as the route', async () => {
    const shop = await start();
    const { body } = await shop.get(`${payment}/posture`);
    const answer = await shop.invoke('get-service-posture', {
      entityRef: 'payment',
    });
    expect(answer.status).toBe(200);
    const [workload] = body.workloads;
    expect(answer.body.output).toMatchObject({
      entityRef: 'component:default/payment',
      mapping: { state: 'matched' },
      partial: body.partial,
      workloads: [
        {
          cluster: 'prod',
          workload: 'pay/Deployment/payment',
          mtls: workload.mtls.headline,
          inbound: {
            isolation: 'isolated',
            workloads: workload.inbound.workloads,
          },
          outbound: { isolation: 'open' },
        },
      ],
    });
  });

  it.each([
    ['get-service-posture', {}, 'posture'],
    [
      'list-service-permissions',
      { direction: 'inbound' },
      'permissions?direction=inbound',
    ],
  ])(
    '%s says of a hidden entity what the route says, and of a missing one',
    async (name, input, route) => {
      const shop = await start(vaultIsSecret);
      const invoke = (entity: string) =>
        shop.invoke(
          name,
          { ...input, entityRef: `component:default/${entity}` },
          'guest',
        );
      const routed = await shop.get(
        `${root}/entities/component/default/vault/${route}`,
        'guest',
      );
      const hidden = refusal(await invoke('vault'), 'vault');
      expect(hidden).toEqual(refusal(routed, 'vault'));
      expect(hidden.slice(0, 2)).toEqual([404, 'entity-not-found']);
      expect(refusal(await invoke('absent'), 'absent')).toEqual(hidden);
    },
  );

  it.each([
    ['get-service-posture', { entityRef: 'payment' }],
    [
      'list-service-permissions',
      { entityRef: 'payment', direction: 'outbound' },
    ],
    ['explain-connection', { from: 'world', to: 'payment', port: 8080 }],
  ])('%s needs the permission to read posture', async (name, input) => {
    const shop = await start(nobodyReadsPosture);
    const answer = await shop.invoke(name, input);
    expect([answer.status, answer.body.error.code]).toEqual([
      403,
      'not-allowed',
    ]);
  });

  it('count the peers that the asker may not read, and name none of them', async () => {
    const shop = await start(vaultIsSecret);
    const ask = async (user: string) => {
      const { body } = await shop.invoke(
        'list-service-permissions',
        { entityRef: 'payment', direction: 'inbound', outcome: 'allow' },
        user,
      );
      return body.output;
    };
    const all = await ask('admin');
    expect(JSON.stringify(all)).toContain('hush/Deployment/vault');
    const some = await ask('guest');
    expect(JSON.stringify(some)).not.toContain('vault');
    expect(some.hiddenPeers).toBe(all.hiddenPeers + 1);
  });

  it('give a page of permissions, and the next one', async () => {
    const shop = await start();
    const page = async (cursor?: string) => {
      const { body } = await shop.invoke('list-service-permissions', {
        entityRef: 'payment',
        direction: 'inbound',
        limit: 1,
        cursor,
      });
      return body.output;
    };
    const first = await page();
    const second = await page(first.nextCursor);
    expect(first.items).toHaveLength(1);
    expect(second.items).toHaveLength(1);
    expect(second.items).not.toEqual(first.items);
    expect(first.totalItems).toBeGreaterThan(1);
  });

  it.each([
    [8080, 'allow'],
    [9999, 'deny'],
  ])('explain a call to port %d: %s', async (port, outcome) => {
    const shop = await start();
    const { body } = await shop.invoke('explain-connection', {
      from: 'component:default/checkout',
      to: 'payment',
      port,
    });
    expect(body.output).toMatchObject({
      outcome,
      answers: [
        {
          from: 'shop/Deployment/checkout',
          to: 'pay/Deployment/payment',
          outcome,
        },
      ],
      unanswered: [],
    });
    const { layers } = body.output.answers[0];
    expect(JSON.stringify(layers)).toContain('NetworkPolicy pay/callers');
  });

  it('explain no call of an entity that may not be read', async () => {
    const shop = await start(vaultIsSecret);
    const explain = (from: string) =>
      shop.invoke(
        'explain-connection',
        { from: `component:default/${from}`, to: 'payment', port: 8080 },
        'guest',
      );
    const hidden = refusal(await explain('vault'), 'vault');
    expect(hidden.slice(0, 2)).toEqual([404, 'entity-not-found']);
    expect(refusal(await explain('absent'), 'absent')).toEqual(hidden);
  });

  it('say which part of the input is wrong', async () => {
    const shop = await start();
    const port = await shop.invoke('explain-connection', {
      from: 'checkout',
      to: 'payment',
      port: 0,
    });
    expect(port.status).toBe(400);
    expect(port.body.error.message).toContain('port');
    const ref = await shop.invoke('get-service-posture', {
      entityRef: '../../etc:x/y/z',
    });
    expect([ref.status, ref.body.error.code]).toEqual([400, 'invalid-input']);
    const noEntity = await shop.invoke('explain-connection', {
      from: 'world',
      to: 'host',
      port: 80,
    });
    expect(noEntity.body.error.message).toMatch(/must be a catalog entity/);
  });

  it('summarise compliance as the routes do', async () => {
    const shop = await start();
    // The controls follow the first snapshot a moment later.
    const routed = await waitFor(async () => {
      const { body } = await shop.get(
        `${root}/compliance/workloads?state=fail&limit=50`,
      );
      expect(body.items.length).toBeGreaterThan(0);
      return body;
    });
    const failing = await shop.invoke('list-noncompliant-services', {
      limit: 50,
    });
    expect(
      failing.body.output.items.map(
        ({ workload, fail }: { workload: string; fail: string[] }) => ({
          workload,
          fails: fail.length,
        }),
      ),
    ).toEqual(
      routed.items.map(
        ({ key, counts }: { key: string; counts: { fail: number } }) => ({
          workload: key,
          fails: counts.fail,
        }),
      ),
    );
    const { body } = await shop.get(`${root}/compliance`);
    const summary = await shop.invoke('get-compliance-summary', {});
    expect(summary.body.output.controls).toEqual(body.controls);
  });

  it('hide compliance from those who may not see the whole fleet', async () => {
    const shop = await start(
      ({ user, permission }) =>
        user === 'user:default/admin' ||
        permission !== 'zero-trust.compliance.read',
    );
    const names = async (user: string) =>
      (await shop.list(user)).map(({ name }) => name);
    for (const name of [
      'get-compliance-summary',
      'list-noncompliant-services',
    ]) {
      expect(await names('admin')).toContain(name);
      expect(await names('guest')).not.toContain(name);
      expect((await shop.invoke(name, {}, 'guest')).status).toBe(404);
    }
  });

  it('answer a service as the routes do, and nobody without credentials', async () => {
    const shop = await start();
    const input = { entityRef: 'payment' };
    const asService = await shop.invokeAsService('get-service-posture', input);
    expect(asService.status).toBe(200);
    const asNobody = await shop.invokeAsNobody('get-service-posture', input);
    expect(asNobody.status).toBeGreaterThanOrEqual(401);
  });

  it('leave the event of the route, with the action and who asked', async () => {
    const shop = await start(vaultIsSecret);
    shop.auditor.createEvent.mockClear();
    await shop.invoke('get-service-posture', { entityRef: 'vault' }, 'guest');
    expect(shop.auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'posture-fetch',
      severityLevel: 'low',
      meta: {
        entityRef: 'component:default/vault',
        action: 'get-service-posture',
        asker: 'user:default/guest',
      },
    });
    const [{ value }] = shop.auditor.createEvent.mock.results;
    expect((await value).fail).toHaveBeenCalled();
  });
});
