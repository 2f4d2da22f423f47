import {
  rolloutResponseSchema,
  rolloutWhatIfResponseSchema,
  strictResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { parseAllDocuments } from 'yaml';
import { checked, root, ShopOptions, useShop } from '../testing/useShop';
import { waitFor } from '../testing/waitFor';

const pod = (namespace: string, name: string, meshed: boolean) => `
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: ${namespace}
  labels: { app: ${name}${meshed ? ', security.istio.io/tlsMode: istio' : ''} }
spec:
  serviceAccountName: ${name}
  containers:
    - { name: main, image: main, ports: [{ containerPort: 8080 }] }
    ${meshed ? '- { name: istio-proxy, image: proxy }' : ''}
status: { phase: Running, podIP: 10.1.0.${name.length} }
`;

/** `lab` takes plaintext; `old` has no proxy, and a rule of `api` names it. */
const lab = [
  `
apiVersion: v1
kind: Namespace
metadata: { name: lab, labels: { kubernetes.io/metadata.name: lab } }
`,
  pod('lab', 'api', true),
  pod('lab', 'old', false),
  `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: lab }
spec: { selector: { app: api }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`,
  `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: lab-mode, namespace: lab, creationTimestamp: '2026-01-01T00:00:00Z' }
spec: { mtls: { mode: PERMISSIVE } }
`,
  `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: lab }
spec:
  podSelector: { matchLabels: { app: api } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: old } } }] }]
`,
].join('---');

describe('the rollout', () => {
  const startShop = useShop();
  const start = async (options: ShopOptions = {}) => {
    const shop = await startShop({ manifests: lab, ...options });
    await waitFor(async () => {
      const { body } = await shop.get(`${root}/compliance`);
      expect(body.clusters[0].assessedAt).toBeDefined();
    });
    const whatIf = async (step: string) =>
      checked(
        rolloutWhatIfResponseSchema,
        (
          await shop.post(`${root}/rollout/whatif`, {
            cluster: 'prod',
            namespace: 'lab',
            step,
          })
        ).body,
      );
    return { ...shop, whatIf };
  };

  it('lists namespaces with their stages, the least far first', async () => {
    const { get } = await start();
    const { items } = checked(
      rolloutResponseSchema,
      (await get(`${root}/rollout`)).body,
    );
    expect(items.map(({ namespace }) => namespace).sort()).toEqual([
      'hush',
      'lab',
      'pay',
      'shop',
    ]);
    expect(items.find(({ namespace }) => namespace === 'lab')).toMatchObject({
      workloads: 2,
      mesh: 'not-in-mesh',
      meshCounts: { 'not-in-mesh': 1, open: 1 },
      network: 'no-policy',
      networkCounts: { 'no-policy': 1, 'ingress-only': 1 },
    });
    const { items: one } = checked(
      rolloutResponseSchema,
      (await get(`${root}/rollout?namespace=pay`)).body,
    );
    expect(one).toMatchObject([{ namespace: 'pay', network: 'ingress-only' }]);
  });

  it('names the caller that would break, on which port and why', async () => {
    const { get } = await start();
    const strict = checked(
      strictResponseSchema,
      (await get(`${root}/rollout/strict?cluster=prod&namespace=lab`)).body,
    );
    expect(strict.stage).toBe('not-in-mesh');
    const api = strict.workloads.find(({ key }) => key === 'lab/Pod/api');
    expect(api).toMatchObject({
      stage: 'permissive',
      openPorts: [8080],
      totalBlockers: 1,
      blockers: [
        {
          caller: 'lab/Pod/old',
          port: 8080,
          transport: 'plaintext',
          outcome: 'allow',
          named: true,
        },
      ],
    });
    expect(api?.blockers[0].because.map(({ reason }) => reason)).toContain(
      'client-no-proxy',
    );
  });

  it('shows what STRICT would break, and the object to commit', async () => {
    const { whatIf } = await start();
    const answer = await whatIf('strict');
    expect(answer.changes).toEqual([
      {
        from: 'lab/Pod/old',
        to: 'lab/Pod/api',
        port: 8080,
        before: { outcome: 'allow', transport: 'plaintext' },
        after: { outcome: 'deny', transport: 'broken' },
      },
    ]);
    expect(answer).toMatchObject({ truncated: false, stillOpen: [] });
    expect(
      parseAllDocuments(answer.yaml).map(document => document.toJS()),
    ).toEqual([
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        // The one that is there and decides, not one more beside it.
        metadata: { name: 'lab-mode', namespace: 'lab' },
        spec: { mtls: { mode: 'STRICT' } },
      },
    ]);
  });

  it('tells who stays open because another object says so', async () => {
    const { whatIf } = await start({
      manifests: `${lab}---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: api, namespace: lab }
spec: { selector: { matchLabels: { app: api } }, mtls: { mode: PERMISSIVE } }
`,
    });
    expect(await whatIf('strict')).toMatchObject({
      changes: [],
      stillOpen: ['lab/Pod/api'],
    });
  });

  it('shows what default deny would break', async () => {
    const { whatIf } = await start();
    const { changes, yaml } = await whatIf('default-deny');
    expect(changes).toContainEqual({
      from: 'lab/Pod/api',
      to: 'lab/Pod/old',
      port: 8080,
      before: { outcome: 'allow', transport: 'plaintext' },
      after: { outcome: 'deny', transport: 'plaintext' },
    });
    expect(
      changes.every(({ from, to }) => `${from} ${to}`.includes('lab/')),
    ).toBe(true);
    expect(yaml).toContain('name: default-deny-all');
  });

  it('changes nothing in the cluster that is watched', async () => {
    const { whatIf, get } = await start();
    await whatIf('strict');
    const body = checked(
      strictResponseSchema,
      (await get(`${root}/rollout/strict?cluster=prod&namespace=lab`)).body,
    );
    // The least far comes first.
    expect(
      body.workloads.map(({ key, openPorts }) => [key, openPorts]),
    ).toEqual([
      ['lab/Pod/old', []],
      ['lab/Pod/api', [8080]],
    ]);
  });

  it.each([
    ['cluster=none&namespace=lab', 404],
    ['cluster=prod&namespace=none', 404],
    ['cluster=prod', 400],
  ])('answers %s with %d', async (query, status) => {
    const { get } = await start();
    const reply = await get(`${root}/rollout/strict?${query}`);
    expect(reply.status).toBe(status);
  });

  it('tells it only to who may see the fleet', async () => {
    const { get, post } = await start({
      policy: ({ user, permission }) =>
        user === 'user:default/admin' || !permission.includes('compliance'),
    });
    const replies = [
      await get(`${root}/rollout`, 'guest'),
      await get(`${root}/rollout/strict?cluster=prod&namespace=lab`, 'guest'),
      await post(
        `${root}/rollout/whatif`,
        { cluster: 'prod', namespace: 'lab', step: 'strict' },
        'guest',
      ),
    ];
    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});
