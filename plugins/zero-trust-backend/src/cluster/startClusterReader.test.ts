import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  SimulatedCluster,
  SimulationOptions,
  status,
} from '../testing/simulatedCluster';
import { endlessOver, readingOf, startTestReader } from '../testing/testReader';
import { waitFor } from '../testing/waitFor';
import { ClusterReader } from './ClusterReading';

const pods = ['a', 'b', 'c', 'd', 'e']
  .map(
    name => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { containers: [{ name: main, image: web }] }
`,
  )
  .join('---');

const policy = (name: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { podSelector: {} }
`;

describe('startClusterReader', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const readers: ClusterReader[] = [];
  afterEach(() => {
    readers.splice(0).forEach(reader => reader.stop());
  });

  const start = (
    manifests: string,
    options: SimulationOptions = {},
    reading: Partial<Parameters<typeof startTestReader>[0]> = {},
  ) => {
    const cluster = new SimulatedCluster(manifests, options);
    server.use(...cluster.handlers);
    const reader = startTestReader({
      kinds: ['Pod', 'NetworkPolicy'],
      ...reading,
    });
    readers.push(reader);
    return { cluster, reader };
  };
  const becomes = (reader: ClusterReader, kind: string, state: string) =>
    waitFor(() => expect(readingOf(reader, kind).state).toBe(state));
  const names = (reader: ClusterReader) =>
    reader
      .objects()
      .map(o => (o.metadata as { name: string }).name)
      .sort();

  it('reads a list page by page', async () => {
    const { cluster, reader } = start(pods, { pageSize: 2 });
    await becomes(reader, 'Pod', 'watching');
    expect(names(reader)).toEqual(['a', 'b', 'c', 'd', 'e']);
    const tokens = cluster
      .requestsOf('Pod', 'list')
      .map(url => url.searchParams.get('continue'));
    expect(tokens).toEqual([null, '2', '4']);
  });

  it('gives items of a list the kind and version that they lack there', async () => {
    const { reader } = start(policy('one'));
    await becomes(reader, 'NetworkPolicy', 'watching');
    expect(reader.objects()).toMatchObject([
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
    ]);
  });

  it('starts a list again when its continue token expires', async () => {
    const cluster = new SimulatedCluster(pods, { pageSize: 2 });
    cluster.once('list Pod', () =>
      HttpResponse.json({
        metadata: { resourceVersion: '1', continue: 'old' },
        items: [{ metadata: { name: 'from-an-older-state', namespace: 'x' } }],
      }),
    );
    cluster.once('list Pod', () => status(410));
    server.use(...cluster.handlers);
    const reader = startTestReader({ kinds: ['Pod'] });
    readers.push(reader);
    await becomes(reader, 'Pod', 'watching');
    expect(names(reader)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('follows what is added, changed and deleted', async () => {
    const { cluster, reader } = start(pods);
    await becomes(reader, 'NetworkPolicy', 'watching');
    cluster.apply(policy('new'));
    await waitFor(() => expect(names(reader)).toContain('new'));
    cluster.delete('NetworkPolicy', 'shop', 'new');
    await waitFor(() => expect(names(reader)).not.toContain('new'));
  });

  it('does not call a heartbeat a change', async () => {
    const onChange = jest.fn();
    const { cluster, reader } = start(pods, {}, { onChange });
    await becomes(reader, 'Pod', 'watching');
    await becomes(reader, 'NetworkPolicy', 'watching');
    const before = onChange.mock.calls.length;
    const [first] = reader.objects();
    cluster.apply(`
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop, labels: { app: a }, managedFields: [{ time: now }] }
spec: { containers: [{ name: main, image: web }] }
status: { conditions: [{ type: PodScheduled, lastProbeTime: now }] }
`);
    cluster.apply(policy('mark'));
    await waitFor(() => expect(names(reader)).toContain('mark'));
    // The pod gained an empty status, which is one change of what is kept.
    expect(onChange.mock.calls.length - before).toBeLessThanOrEqual(2);
    cluster.apply(`
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop, labels: { app: a }, managedFields: [{ time: later }] }
spec: { containers: [{ name: main, image: web }] }
status: { conditions: [{ type: PodScheduled, lastProbeTime: later }] }
`);
    const kept = reader.objects().find(o => o.kind === first.kind);
    cluster.apply(policy('mark-two'));
    await waitFor(() => expect(names(reader)).toContain('mark-two'));
    expect(reader.objects()).toContain(kept);
  });

  it('watches on from the last bookmark after a normal end', async () => {
    const { cluster, reader } = start(pods);
    await becomes(reader, 'Pod', 'watching');
    cluster.bookmark('Pod');
    await waitFor(() => {
      cluster.endWatches('Pod');
      expect(cluster.requestsOf('Pod', 'watch').length).toBeGreaterThan(1);
    });
    const last = cluster.requestsOf('Pod', 'watch').at(-1);
    expect(Number(last?.searchParams.get('resourceVersion'))).toBe(106);
    expect(cluster.requestsOf('Pod', 'list')).toHaveLength(1);
  });

  it.each([
    ['an ERROR event', (c: SimulatedCluster) => c.expire('Pod')],
    [
      'a status',
      (c: SimulatedCluster) => {
        c.once('watch Pod', () => status(410));
        c.endWatches('Pod');
      },
    ],
  ])('lists again when a watch expires by %s', async (_name, expire) => {
    const { cluster, reader } = start(pods);
    await becomes(reader, 'Pod', 'watching');
    expire(cluster);
    await waitFor(() =>
      expect(cluster.requestsOf('Pod', 'list')).toHaveLength(2),
    );
    await becomes(reader, 'Pod', 'watching');
    expect(names(reader)).toHaveLength(5);
  });

  it('goes on after a dropped watch without a new list', async () => {
    const { cluster, reader } = start(pods);
    await becomes(reader, 'Pod', 'watching');
    cluster.drop('Pod');
    await waitFor(() => expect(cluster.watching('Pod')).toBe(true));
    await becomes(reader, 'Pod', 'watching');
    expect(cluster.requestsOf('Pod', 'list')).toHaveLength(1);
  });

  it('names the missing right and harms no other kind', async () => {
    const { reader } = start(pods, { forbid: ['NetworkPolicy'] });
    await becomes(reader, 'Pod', 'watching');
    await becomes(reader, 'NetworkPolicy', 'forbidden');
    expect(readingOf(reader, 'NetworkPolicy')).toMatchObject({
      missing: 'list networkpolicies.networking.k8s.io',
      objects: 0,
    });
  });

  it('names the watch when only that is missing', async () => {
    const { reader } = start(pods, { forbidWatch: ['NetworkPolicy'] });
    await becomes(reader, 'NetworkPolicy', 'forbidden');
    expect(readingOf(reader, 'NetworkPolicy').missing).toBe(
      'watch networkpolicies.networking.k8s.io',
    );
  });

  it('picks up a kind that is permitted later', async () => {
    const { cluster, reader } = start(policy('one'), {
      forbid: ['NetworkPolicy'],
    });
    await becomes(reader, 'NetworkPolicy', 'forbidden');
    cluster.options.forbid.clear();
    await becomes(reader, 'NetworkPolicy', 'watching');
    expect(names(reader)).toEqual(['one']);
  });

  it('drops what may no longer be read', async () => {
    const { cluster, reader } = start(policy('one'));
    await becomes(reader, 'NetworkPolicy', 'watching');
    cluster.options.forbid.add('NetworkPolicy');
    cluster.expire('NetworkPolicy');
    await becomes(reader, 'NetworkPolicy', 'forbidden');
    expect(reader.objects()).toEqual([]);
  });

  it('takes an absent kind as a fact, and picks it up once installed', async () => {
    const { cluster, reader } = start(
      `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: deny, namespace: shop }
spec: {}
`,
      { notInstalled: ['AuthorizationPolicy'] },
      { kinds: ['Pod', 'AuthorizationPolicy'] },
    );
    await becomes(reader, 'AuthorizationPolicy', 'not-installed');
    expect(cluster.requestsOf('AuthorizationPolicy', 'list')).toHaveLength(0);
    cluster.options.notInstalled.clear();
    await becomes(reader, 'AuthorizationPolicy', 'watching');
    expect(names(reader)).toEqual(['deny']);
  });

  it('drops the objects of a kind that is removed', async () => {
    const { cluster, reader } = start(policy('one'));
    await becomes(reader, 'NetworkPolicy', 'watching');
    cluster.options.notInstalled.add('NetworkPolicy');
    cluster.endWatches('NetworkPolicy');
    await becomes(reader, 'NetworkPolicy', 'not-installed');
    expect(reader.objects()).toEqual([]);
  });

  it('keeps a failing kind stale, with its objects, while others go on', async () => {
    const { cluster, reader } = start(`${pods}---${policy('one')}`);
    await becomes(reader, 'NetworkPolicy', 'watching');
    let failing = true;
    const fail = () => {
      if (failing) cluster.once('watch NetworkPolicy', fail);
      return failing ? status(500) : status(410);
    };
    cluster.once('watch NetworkPolicy', fail);
    cluster.endWatches('NetworkPolicy');
    await becomes(reader, 'NetworkPolicy', 'stale');
    expect(readingOf(reader, 'NetworkPolicy')).toMatchObject({
      reason: 'server-error',
      staleSince: new Date('2026-01-01T00:00:00Z'),
      objects: 1,
    });
    expect(readingOf(reader, 'Pod').state).toBe('watching');
    failing = false;
    await becomes(reader, 'NetworkPolicy', 'watching');
  });

  it('reads every kind again as soon as the cluster answers, however long it was away', async () => {
    const waits: number[] = [];
    const { cluster, reader } = start(pods, {}, { pause: endlessOver(waits) });
    await becomes(reader, 'Pod', 'watching');
    server.use(http.get('http://cluster.test/*', () => HttpResponse.error()));
    cluster.drop('Pod');
    cluster.drop('NetworkPolicy');
    const followersWait = () => waits.filter(ms => ms === 6_000).length;
    await waitFor(() => expect(followersWait()).toBe(2));
    expect(reader.reading().failure?.reason).toBe('connection-lost');
    expect(readingOf(reader, 'Pod').state).toBe('stale');

    server.use(...cluster.handlers);
    await becomes(reader, 'Pod', 'watching');
    await becomes(reader, 'NetworkPolicy', 'watching');
    expect(reader.reading().failure).toBeUndefined();
  });

  it('reads the token file again after it was rotated', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'token-'));
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, 'expired\n');
    const { reader } = start(pods, { token: 'fresh' }, { auth: { tokenFile } });
    await waitFor(() =>
      expect(reader.reading().failure?.reason).toBe('unauthorized'),
    );
    expect(readingOf(reader, 'Pod').state).toBe('unreachable');
    await writeFile(tokenFile, 'fresh\n');
    await becomes(reader, 'Pod', 'watching');
    expect(reader.reading().failure).toBeUndefined();
    await rm(folder, { recursive: true });
  });

  it('says that credentials are missing while the token file is', async () => {
    const { reader } = start(
      pods,
      {},
      { auth: { tokenFile: join(tmpdir(), 'no-such-token') } },
    );
    await waitFor(() =>
      expect(reader.reading().failure).toMatchObject({
        reason: 'credentials',
        detail: 'token file: ENOENT',
      }),
    );
  });

  it('asks for config maps by name only, and never for secrets', async () => {
    const { cluster, reader } = start(
      `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod-canary, namespace: istio-system, labels: { app: istiod, istio.io/rev: canary } }
spec: {}
`,
      {},
      { kinds: ['ConfigMap', 'Deployment'] },
    );
    await becomes(reader, 'ConfigMap', 'watching');
    await waitFor(() =>
      expect(
        new Set(
          cluster
            .requestsOf('ConfigMap', 'list')
            .map(url => url.searchParams.get('fieldSelector')),
        ),
      ).toEqual(
        new Set([
          'metadata.name=istio',
          'metadata.name=cilium-config',
          'metadata.name=istio-ca-root-cert',
          'metadata.name=istio-canary',
        ]),
      ),
    );
    expect(cluster.requests.map(url => url.pathname).join(' ')).not.toContain(
      'secrets',
    );
  });
});
