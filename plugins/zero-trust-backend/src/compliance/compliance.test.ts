import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  complianceResponseSchema,
  complianceResultsResponseSchema,
  complianceWorkloadsResponseSchema,
  controlsResponseSchema,
  scoreboardResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { controls } from '@ztn/zero-trust-engine';
import { http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import request from 'supertest';
import { z } from 'zod';
import { shopEntities, shopManifests } from '../testing/shopWorld';
import { SimulatedCluster } from '../testing/simulatedCluster';
import {
  allowAll,
  as,
  startTestPlugin,
  TestPolicy,
} from '../testing/startTestPlugin';
import { waitFor } from '../testing/waitFor';

const base = '/api/zero-trust/v1';
const prod = {
  name: 'prod',
  url: 'http://cluster.test',
  auth: { type: 'none' },
};

/** Beside the shop: a workload that owns nothing and a hole in the network. */
const manifests = `${shopManifests}
---
apiVersion: v1
kind: Namespace
metadata: { name: kube-system }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: dns, namespace: kube-system }
spec:
  selector: { matchLabels: { app: dns } }
  template:
    metadata: { labels: { app: dns } }
    spec: { serviceAccountName: dns, containers: [{ name: dns, image: dns, ports: [{ containerPort: 53 }] }] }
`;

describe('compliance', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map(backend => backend.stop()));
  });

  const start = async (
    options: {
      policy?: TestPolicy;
      compliance?: JsonObject;
      forbid?: string[];
    } = {},
  ) => {
    const cluster = new SimulatedCluster(manifests, { forbid: options.forbid });
    server.use(
      ...cluster.handlers,
      http.all(/^http:\/\/(localhost|127\.0\.0\.1)[:/]/, () => passthrough()),
    );
    const plugin = await startTestPlugin({
      entities: shopEntities,
      policy: options.policy ?? allowAll,
      zeroTrust: {
        clusters: [prod],
        ...(options.compliance ? { compliance: options.compliance } : {}),
      },
    });
    running.push(plugin);
    const agent = request(plugin.server);
    const get = (path: string, user = 'admin') =>
      agent.get(`${base}${path}`).set('authorization', as(user));
    return { ...plugin, cluster, get };
  };
  /** A backend whose cluster has been assessed. */
  const assessed = async (options: Parameters<typeof start>[0] = {}) => {
    const backend = await start(options);
    await waitFor(async () => {
      const { body } = await backend.get('/compliance');
      expect(body.clusters[0].assessedAt).toEqual(expect.any(String));
      const { body: board } = await backend.get(
        '/compliance/scoreboard?by=owner',
      );
      // The catalog is read on its own.
      expect(board.items.length).toBeGreaterThan(1);
    });
    return backend;
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
  const overviewOf = async (
    backend: Awaited<ReturnType<typeof start>>,
    query = '',
  ) =>
    checked(
      complianceResponseSchema,
      (await backend.get(`/compliance${query}`)).body,
    );
  const countsIn = (
    overview: z.output<typeof complianceResponseSchema>,
    id: string,
  ) => overview.controls.find(control => control.id === id)?.counts;

  it('counts what is enforced, control by control', async () => {
    const overview = await overviewOf(await assessed());
    expect(overview).toMatchObject({ workloads: 5, partial: false });
    expect(countsIn(overview, 'default-deny-ingress')).toEqual({
      pass: 1,
      partial: 0,
      fail: 4,
      unknown: 0,
      waived: 0,
    });
    expect(countsIn(overview, 'pod-security')).toEqual({
      pass: 0,
      partial: 0,
      fail: 0,
      unknown: 4,
      waived: 0,
    });
    // Nobody asked for it, so it does not apply and counts nowhere.
    expect(countsIn(overview, 'node-encryption')).toEqual({
      pass: 0,
      partial: 0,
      fail: 0,
      unknown: 0,
      waived: 0,
    });
  });

  it('calls unknown what could not be read, and says that it is partial', async () => {
    const backend = await assessed({ forbid: ['NetworkPolicy'] });
    const overview = await overviewOf(backend);
    expect(overview.partial).toBe(true);
    expect(countsIn(overview, 'default-deny-ingress')).toMatchObject({
      pass: 0,
      fail: 0,
      unknown: 5,
    });
  });

  it.each([
    ['cluster=prod', 5],
    ['cluster=other', 0],
    ['namespace=shop', 2],
    ['owner=group:default/team', 3],
    ['owner=', 2],
    ['owner=group:default/team&namespace=pay', 1],
  ])('narrows to %s', async (query, workloads) => {
    const overview = await overviewOf(await assessed(), `?${query}`);
    expect(overview.workloads).toBe(workloads);
    const { pass, partial, fail, unknown } = countsIn(
      overview,
      'not-default-account',
    )!;
    expect(pass + partial + fail + unknown).toBe(workloads);
  });

  it('lists workloads worst first, page by page, each once', async () => {
    const backend = await assessed();
    const seen: string[] = [];
    const scores: number[] = [];
    let cursor = '';
    do {
      const { body } = await backend.get(
        `/compliance/workloads?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      const page = checked(complianceWorkloadsResponseSchema, body);
      expect(page.items.length).toBeLessThanOrEqual(2);
      expect(page.totalItems).toBe(5);
      seen.push(...page.items.map(({ id }) => id));
      scores.push(...page.items.map(({ score }) => score));
      cursor = page.nextCursor ?? '';
    } while (cursor);
    expect([...seen].sort()).toEqual([
      'prod/hush/Deployment/vault',
      'prod/kube-system/Deployment/dns',
      'prod/pay/Deployment/payment',
      'prod/shop/Deployment/checkout',
      'prod/shop/Deployment/loner',
    ]);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(seen.at(-1)).toBe('prod/pay/Deployment/payment');
  });

  it.each([
    ['control=default-deny-ingress&state=pass', ['payment']],
    ['q=VAULT', ['vault']],
    ['q=component:default/checkout', ['checkout']],
    ['sort=name', ['checkout', 'dns', 'loner', 'payment', 'vault']],
    ['sort=namespace&namespace=shop', ['checkout', 'loner']],
  ])('finds workloads by %s', async (query, names) => {
    const { get } = await assessed();
    const { body } = await get(`/compliance/workloads?${query}`);
    const { items } = checked(complianceWorkloadsResponseSchema, body);
    expect(items.map(({ name }) => name)).toEqual(names);
  });

  it('refuses to filter by a control that nobody computes', async () => {
    const { get } = await assessed();
    const { status, body } = await get('/compliance/workloads?control=magic');
    expect(status).toBe(400);
    expect(body.error.code).toBe('invalid-input');
  });

  it('shows the evidence of one workload, its namespace and its cluster', async () => {
    const { get } = await assessed();
    const { body } = await get(
      '/compliance/results?cluster=prod&workload=pay/Deployment/payment',
    );
    const { results } = checked(complianceResultsResponseSchema, body);
    const find = (id: string) => results.find(({ control }) => control === id);
    expect(find('default-deny-ingress')).toMatchObject({
      scope: 'workload',
      state: 'pass',
      evidence: [{ holds: true, object: 'NetworkPolicy pay/callers' }],
    });
    expect(find('pod-security')).toMatchObject({
      scope: 'namespace',
      evidence: [{ holds: 'unknown', object: 'Namespace pay' }],
    });
    expect(find('admission-guard')).toMatchObject({ scope: 'cluster' });
    expect(results[0].state).toBe('fail');
  });

  it('does not find what is not there', async () => {
    const { get } = await assessed();
    for (const query of [
      'cluster=prod&workload=pay/Deployment/nobody',
      'cluster=prod&namespace=nowhere',
      'cluster=nowhere',
    ]) {
      expect((await get(`/compliance/results?${query}`)).status).toBe(404);
    }
  });

  it('compares owners, and names those without one', async () => {
    const { get } = await assessed();
    const { body } = await get('/compliance/scoreboard?by=owner');
    const { items } = checked(scoreboardResponseSchema, body);
    expect(items.map(({ name, workloads }) => [name, workloads])).toEqual(
      expect.arrayContaining([
        ['group:default/team', 3],
        ['', 2],
      ]),
    );
  });

  it.each([
    ['namespace', ['hush', 'kube-system', 'pay', 'shop']],
    ['cluster', ['prod']],
  ])('compares by %s', async (by, names) => {
    const { get } = await assessed();
    const { body } = await get(`/compliance/scoreboard?by=${by}`);
    const { items } = checked(scoreboardResponseSchema, body);
    expect(items.map(({ name }) => name).sort()).toEqual(names);
  });

  it('makes a report that says what it rests on and names every workload', async () => {
    const { get } = await assessed({ forbid: ['PeerAuthentication'] });
    const { text, headers } = await get('/compliance/report.html?cluster=prod');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-disposition']).toContain('zero-trust-report.html');
    expect(text).toContain('Only cluster prod: ');
    expect(text).toContain('Not everything could be read.');
    expect(text).toContain('PeerAuthentication');
    const { body } = await get('/compliance/workloads?cluster=prod');
    for (const { id } of body.items) expect(text).toContain(id);
    for (const { title } of controls) expect(text).toContain(title);
  });

  it('exports every workload with the age of its data', async () => {
    const { get } = await assessed();
    const { text, headers } = await get('/compliance/export.csv?sort=name');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const [head, ...lines] = text.trimEnd().split('\r\n');
    const column = (name: string) => head.split(',').indexOf(name);
    expect(lines).toHaveLength(5);
    const [checkout] = lines.map(line => line.split(','));
    expect(checkout[column('name')]).toBe('checkout');
    expect(checkout[column('owners')]).toBe('group:default/team');
    expect(checkout[column('cluster_state')]).toBe('watching');
    expect(Date.parse(checkout[column('data_as_of')])).not.toBeNaN();
    expect(checkout[column('default-deny-ingress')]).toBe('fail');
    const { body } = await get('/compliance/export.json?sort=name');
    expect(checked(complianceWorkloadsResponseSchema, body).items).toHaveLength(
      5,
    );
  });

  it('describes every control, with what was tuned', async () => {
    const { get } = await assessed({
      compliance: {
        controls: {
          'token-automount': { enabled: false },
          'pod-security': { severity: 'critical' },
        },
      },
    });
    const { body } = await get('/controls');
    const told = checked(controlsResponseSchema, body).controls;
    expect(told.map(({ id }) => id)).toEqual(controls.map(({ id }) => id));
    expect(told.find(c => c.id === 'token-automount')?.enabled).toBe(false);
    expect(told.find(c => c.id === 'pod-security')?.severity).toBe('critical');
    const overview = (await get('/compliance')).body;
    const ids = overview.controls.map((c: { id: string }) => c.id);
    expect(ids).not.toContain('token-automount');
  });

  it('leaves out namespaces as told, and says how many workloads that are', async () => {
    const backend = await assessed({
      compliance: { excludeNamespaces: ['kube-system'] },
    });
    expect(await overviewOf(backend)).toMatchObject({
      workloads: 4,
      excludedWorkloads: 1,
    });
  });

  it.each([
    '/controls',
    '/compliance',
    '/compliance/scoreboard?by=owner',
    '/compliance/workloads',
    '/compliance/results?cluster=prod',
    '/compliance/export.csv',
    '/compliance/export.json',
    '/compliance/report.html',
  ])('tells %s only to who may see the fleet', async path => {
    const { get } = await start({
      policy: ({ permission }) => permission !== 'zero-trust.compliance.read',
    });
    const { status, body } = await get(path);
    expect(status).toBe(403);
    expect(body.error.code).toBe('not-allowed');
  });

  it('follows a change of the cluster', async () => {
    const backend = await assessed();
    backend.cluster.delete('NetworkPolicy', 'pay', 'callers');
    await waitFor(async () => {
      const overview = await overviewOf(backend);
      expect(countsIn(overview, 'default-deny-ingress')?.pass).toBe(0);
    });
  });
});
