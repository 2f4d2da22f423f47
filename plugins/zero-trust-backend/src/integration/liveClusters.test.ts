import {
  ClusterFreshness,
  ClustersResponse,
  JudgeResponse,
  PostureResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { DemoCluster, KubeObject, startCluster } from '@ztn/demo-world';
import request from 'supertest';
import { parseAllDocuments } from 'yaml';
import { kubectl } from '../testing/kubectl';
import { component, shopEntities, shopManifests } from '../testing/shopWorld';
import { allowAll, as, startTestPlugin } from '../testing/startTestPlugin';
import { waitFor } from '../testing/waitFor';

// The whole plugin against API servers on loopback that speak the real protocol.
// Every wait is for a condition; the plugin lives ten times as fast, and still has to be done in five seconds of ours.

jest.setTimeout(60_000);

const root = '/api/zero-trust/v1';
const payment = `${root}/entities/component/default/payment`;

const denyAll = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: nobody, namespace: shop }
spec: { podSelector: { matchLabels: { app: checkout } }, policyTypes: [Egress] }
`;

const authorization = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: callers, namespace: pay }
spec: { rules: [{}] }
`;

const canary = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: istiod-canary
  namespace: shop
  labels: { app: istiod, istio.io/rev: canary }
spec:
  selector: { matchLabels: { app: istiod } }
  template:
    metadata: { labels: { app: istiod, istio.io/rev: canary } }
    spec: { containers: [{ name: discovery, image: pilot }] }
`;

describe('the zero-trust backend over live clusters', () => {
  let east: DemoCluster;
  let west: DemoCluster;
  let plugin: Awaited<ReturnType<typeof startTestPlugin>>;
  const said: string[] = [];

  const objects = parseAllDocuments(shopManifests).map(
    document => document.toJS() as KubeObject,
  );

  const get = async <T>(path: string): Promise<T> => {
    const response = await request(plugin.server)
      .get(path)
      .set('authorization', as('admin'));
    said.push(JSON.stringify(response.headers), response.text);
    return response.body as T;
  };
  const judge = async (to = 'payment') => {
    const response = await request(plugin.server)
      .post(`${root}/connections/judge`)
      .set('authorization', as('admin'))
      .send({
        from: { type: 'entity', entityRef: 'component:default/checkout' },
        to: { type: 'entity', entityRef: `component:default/${to}` },
        port: 8080,
      });
    said.push(response.text);
    return response.body as JudgeResponse;
  };
  const answerIn = async (cluster: string) => {
    const { answers } = await judge();
    return answers.find(answer => answer.cluster === cluster)?.verdict;
  };
  const freshnessOf = async (cluster: string) => {
    const { clusters } = await get<PostureResponse>(`${payment}/posture`);
    return clusters.find(c => c.cluster === cluster) as ClusterFreshness;
  };
  const kindIn = async (cluster: string, kind: string) => {
    const { clusters } = await get<ClustersResponse>(`${root}/clusters`);
    return clusters
      .find(c => c.cluster === cluster)
      ?.kinds.find(k => k.kind === kind);
  };
  const allWatching = () =>
    waitFor(async () => {
      expect((await freshnessOf('east')).state).toBe('watching');
      expect((await freshnessOf('west')).state).toBe('watching');
    });

  beforeAll(async () => {
    const install = ['istio', 'cilium'] as const;
    [east, west] = await Promise.all(
      ['east', 'west'].map(name =>
        startCluster({ name, objects, install: [...install] }),
      ),
    );
    await Promise.all([east.settled(), west.settled()]);
    plugin = await startTestPlugin({
      entities: [...shopEntities, component('loner')],
      policy: allowAll,
      zeroTrust: {
        clusters: [east, west].map(({ name, url, caCert, tokens }) => ({
          name,
          url,
          caData: caCert,
          auth: { type: 'serviceAccountToken', token: tokens.reader },
        })),
      },
    });
    await allWatching();
  });

  afterAll(async () => {
    await Promise.all([east?.stop(), west?.stop()]);
  });

  it('follows a policy that is applied and deleted', async () => {
    expect((await answerIn('east'))?.outcome).toBe('allow');
    await kubectl(east).create(denyAll);
    await waitFor(async () =>
      expect(await answerIn('east')).toMatchObject({ outcome: 'deny' }),
    );
    const checkout = payment.replace('payment', 'checkout');
    const { workloads } = await get<PostureResponse>(`${checkout}/posture`);
    const egress = workloads.map(w => [w.cluster, w.isolation.egress.state]);
    expect(Object.fromEntries(egress)).toEqual({
      east: 'isolated',
      west: 'open',
    });

    await kubectl(east).delete(denyAll);
    await waitFor(async () => {
      expect(await answerIn('east')).toMatchObject({ outcome: 'allow' });
      const after = await get<PostureResponse>(`${checkout}/posture`);
      expect(after.workloads.map(w => w.isolation.egress.state)).toEqual([
        'open',
        'open',
      ]);
    });
  });

  it('answers unknown while policies may not be read, and names the right', async () => {
    const permit = east.forbid('NetworkPolicy');
    // The server asks for rights when a watch begins.
    east.cutWatches();
    await waitFor(async () =>
      expect(await answerIn('east')).toMatchObject({
        outcome: 'unknown',
        gaps: [
          {
            kind: 'NetworkPolicy',
            reason: 'forbidden',
            detail: expect.stringMatching(
              /^(list|watch) networkpolicies.networking.k8s.io$/,
            ),
          },
        ],
      }),
    );
    expect(await freshnessOf('east')).toMatchObject({
      state: 'partial',
      unreadable: ['NetworkPolicy'],
    });
    expect((await answerIn('west'))?.outcome).toBe('allow');

    permit();
    await allWatching();
    await waitFor(async () =>
      expect((await answerIn('east'))?.outcome).toBe('allow'),
    );
  });

  it('follows a kind that is removed and installed again', async () => {
    const kind = () => kindIn('east', 'AuthorizationPolicy');
    expect(await kind()).toMatchObject({ state: 'watching' });
    const install = east.uninstall('AuthorizationPolicy');
    await waitFor(async () =>
      expect(await kind()).toMatchObject({ state: 'not-installed' }),
    );
    expect((await freshnessOf('east')).state).toBe('watching');

    install();
    await waitFor(async () =>
      expect(await kind()).toMatchObject({ state: 'watching', objects: 0 }),
    );
    await kubectl(east).create(authorization);
    await waitFor(async () =>
      expect(await kind()).toMatchObject({ state: 'watching', objects: 1 }),
    );
    await kubectl(east).delete(authorization);
  });

  it('answers for one cluster while another is down, and recovers soon after', async () => {
    const listen = await west.refuseConnections();
    west.cutWatches();
    await waitFor(async () =>
      expect(await freshnessOf('west')).toMatchObject({
        state: 'stale',
        reason: 'refused',
        staleSince: expect.stringMatching(/^\d{4}-.*Z$/),
      }),
    );
    const posture = await get<PostureResponse>(`${payment}/posture`);
    expect(posture.partial).toBe(true);
    expect(posture.workloads.map(w => w.cluster).sort()).toEqual([
      'east',
      'west',
    ]);
    expect((await freshnessOf('east')).state).toBe('watching');
    expect((await answerIn('east'))?.outcome).toBe('allow');

    await listen();
    await allWatching();
    expect((await freshnessOf('west')).staleSince).toBeUndefined();
    const after = await get<PostureResponse>(`${payment}/posture`);
    expect(after.partial).toBe(false);
  });

  it('goes on after a restart that lost everything', async () => {
    await west.restart('lost');
    await kubectl(west).create(denyAll);
    await waitFor(async () =>
      expect((await answerIn('west'))?.outcome).toBe('deny'),
    );
    await kubectl(west).delete(denyAll);
    await allWatching();
  });

  it.each([
    ['watches are cut', () => east.cutWatches()],
    ['resource versions expire', () => east.expireResourceVersions()],
  ])('misses no change when %s', async (_what, happen) => {
    happen();
    await kubectl(east).create(denyAll);
    await waitFor(async () =>
      expect((await answerIn('east'))?.outcome).toBe('deny'),
    );
    happen();
    await kubectl(east).delete(denyAll);
    await waitFor(async () =>
      expect((await answerIn('east'))?.outcome).toBe('allow'),
    );
    await allWatching();
  });

  it('misses one config map of a revision that the role does not name, and no other', async () => {
    await kubectl(east).create(canary);
    await waitFor(async () =>
      expect(await kindIn('east', 'ConfigMap')).toMatchObject({
        state: 'forbidden',
        missing: 'list configmaps/istio-canary',
      }),
    );
    expect(await freshnessOf('east')).toMatchObject({
      state: 'partial',
      unreadable: ['ConfigMap istio-canary'],
    });
    await waitFor(async () => {
      const { workloads } = await get<PostureResponse>(`${payment}/posture`);
      const gaps = workloads.flatMap(w => (w.cluster === 'east' ? w.gaps : []));
      expect(gaps.filter(({ kind }) => kind === 'ConfigMap')).toEqual([
        {
          kind: 'ConfigMap',
          reason: 'forbidden',
          detail: 'ConfigMap istio-canary: list configmaps/istio-canary',
        },
      ]);
    });
    await kubectl(east).delete(canary);
    await allWatching();
  });

  it('only ever reads, never a Secret, and config maps by name', () => {
    const log = [...east.requests(), ...west.requests()].filter(
      ({ userAgent }) => userAgent === 'backstage-zero-trust',
    );
    expect(log.length).toBeGreaterThan(100);
    expect(new Set(log.map(({ method }) => method))).toEqual(new Set(['GET']));
    const asked = new Set(log.map(({ resource }) => resource));
    expect(asked).toContain('networkpolicies.networking.k8s.io');
    expect(asked).not.toContain('secrets');
    const configMaps = log.filter(({ resource }) => resource === 'configmaps');
    expect(configMaps.length).toBeGreaterThan(0);
    for (const { url } of configMaps) {
      expect(url).toMatch(/fieldSelector=metadata\.name%3D[a-z-]+/);
    }
  });

  it('tells no token, whatever goes wrong', async () => {
    const undo = await east.presentWrongCertificate();
    east.cutWatches();
    await waitFor(async () =>
      expect((await freshnessOf('east')).state).not.toBe('watching'),
    );
    await get(`${root}/clusters`);
    await judge('nobody');
    await undo();
    await allWatching();

    const { logger } = plugin;
    const logged = [logger.debug, logger.info, logger.warn, logger.error]
      .flatMap(log => log.mock.calls)
      .map(call =>
        call
          .map(part => (part instanceof Error ? part.stack : String(part)))
          .join(' '),
      );
    expect(logged.join('\n')).toContain("cluster 'east'");
    for (const { tokens } of [east, west]) {
      for (const text of [...said, ...logged]) {
        expect(text).not.toContain(tokens.reader);
      }
    }
  });
});
