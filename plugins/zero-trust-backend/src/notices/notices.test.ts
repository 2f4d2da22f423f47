import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { manualScheduler } from '../testing/manualScheduler';
import { root, useShop } from '../testing/useShop';
import { waitFor } from '../testing/waitFor';

const policy = (name: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: pay }
spec: { podSelector: {}, policyTypes: [Ingress] }
`;

describe('notices to owners', () => {
  const startShop = useShop();
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let knex: Knex;
  let now: Date;
  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    now = new Date('2026-07-01T10:00:00.000Z');
  });
  const wait = (days: number) => {
    now = new Date(now.getTime() + days * 24 * 60 * 60 * 1_000);
  };

  const start = async (
    options: { enabled?: boolean; manifests?: string; failing?: boolean } = {},
  ) => {
    const scheduler = manualScheduler();
    const sent: NotificationSendOptions[] = [];
    const world = { failing: options.failing ?? false };
    const shop = await startShop({
      manifests: options.manifests,
      clock: () => now,
      zeroTrust: {
        compliance: { notifications: { enabled: options.enabled ?? true } },
      },
      features: [
        scheduler.feature,
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () =>
            mockServices.database.mock({ getClient: async () => knex }),
        }),
      ],
    });
    shop.notifications.send.mockImplementation(async message => {
      if (world.failing) throw new Error('no such plugin');
      sent.push(message);
    });
    const closed = async () => {
      const { body } = await shop.get(`${root}/compliance?namespace=pay`);
      return body.controls.find(
        ({ id }: { id: string }) => id === 'default-deny-ingress',
      )?.counts.pass;
    };
    const settled = (pass: number) =>
      waitFor(async () => expect(await closed()).toBe(pass));
    await settled(1);
    await waitFor(async () => {
      const { body } = await shop.get(`${root}/compliance/workloads`);
      expect(
        body.items.some(
          ({ entities }: { entities: unknown[] }) => entities.length > 0,
        ),
      ).toBe(true);
    });
    const record = () => scheduler.run('zero-trust-history');
    await record();
    return { ...shop, sent, world, record, settled };
  };

  it('tell of a control that was lost, by what, once', async () => {
    const { cluster, record, settled, sent } = await start();
    expect(sent).toEqual([]);
    cluster.delete('NetworkPolicy', 'pay', 'callers');
    await settled(0);
    await record();
    await record();
    wait(1);
    await record();
    expect(sent).toMatchObject([
      {
        recipients: { type: 'entity', entityRef: ['group:default/team'] },
        payload: {
          title: 'Zero trust: payment',
          link: '/catalog/default/component/payment/zero-trust',
          severity: 'high',
          scope: 'posture:component:default/payment',
        },
      },
    ]);
    expect(sent[0].payload.description).toContain(
      'prod/pay/Deployment/payment lost "Inbound traffic denied by default", by deletion of NetworkPolicy pay/callers.',
    );
  });

  it('tell nobody unless they are switched on', async () => {
    const { cluster, record, settled, sent } = await start({ enabled: false });
    cluster.delete('NetworkPolicy', 'pay', 'callers');
    await settled(0);
    await record();
    expect(sent).toEqual([]);
  });

  it('send one message about an entity a day, and keep the rest for tomorrow', async () => {
    const { cluster, record, settled, sent } = await start();
    cluster.delete('NetworkPolicy', 'pay', 'callers');
    await settled(0);
    await record();
    cluster.apply(policy('again'));
    await settled(1);
    now = new Date(now.getTime() + 60_000);
    await record();
    cluster.delete('NetworkPolicy', 'pay', 'again');
    await settled(0);
    now = new Date('2026-07-01T23:50:00.000Z');
    await record();
    expect(sent).toHaveLength(1);
    now = new Date('2026-07-02T00:10:00.000Z');
    await record();
    expect(sent).toHaveLength(2);
    expect(sent[1].payload.description).toContain('NetworkPolicy pay/again');
  });

  it('do not tell what was repaired before the message could go out', async () => {
    const { cluster, record, settled, sent, world } = await start({
      failing: true,
    });
    cluster.delete('NetworkPolicy', 'pay', 'callers');
    await settled(0);
    await record();
    cluster.apply(policy('again'));
    await settled(1);
    world.failing = false;
    await record();
    expect(sent).toEqual([]);
  });

  it('count a message that could not be sent as not told', async () => {
    const { cluster, record, settled, sent, world } = await start({
      failing: true,
    });
    cluster.delete('NetworkPolicy', 'pay', 'callers');
    await settled(0);
    await record();
    world.failing = false;
    await record();
    expect(sent).toHaveLength(1);
  });

  it('tell the owner of an exception a week before it ends', async () => {
    const { post, record, sent } = await start();
    const { status } = await post(`${root}/waivers`, {
      control: 'default-deny-egress',
      scope: {
        type: 'workload',
        cluster: 'prod',
        workload: 'pay/Deployment/payment',
      },
      reason: 'until the mail gateway moves',
      owner: 'group:default/payments',
      expiresAt: '2026-08-01T00:00:00.000Z',
    });
    expect(status).toBe(201);
    wait(23);
    await record();
    expect(sent).toEqual([]);
    wait(2);
    await record();
    wait(1);
    await record();
    expect(sent.map(({ payload }) => payload.description)).toEqual([
      'The exception for "Outbound traffic denied by default, DNS works" ends on 2026-08-01.',
    ]);
  });

  it('tell that the time for taking plaintext is nearly over', async () => {
    const { get, record, sent } = await start({
      manifests: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: pay
  labels: { app: web, security.istio.io/tlsMode: istio }
spec:
  serviceAccountName: web
  containers:
    - { name: web, image: web, ports: [{ containerPort: 8080 }] }
    - { name: istio-proxy, image: proxy }
status: { phase: Running, podIP: 10.0.0.1 }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: mode, namespace: pay, generation: 3, creationTimestamp: '2026-01-01T00:00:00Z' }
spec: { mtls: { mode: PERMISSIVE } }
`,
    });
    await waitFor(async () => {
      const { body } = await get(`${root}/compliance`);
      expect(body.permissive).toMatchObject([{ since: '2026-07-01' }]);
    });
    await record();
    expect(sent).toEqual([]);
    wait(25);
    await record();
    await record();
    expect(sent.map(({ payload }) => payload.description)).toEqual([
      'The namespace prod/pay takes plaintext since 2026-07-01 and has to be STRICT by 2026-07-31.',
    ]);
  });
});
