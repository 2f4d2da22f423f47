import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  ComplianceResponse,
  ControlEvent,
  controlEventsResponseSchema,
  historyResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Knex } from 'knex';
import { manualScheduler } from '../testing/manualScheduler';
import { checked, root, ShopOptions, useShop } from '../testing/useShop';
import { waitFor } from '../testing/waitFor';

/** A pod in the mesh of a namespace that takes plaintext. */
const permissive = `
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
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
metadata: { name: mode, namespace: shop, generation: 3, creationTimestamp: '2026-01-01T00:00:00Z' }
spec: { mtls: { mode: PERMISSIVE } }
`;

describe('history', () => {
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

  const start = async (options: ShopOptions = {}) => {
    const scheduler = manualScheduler();
    const database = createServiceFactory({
      service: coreServices.database,
      deps: {},
      factory: () =>
        mockServices.database.mock({ getClient: async () => knex }),
    });
    const shop = await startShop({
      ...options,
      clock: () => now,
      features: [scheduler.feature, database],
    });
    const overview = async (): Promise<ComplianceResponse> =>
      (await shop.get(`${root}/compliance`)).body;
    const counts = async (id: string) =>
      (await overview()).controls.find(control => control.id === id)?.counts;
    await waitFor(async () =>
      expect((await overview()).clusters[0].assessedAt).toBeDefined(),
    );
    const record = () => scheduler.run('zero-trust-history');
    const days = async (query = '') =>
      checked(
        historyResponseSchema,
        (await shop.get(`${root}/compliance/history${query}`)).body,
      ).days;
    const events = async (query = ''): Promise<readonly ControlEvent[]> =>
      checked(
        controlEventsResponseSchema,
        (await shop.get(`${root}/compliance/events${query}`)).body,
      ).items;
    return { ...shop, scheduler, overview, counts, record, days, events };
  };

  it('keeps one line per day, the last word of each', async () => {
    const { record, days, cluster, counts } = await start();
    await record();
    await record();
    wait(1);
    await record();
    cluster.delete('NetworkPolicy', 'pay', 'callers');
    await waitFor(async () =>
      expect(await counts('default-deny-ingress')).toMatchObject({ pass: 0 }),
    );
    await record();
    wait(2);
    await record();
    const ingress = await days('?control=default-deny-ingress');
    expect(
      ingress.map(({ day, counts: { pass, fail } }) => [day, pass, fail]),
    ).toEqual([
      ['2026-07-01', 1, 3],
      ['2026-07-02', 0, 4],
      // Nobody looked on the third: no line, and no invented one.
      ['2026-07-04', 0, 4],
    ]);
    expect(
      (await days('?control=default-deny-ingress&namespace=pay')).map(
        ({ counts: { pass } }) => pass,
      ),
    ).toEqual([1, 0, 0]);
    expect(await days('?days=2')).toHaveLength(1);
  });

  it('tells what was lost, when, and by which deletion', async () => {
    const { record, events, cluster, counts } = await start();
    await record();
    expect(await events()).toEqual([]);
    now = new Date('2026-07-01T10:42:00.000Z');
    cluster.delete('NetworkPolicy', 'pay', 'callers');
    await waitFor(async () =>
      expect(await counts('default-deny-ingress')).toMatchObject({ pass: 0 }),
    );
    await record();
    const [event, ...others] = await events(
      '?control=default-deny-ingress&workload=pay/Deployment/payment',
    );
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      at: '2026-07-01T10:42:00.000Z',
      cluster: 'prod',
      namespace: 'pay',
      workload: 'pay/Deployment/payment',
      before: 'pass',
      after: 'fail',
      cause: 'deleted',
      object: 'NetworkPolicy pay/callers',
    });
    await record();
    expect(await events('?control=default-deny-ingress')).toHaveLength(1);
  });

  it('tells what was won, and by which object', async () => {
    const { record, events, cluster, counts } = await start();
    await record();
    cluster.apply(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: hush }
spec: { podSelector: {}, policyTypes: [Ingress] }
`);
    await waitFor(async () =>
      expect(await counts('default-deny-ingress')).toMatchObject({ pass: 2 }),
    );
    await record();
    expect(await events('?control=default-deny-ingress')).toMatchObject([
      {
        workload: 'hush/Deployment/vault',
        before: 'fail',
        after: 'pass',
        cause: 'created',
        object: 'NetworkPolicy hush/closed',
      },
    ]);
  });

  it('pages through events, each once', async () => {
    const { record, get, cluster, counts } = await start();
    await record();
    cluster.delete('NetworkPolicy', 'pay', 'callers');
    await waitFor(async () =>
      expect(await counts('default-deny-ingress')).toMatchObject({ pass: 0 }),
    );
    await record();
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(
        `${root}/compliance/events?limit=1${cursor && `&cursor=${cursor}`}`,
      );
      const page = checked(controlEventsResponseSchema, body);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? '';
    } while (cursor);
    expect(seen.length).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('counts the days of PERMISSIVE from first sight, and through a restart', async () => {
    const first = await start({ manifests: permissive });
    await first.record();
    await waitFor(async () =>
      expect((await first.overview()).permissive).toMatchObject([
        { namespace: 'shop', since: '2026-07-01', days: 0 },
      ]),
    );
    await first.stop();
    wait(29);
    const second = await start({ manifests: permissive });
    await waitFor(async () =>
      expect((await second.overview()).permissive).toMatchObject([
        { namespace: 'shop', since: '2026-07-01', days: 29 },
      ]),
    );
    expect(await second.counts('permissive-age')).toMatchObject({ pass: 1 });
    await second.stop();
    wait(2);
    const third = await start({ manifests: permissive });
    await waitFor(async () =>
      expect(await third.counts('permissive-age')).toMatchObject({ fail: 1 }),
    );
    third.cluster.apply(permissive.replace('PERMISSIVE', 'STRICT'));
    await waitFor(async () =>
      expect((await third.overview()).permissive).toEqual([]),
    );
    await third.record();
    expect(await knex('zt_permissive')).toEqual([]);
    // Three backends start, one after the other.
  }, 20_000);

  it('writes nothing of a cluster that it cannot follow', async () => {
    const { record, days, cluster, overview } = await start();
    cluster.options.token = 'another-token';
    ['NetworkPolicy', 'Pod', 'Deployment'].forEach(kind => cluster.drop(kind));
    await waitFor(async () =>
      expect((await overview()).clusters[0].state).toBe('stale'),
    );
    await record();
    expect(await days()).toEqual([]);
  });

  it('forgets what is older than it may be', async () => {
    const { record, days, scheduler } = await start({
      zeroTrust: { compliance: { history: { retention: 'P30D' } } },
    });
    await record();
    wait(20);
    await record();
    wait(20);
    await record();
    await scheduler.run('zero-trust-history-retention');
    expect((await days()).map(({ day }) => day)).toEqual([
      '2026-07-21',
      '2026-08-10',
    ]);
  });

  it('tells the past only to who may see the fleet', async () => {
    const { get } = await start({
      policy: ({ user, permission }) =>
        user === 'user:default/admin' || !permission.includes('compliance'),
    });
    for (const path of ['history', 'events']) {
      const { status } = await get(`${root}/compliance/${path}`, 'guest');
      expect(status).toBe(403);
    }
  });
});
