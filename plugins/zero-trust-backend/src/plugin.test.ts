import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  clustersResponseSchema,
  judgeResponseSchema,
  packedPermissionsSchema,
  permissionsResponseSchema,
  postureResponseSchema,
  SIGNAL_CHANNEL,
} from '@ztn/backstage-plugin-zero-trust-common';
import { http, HttpResponse, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import request from 'supertest';
import { z } from 'zod';
import { component, shopEntities, shopManifests } from './testing/shopWorld';
import { SimulatedCluster } from './testing/simulatedCluster';
import {
  allowAll,
  as,
  startTestPlugin,
  TestPolicy,
} from './testing/startTestPlugin';
import { waitFor } from './testing/waitFor';

const payment = '/api/zero-trust/v1/entities/component/default/payment';
const prod = {
  name: 'prod',
  url: 'http://cluster.test',
  auth: { type: 'serviceAccountToken', token: 'canary-token' },
};
const down = { name: 'down', url: 'http://down.test', auth: { type: 'none' } };

/** Everybody may do anything, except that a guest knows of no vault. */
const vaultIsSecret: TestPolicy = ({ user, entityRef }) =>
  user !== 'user:default/guest' || entityRef !== 'component:default/vault';

describe('the zero-trust backend', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  /** A backend that went on reading would slow down all tests after it. */
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map(backend => backend.stop()));
  });

  const start = async (
    options: {
      policy?: TestPolicy;
      clusters?: (typeof prod | typeof down)[];
      unmappedPeers?: string;
      entities?: readonly Entity[];
      forbid?: string[];
    } = {},
  ) => {
    const cluster = new SimulatedCluster(shopManifests, {
      token: 'canary-token',
      forbid: options.forbid,
    });
    server.use(
      ...cluster.handlers,
      http.get('http://down.test/*', () => HttpResponse.error()),
      http.all(/^http:\/\/(localhost|127\.0\.0\.1)[:/]/, () => passthrough()),
    );
    const plugin = await startTestPlugin({
      entities: options.entities ?? shopEntities,
      policy: options.policy ?? allowAll,
      zeroTrust: {
        clusters: options.clusters ?? [prod],
        ...(options.unmappedPeers
          ? { unmappedPeers: options.unmappedPeers }
          : {}),
      },
    });
    running.push(plugin);
    const agent = request(plugin.server);
    const get = (path: string, user = 'admin') =>
      agent.get(path).set('authorization', as(user));
    const judge = (body: object, user = 'admin') =>
      agent
        .post('/api/zero-trust/v1/connections/judge')
        .set('authorization', as(user))
        .send(body);
    // Until the first snapshot is there.
    await waitFor(async () => {
      const { body } = await get('/api/zero-trust/v1/clusters');
      const [first] = body.clusters;
      expect(first.workloads).toBe(4);
    });
    return { ...plugin, cluster, agent, get, judge };
  };
  /** The body, which must be exactly what the schema says. */
  const checked = <S extends z.ZodType>(
    schema: S,
    body: unknown,
  ): z.output<S> => {
    const parsed = schema.parse(body);
    expect(parsed).toEqual(body);
    return parsed;
  };
  const permissionsIn = (body: unknown) => {
    checked(packedPermissionsSchema, body);
    return permissionsResponseSchema.parse(body);
  };
  const peersOf = (body: unknown) =>
    permissionsIn(body).items.flatMap(({ peer }) =>
      peer.type === 'workload' ? [peer.key] : [],
    );

  describe('posture', () => {
    it('answers with the workloads that the annotations select', async () => {
      const { get } = await start();
      const { status, body } = await get(`${payment}/posture`);
      expect(status).toBe(200);
      const posture = checked(postureResponseSchema, body);
      expect(posture).toMatchObject({
        entityRef: 'component:default/payment',
        mapping: { state: 'matched' },
        partial: false,
        workloads: [
          { cluster: 'prod', key: 'pay/Deployment/payment', name: 'payment' },
        ],
        clusters: [{ cluster: 'prod', state: 'watching', unreadable: [] }],
      });
      expect(posture.workloads[0].isolation.ingress).toEqual({
        state: 'isolated',
        by: ['NetworkPolicy pay/callers'],
      });
    });

    it('hides an entity from someone who may not read it', async () => {
      const { get } = await start({
        policy: ({ permission }) => permission === 'zero-trust.cluster.read',
      });
      const { status, body } = await get(`${payment}/posture`);
      expect(status).toBe(404);
      expect(body.error).toMatchObject({
        name: 'NotFoundError',
        code: 'entity-not-found',
      });
    });

    it('refuses someone who may read the entity and not its posture', async () => {
      const { get } = await start({
        policy: ({ permission }) => permission !== 'zero-trust.posture.read',
      });
      const { status, body } = await get(`${payment}/posture`);
      expect(status).toBe(403);
      expect(body.error).toMatchObject({ code: 'not-allowed' });
    });

    it('decides per entity', async () => {
      const { get, permissions } = await start({
        policy: ({ permission, entityRef }) =>
          permission !== 'zero-trust.posture.read' ||
          entityRef === 'component:default/payment',
      });
      expect((await get(`${payment}/posture`)).status).toBe(200);
      const checkout = payment.replace('payment', 'checkout');
      expect((await get(`${checkout}/posture`)).status).toBe(403);
      const [[asked]] = permissions.authorize.mock.calls.slice(-1);
      expect(asked).toMatchObject([
        {
          permission: { resourceType: 'catalog-entity' },
          resourceRef: 'component:default/checkout',
        },
      ]);
    });

    it('needs credentials', async () => {
      const { agent } = await start();
      const { status } = await agent
        .get(`${payment}/posture`)
        .set('authorization', 'Bearer mock-none-token');
      expect(status).toBe(401);
    });

    it('suggests annotations for an entity without any', async () => {
      const { get } = await start();
      const paper = payment.replace('payment', 'paper');
      const { body } = await get(`${paper}/posture`);
      expect(checked(postureResponseSchema, body).mapping).toEqual({
        state: 'no-annotation',
        tried: [],
        suggestion: 'backstage.io/kubernetes-id: paper\n',
      });
    });

    it('answers 304 while nothing is said anew', async () => {
      const { get, cluster } = await start();
      const first = await get(`${payment}/posture`);
      const tag = first.headers.etag;
      const again = await get(`${payment}/posture`).set('if-none-match', tag);
      expect(again.status).toBe(304);
      cluster.delete('NetworkPolicy', 'pay', 'callers');
      await waitFor(async () => {
        const changed = await get(`${payment}/posture`).set(
          'if-none-match',
          tag,
        );
        expect(changed.status).toBe(200);
        expect(changed.body.workloads[0].isolation.ingress.state).toBe('open');
      });
    });

    it('is partial while a cluster cannot be read, and never empty for it', async () => {
      const { get } = await start({ clusters: [prod, down] });
      const { body } = await get(`${payment}/posture`);
      expect(checked(postureResponseSchema, body)).toMatchObject({
        partial: true,
        clusters: [{ state: 'watching' }, { state: 'unreachable' }],
        mapping: {
          state: 'matched',
          tried: [
            { cluster: 'prod', matched: 1 },
            { cluster: 'down', matched: 0, reason: 'cluster-unreadable' },
          ],
        },
      });
    });

    it('says unknown where policies may not be read', async () => {
      const { get } = await start({ forbid: ['NetworkPolicy'] });
      const { body } = await get(`${payment}/posture`);
      const posture = checked(postureResponseSchema, body);
      expect(posture).toMatchObject({
        partial: true,
        clusters: [
          {
            state: 'partial',
            reason: 'forbidden',
            detail: 'list networkpolicies.networking.k8s.io',
            unreadable: ['NetworkPolicy'],
          },
        ],
      });
      expect(posture.workloads[0].isolation.ingress.state).toBe('unknown');
    });
  });

  describe('permissions', () => {
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
      const { get } = await start({ unmappedPeers: 'hide' });
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

  describe('judge', () => {
    const entity = (name: string) => ({
      type: 'entity',
      entityRef: `component:default/${name}`,
    });
    const workload = (name: string) => ({ type: 'workload', workload: name });

    it('judges between two entities', async () => {
      const { judge } = await start();
      const { status, body } = await judge({
        from: entity('checkout'),
        to: entity('payment'),
        port: 9999,
      });
      expect(status).toBe(200);
      expect(checked(judgeResponseSchema, body)).toMatchObject({
        outcome: 'deny',
        answers: [
          {
            cluster: 'prod',
            from: 'shop/Deployment/checkout',
            to: 'pay/Deployment/payment',
          },
        ],
        unanswered: [],
      });
    });

    it('names the rule that came closest to a refused call', async () => {
      const { judge } = await start();
      const { body } = await judge({
        from: entity('checkout'),
        to: entity('payment'),
        port: 9999,
      });
      const [answer] = checked(judgeResponseSchema, body).answers;
      expect(answer.nearest).toEqual([
        {
          layer: 'network',
          place: 'ingress',
          policy: 'NetworkPolicy pay/callers',
          path: 'spec.ingress[0]',
          misses: [{ part: 'traffic', wants: ['TCP 8080'], has: 'TCP 9999' }],
        },
      ]);
      expect(answer.remedy).toBeUndefined();
    });

    it('says what would allow a refused call, when asked to', async () => {
      const { judge } = await start();
      const { body } = await judge({
        from: entity('checkout'),
        to: entity('payment'),
        port: 9999,
        remedy: true,
      });
      const [answer] = checked(judgeResponseSchema, body).answers;
      expect(answer.remedy).toMatchObject({
        state: 'proven',
        objects: [{ kind: 'NetworkPolicy', namespace: 'pay' }],
        opens: [],
        opensHidden: 0,
        outcome: 'allow',
      });
    });

    it('names nobody among those that a rule admits whom the caller may not read', async () => {
      const { judge } = await start({ policy: vaultIsSecret });
      const ask = async (user: string) => {
        const question = {
          from: { type: 'reserved', peer: 'world' },
          to: entity('payment'),
          port: 8080,
        };
        const { body } = await judge(question, user);
        const [answer] = checked(judgeResponseSchema, body).answers;
        return answer.nearest?.flatMap(({ misses }) => misses[0].wants);
      };
      expect(await ask('admin')).toContain('hush/Deployment/vault');
      expect(await ask('guest')).toEqual([
        'shop/Deployment/checkout',
        'shop/Deployment/loner',
      ]);
    });

    it('treats a workload that may not be read as one that is not there', async () => {
      const { judge } = await start({ policy: vaultIsSecret });
      const ask = (from: string, user: string) =>
        judge(
          { from: workload(from), to: entity('payment'), port: 8080 },
          user,
        );
      const hidden = await ask('hush/Deployment/vault', 'guest');
      const absent = await ask('hush/Deployment/absent', 'guest');
      expect(hidden.status).toBe(404);
      expect(hidden.body.error.message).toBe(absent.body.error.message);
      expect((await ask('hush/Deployment/vault', 'admin')).status).toBe(200);
    });

    it('treats an entity that may not be read as one that is not there', async () => {
      const { judge } = await start({ policy: vaultIsSecret });
      const { status, body } = await judge(
        { from: entity('vault'), to: entity('payment'), port: 8080 },
        'guest',
      );
      expect(status).toBe(404);
      expect(body.error.code).toBe('entity-not-found');
    });

    it('needs an entity whose posture the caller may read', async () => {
      const { judge } = await start({
        policy: ({ permission }) => permission !== 'zero-trust.posture.read',
      });
      const { status } = await judge({
        from: entity('checkout'),
        to: entity('payment'),
        port: 8080,
      });
      expect(status).toBe(403);
    });

    it('refuses a question without an entity', async () => {
      const { judge } = await start();
      const { status, body } = await judge({
        from: workload('shop/Deployment/checkout'),
        to: workload('pay/Deployment/payment'),
        port: 8080,
      });
      expect(status).toBe(400);
      expect(body.error.message).toBe(
        `'from' or 'to' must be a catalog entity`,
      );
    });

    it('is unknown while a cluster that could hold both ends cannot be read', async () => {
      const { judge } = await start({ clusters: [prod, down] });
      const { body } = await judge({
        from: { type: 'reserved', peer: 'world' },
        to: entity('payment'),
        port: 8080,
      });
      expect(checked(judgeResponseSchema, body).unanswered).toEqual([
        { cluster: 'down', reason: 'cluster-unavailable' },
      ]);
      expect(['unknown', 'deny']).toContain(body.outcome);
    });
  });

  describe('clusters', () => {
    it('tells how each kind is read', async () => {
      const { get } = await start({ forbid: ['NetworkPolicy'] });
      const { status, body } = await get('/api/zero-trust/v1/clusters');
      expect(status).toBe(200);
      const [cluster] = checked(clustersResponseSchema, body).clusters;
      expect(cluster.kinds).toContainEqual(
        expect.objectContaining({
          kind: 'NetworkPolicy',
          state: 'forbidden',
          missing: 'list networkpolicies.networking.k8s.io',
        }),
      );
    });

    it('is for those who hold its permission', async () => {
      const { get } = await start({
        policy: ({ user }) => user !== 'user:default/guest',
      });
      const { status } = await get('/api/zero-trust/v1/clusters', 'guest');
      expect(status).toBe(403);
    });
  });

  it('describes itself', async () => {
    const { get } = await start();
    const { body } = await get('/api/zero-trust/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/v1/connections/judge', '/v1/compliance']),
    );
    expect(
      body.paths['/v1/clusters'].get.responses['200'].content[
        'application/json'
      ].schema.properties,
    ).toHaveProperty('clusters');
  });

  it('audits who asked for what, the refused included', async () => {
    const { get, auditor } = await start({ policy: vaultIsSecret });
    await get(`${payment}/posture`);
    await get(`${payment.replace('payment', 'vault')}/posture`, 'guest');
    const events = auditor.createEvent.mock.calls.map(([event]) => event);
    expect(events).toContainEqual(
      expect.objectContaining({
        eventId: 'posture-fetch',
        severityLevel: 'low',
        meta: { entityRef: 'component:default/payment' },
      }),
    );
    const written = await auditor.createEvent.mock.results.at(-1)?.value;
    expect(written.fail).toHaveBeenCalledTimes(1);
    expect(written.success).not.toHaveBeenCalled();
  });

  it('hints at changes without saying what changed', async () => {
    const { signals, cluster } = await start();
    signals.publish.mockClear();
    cluster.delete('NetworkPolicy', 'pay', 'callers');
    await waitFor(() =>
      expect(signals.publish).toHaveBeenCalledWith({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNEL,
        message: {
          kind: 'snapshot-changed',
          cluster: 'prod',
          generation: expect.any(Number),
        },
      }),
    );
  });

  it('gives no credential away', async () => {
    const { get, judge } = await start({ clusters: [prod, down] });
    const answers = [
      await get(`${payment}/posture`),
      await get(`${payment}/permissions?direction=inbound`),
      await get('/api/zero-trust/v1/clusters'),
      await get(`${payment}/permissions`),
      await judge({ from: 1 }),
    ];
    for (const { text } of answers) expect(text).not.toContain('canary');
  });
});
