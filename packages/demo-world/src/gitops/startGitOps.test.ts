import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DemoCluster } from '../cluster/DemoCluster';
import { startCluster } from '../cluster/startCluster';
import { Seed } from '../git/host/seedRepository';
import { RunningGitHost, startGitHost } from '../git/startGitHost';
import { KubeObject } from '../store/KubeObject';
import { GitOps, startGitOps } from './startGitOps';

const folder = 'clusters/one/policies';

const policy = (name: string, spec = 'podSelector: {}') =>
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: shop
spec:
  ${spec}
`;

const elif = {
  id: 1,
  login: 'elif',
  fullName: 'Elif',
  email: 'elif@shop.example',
  teams: [],
  role: 'admin' as const,
};

const networkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
};

let directory: string;
let host: RunningGitHost;
let cluster: DemoCluster;
let gitOps: GitOps;

const start = async (seed: Seed) => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'gitops-'));
  host = await startGitHost({
    directory,
    users: [elif],
    repositories: [{ owner: 'shop', name: 'policies', seed }],
  });
  cluster = await startCluster({
    name: 'one',
    install: ['flux'],
    objects: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    ],
  });
  gitOps = startGitOps({
    repository: host.repository('shop', 'policies'),
    url: `${host.url}/shop/policies`,
    clusters: [cluster],
    folderOf: name => `clusters/${name}/policies`,
    every: 60_000,
  });
  await gitOps.settled();
};

afterEach(async () => {
  await gitOps.stop();
  await cluster.stop();
  await host.stop();
  rmSync(directory, { recursive: true });
});

const commit = async (files: Record<string, string | undefined>) => {
  const sha = await host.repository('shop', 'policies').commit(elif, {
    branch: 'main',
    message: 'Change policies',
    changes: Object.entries(files).map(([file, text]) => ({
      path: file,
      bytes: text === undefined ? undefined : Buffer.from(text),
    })),
  });
  await gitOps.settled();
  return sha;
};

const find = (name: string): KubeObject | undefined =>
  cluster.get({ ...networkPolicy, namespace: 'shop', name });

const report = () => {
  const found = cluster.get({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    namespace: 'flux-system',
    name: 'policies',
  });
  const status = (found?.status ?? {}) as Record<string, unknown>;
  const [condition] = (status.conditions ?? []) as Record<string, unknown>[];
  return { spec: found?.spec, status, ready: condition };
};

it('applies what is on the branch, with labels that say where it is from', async () => {
  await start({ [`${folder}/shop/deny.yaml`]: policy('deny') });
  expect(find('deny')?.metadata.labels).toEqual({
    'kustomize.toolkit.fluxcd.io/name': 'policies',
    'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
  });
  expect(find('deny')?.metadata.managedFields?.[0].manager).toBe(
    'kustomize-controller',
  );
});

it('tells the revision, the path and the inventory as Flux does', async () => {
  await start({ [`${folder}/shop/deny.yaml`]: policy('deny') });
  const head = await host.repository('shop', 'policies').git.branch('main');
  const { spec, status, ready } = report();
  expect(spec).toMatchObject({
    path: `./${folder}`,
    prune: true,
    sourceRef: { kind: 'GitRepository', name: 'policies' },
  });
  expect(status).toMatchObject({
    lastAppliedRevision: `main@sha1:${head}`,
    lastAttemptedRevision: `main@sha1:${head}`,
    inventory: {
      entries: [{ id: 'shop_deny_networking.k8s.io_NetworkPolicy', v: 'v1' }],
    },
  });
  expect(ready).toMatchObject({ type: 'Ready', status: 'True' });
  expect(
    cluster.get({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      namespace: 'flux-system',
      name: 'policies',
    })?.spec,
  ).toMatchObject({
    url: `${host.url}/shop/policies`,
    ref: { branch: 'main' },
  });
});

it('applies a change and removes what a later commit no longer has', async () => {
  await start({
    [`${folder}/shop/deny.yaml`]: policy('deny'),
    [`${folder}/shop/old.yaml`]: policy('old'),
  });
  await commit({
    [`${folder}/shop/deny.yaml`]: policy(
      'deny',
      'podSelector: {matchLabels: {app: web}}',
    ),
    [`${folder}/shop/old.yaml`]: undefined,
    [`${folder}/shop/new.yaml`]: policy('new'),
  });
  expect(find('deny')?.spec?.podSelector).toEqual({
    matchLabels: { app: 'web' },
  });
  expect(find('old')).toBeUndefined();
  expect(find('new')).toBeDefined();
});

it('leaves alone what it did not apply', async () => {
  await start({ [`${folder}/shop/deny.yaml`]: policy('deny') });
  cluster.put({
    ...networkPolicy,
    metadata: { name: 'by-hand', namespace: 'shop' },
    spec: { podSelector: {} },
  });
  await commit({ [`${folder}/shop/deny.yaml`]: undefined });
  expect(find('deny')).toBeUndefined();
  expect(find('by-hand')).toBeDefined();
});

it.each([
  [
    'an object that the API server refuses',
    policy('bad', 'podSelector: 7'),
    'ReconciliationFailed',
    /NetworkPolicy shop\/bad \(clusters\/one\/policies\/shop\/bad\.yaml, document 1/,
  ],
  [
    'a kind that is not installed',
    policy('bad').replace('networking.k8s.io/v1', 'no.such/v1'),
    'ReconciliationFailed',
    /no kind/,
  ],
  ['a file that is no YAML', 'kind: [', 'BuildFailed', /bad\.yaml, document 1/],
])(
  'applies nothing of a commit with %s, says why, and goes on when it is mended',
  async (_, text, reason, message) => {
    await start({ [`${folder}/shop/deny.yaml`]: policy('deny') });
    const before = report().status.lastAppliedRevision;
    const bad = await commit({
      [`${folder}/shop/bad.yaml`]: text,
      [`${folder}/shop/a-good.yaml`]: policy('good'),
    });
    const { status, ready } = report();
    expect(ready).toMatchObject({ status: 'False', reason });
    expect(ready.message).toMatch(message);
    expect(status.lastAppliedRevision).toBe(before);
    expect(status.lastAttemptedRevision).toBe(`main@sha1:${bad}`);
    expect(find('good')).toBeUndefined();
    const mended = await commit({ [`${folder}/shop/bad.yaml`]: policy('bad') });
    expect(report().status.lastAppliedRevision).toBe(`main@sha1:${mended}`);
    expect(find('good')).toBeDefined();
  },
);

it('makes good what it missed while the cluster was away', async () => {
  await start({ [`${folder}/shop/deny.yaml`]: policy('deny') });
  const back = await cluster.refuseConnections();
  await commit({ [`${folder}/shop/new.yaml`]: policy('new') });
  expect(find('new')).toBeUndefined();
  await back();
  await gitOps.settled();
  expect(find('new')).toBeDefined();
});

it('applies everything again to a cluster that lost its memory', async () => {
  await start({ [`${folder}/shop/deny.yaml`]: policy('deny') });
  await cluster.restart('lost');
  expect(find('deny')).toBeUndefined();
  await gitOps.settled();
  expect(find('deny')).toBeDefined();
});
