import { Entity } from '@backstage/catalog-model';
import {
  clustersResponseSchema,
  postureResponseSchema,
  SIGNAL_CHANNEL,
} from '@ztn/backstage-plugin-zero-trust-common';
import { shopEntities } from '../testing/shopWorld';
import {
  checked,
  down,
  payment,
  prod,
  useShop,
  vaultIsSecret,
} from '../testing/useShop';
import { waitFor } from '../testing/waitFor';

describe('the zero-trust backend', () => {
  const start = useShop();

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

    it('says of a missing entity that the catalog may not be done', async () => {
      const { get } = await start();
      const { status, body } = await get(
        `${payment.replace('payment', 'absent')}/posture`,
      );
      expect(status).toBe(404);
      expect(body.error.message).toMatch(
        /^no entity 'component:default\/absent' that you may read; the backend started \d+ s ago, and the catalog may still be reading its sources$/,
      );
    });

    it('says that the catalog is not ready while there is nothing in it', async () => {
      const entities: Entity[] = [];
      const { get } = await start({ entities });
      const before = await get(`${payment}/posture`);
      expect(before.status).toBe(503);
      expect(before.body.error).toMatchObject({ code: 'catalog-not-ready' });
      entities.push(...shopEntities);
      expect((await get(`${payment}/posture`)).status).toBe(200);
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
