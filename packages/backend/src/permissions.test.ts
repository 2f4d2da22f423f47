import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import catalogBackend from '@backstage/plugin-catalog-backend';
import permissionBackend from '@backstage/plugin-permission-backend';
import zeroTrustBackend from '@ztn/backstage-plugin-zero-trust-backend';
import { DemoWorld, startDemoWorld } from '@ztn/demo-world';
import {
  MemoryGitHost,
  zeroTrustGitHostExtensionPoint,
} from '@ztn/backstage-plugin-zero-trust-node';
import request from 'supertest';
import { authFactory } from './__testUtils__/authFactory';
import { catalogModule, entities } from './__testUtils__/testCatalog';
import { ownershipOf, policyModule, User } from './__testUtils__/testPolicy';

// Every route with real permission and catalog backends: a policy that decides
// by conditions is asked as in an installation, and nothing of it is mocked.

jest.setTimeout(180_000);

const root = '/api/zero-trust';
const payment = 'component:default/payment-service';

/** Components that the team does not own. */
const strangers = entities
  .filter(
    ({ kind, spec }) => kind === 'Component' && spec?.owner !== 'payments-team',
  )
  .map(({ metadata }) => metadata.name);

/** What each user gets; `admin` gets an answer everywhere. */
const ofTheEntity = { owner: 200, other: 403, stranger: 404, nobody: 404 };
const ofThePlatform = { owner: 403, other: 403, stranger: 403, nobody: 403 };

const entity = '/v1/entities/component/default/payment-service';

interface Operation {
  /** `operationId` of the API's description. */
  readonly id: string;
  readonly method?: 'get' | 'post' | 'patch' | 'delete';
  readonly url: string;
  readonly body?: object;
  readonly expected: Record<Exclude<User, 'admin' | 'insider'>, number>;
  /** What an allowed question is answered with; 200 when absent. */
  readonly allowed?: number;
}

const ofEntities: readonly Operation[] = [
  { id: 'getPosture', url: `${entity}/posture` },
  { id: 'listPermissions', url: `${entity}/permissions?direction=inbound` },
  {
    id: 'getEvidenceObject',
    url: `${entity}/object?cluster=prod-eu&object=NetworkPolicy%20production/default-deny-all`,
  },
  { id: 'listReach', url: `${entity}/reach?hops=1` },
  {
    id: 'judgeConnection',
    method: 'post' as const,
    url: '/v1/connections/judge',
    body: {
      from: { type: 'reserved', peer: 'world' },
      to: { type: 'entity', entityRef: payment },
      port: 8080,
    },
  },
  {
    id: 'askWhatIf',
    method: 'post' as const,
    url: '/v1/whatif',
    body: {
      entityRef: payment,
      remove: ['NetworkPolicy production/default-deny-all'],
    },
  },
].map(operation => ({ ...operation, expected: ofTheEntity }));

const ofPlatforms: readonly Operation[] = [
  { id: 'getClusters', url: '/v1/clusters' },
  { id: 'getControls', url: '/v1/controls' },
  { id: 'getCompliance', url: '/v1/compliance' },
  { id: 'getScoreboard', url: '/v1/compliance/scoreboard?by=owner' },
  { id: 'listComplianceWorkloads', url: '/v1/compliance/workloads' },
  {
    id: 'getComplianceResults',
    url: '/v1/compliance/results?cluster=prod-eu&namespace=production',
  },
  { id: 'exportComplianceCsv', url: '/v1/compliance/export.csv' },
  { id: 'getComplianceReport', url: '/v1/compliance/report.html' },
  { id: 'exportComplianceJson', url: '/v1/compliance/export.json' },
  { id: 'getComplianceHistory', url: '/v1/compliance/history' },
  { id: 'listControlEvents', url: '/v1/compliance/events' },
  { id: 'listRollout', url: '/v1/rollout' },
  {
    id: 'getStrictReadiness',
    url: '/v1/rollout/strict?cluster=prod-eu&namespace=staging',
  },
  {
    id: 'askRolloutWhatIf',
    method: 'post' as const,
    url: '/v1/rollout/whatif',
    body: { cluster: 'prod-eu', namespace: 'staging', step: 'strict' },
  },
  { id: 'listWaivers', url: '/v1/waivers' },
  {
    id: 'createWaiver',
    method: 'post' as const,
    url: '/v1/waivers',
    body: {
      control: 'strict-mtls',
      scope: { type: 'namespace', cluster: 'prod-eu', namespace: 'legacy' },
      reason: 'The monolith moves out by the end of the year.',
      owner: 'group:default/checkout-team',
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    },
    allowed: 201,
  },
  // Allowed, and not there.
  {
    id: 'endWaiver',
    method: 'delete' as const,
    url: '/v1/waivers/none',
    allowed: 404,
  },
].map(operation => ({ ...operation, expected: ofThePlatform }));

const spec = {
  caller: {
    entityRef: payment,
    identity: { namespace: 'production', serviceAccount: 'payment-service' },
  },
  callee: { entityRef: 'component:default/order-service' },
  cluster: 'prod-eu',
  rules: [{ port: 8080 }],
};
const requests = '/v1/access-requests';
/** The request that the owner makes before the tests. */
const madeRequest = `${requests}/:id`;
/** To those who may not read it, it does not exist. */
const ofTheRequest = { owner: 200, other: 404, stranger: 404, nobody: 404 };
/** Allowed, and refused for its version or its state. */
const change = { expected: { ...ofTheRequest, owner: 409 }, allowed: 409 };

const ofRequests: readonly Operation[] = [
  {
    id: 'getAccessOptions',
    url: `${requests}/options?caller=${payment}&callee=component:default/order-service`,
    // Whoever may read both is told whether one may ask.
    expected: { owner: 200, other: 200, stranger: 404, nobody: 404 },
  },
  {
    id: 'previewAccess',
    method: 'post',
    url: `${requests}/preview`,
    body: spec,
    expected: ofTheEntity,
  },
  {
    id: 'createAccessRequest',
    method: 'post',
    url: requests,
    body: { spec, justification: 'to be able to ask for orders' },
    expected: { ...ofTheEntity, owner: 201 },
    allowed: 201,
  },
  {
    id: 'listAccessRequests',
    url: requests,
    expected: { owner: 200, other: 200, stranger: 200, nobody: 403 },
  },
  { id: 'getAccessRequest', url: madeRequest, expected: ofTheRequest },
  {
    id: 'listAccessRequestEvents',
    url: `${madeRequest}/events`,
    expected: ofTheRequest,
  },
  {
    id: 'updateAccessRequest',
    method: 'patch',
    url: madeRequest,
    body: { version: 99 },
    ...change,
  },
  {
    id: 'submitAccessRequest',
    method: 'post',
    url: `${madeRequest}/submit`,
    body: { version: 99, previewHash: 'none' },
    ...change,
  },
  {
    id: 'rebaseAccessRequest',
    method: 'post',
    url: `${madeRequest}/rebase`,
    body: { version: 99 },
    ...change,
  },
  {
    id: 'supersedeAccessRequest',
    method: 'post',
    url: `${madeRequest}/supersede`,
    body: { version: 99, spec },
    ...change,
  },
  {
    id: 'cancelAccessRequest',
    method: 'post',
    url: `${madeRequest}/cancel`,
    body: { version: 99 },
    ...change,
  },
  {
    id: 'recheckAccessRequest',
    method: 'post',
    url: `${madeRequest}/recheck`,
    ...change,
  },
];

const operations = [...ofEntities, ...ofPlatforms, ...ofRequests];

/** A git host in memory; what is asked of it is no concern of these tests. */
const gitHost = createBackendModule({
  pluginId: 'zero-trust',
  moduleId: 'git-host-of-the-test',
  register(reg) {
    reg.registerInit({
      deps: { hosts: zeroTrustGitHostExtensionPoint },
      async init({ hosts }) {
        const host = new MemoryGitHost({ files: { README: '' }, people: [] });
        hosts.addGitHost({ kind: 'memory', create: () => host });
      },
    });
  },
});

describe('permissions of the zero-trust API', () => {
  let directory: string;
  let world: DemoWorld;
  let backend: TestBackend;
  let requestId = 'none';

  const ask = (
    user: User,
    { method = 'get', url, body }: Omit<Operation, 'id' | 'expected'>,
  ) =>
    request(backend.server)
      [method](`${root}${url.replace(':id', requestId)}`)
      .set('authorization', mockCredentials.user.header(`user:default/${user}`))
      .send(body);
  const answers = async (user: User, operation: Operation) => {
    const { status } = await ask(user, operation);
    return status;
  };

  const [, listPermissions] = ofEntities;
  const strangersIn = (text: string) =>
    strangers.filter(name => new RegExp(`[:/]${name}\\b`).test(text));
  /** What slipped out while the catalog was still being processed. */
  const namedEarly = new Set<string>();

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'permissions-'));
    process.env.ZTN_DEMO_PORT_PROD_EU = '0';
    process.env.ZTN_DEMO_PORT_PROD_US = '0';
    world = await startDemoWorld({ directory });
    const userInfo = mockServices.userInfo.mock({
      getUserInfo: async ({ principal }) => {
        const { userEntityRef } = principal as { userEntityRef: string };
        const name = userEntityRef.split('/')[1];
        return { userEntityRef, ownershipEntityRefs: ownershipOf(name) };
      },
    });
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            integrations: { gitea: [{ host: 'git.example.com' }] },
            zeroTrust: {
              policySources: [
                {
                  id: 'policies',
                  repo: 'https://git.example.com/shop/policies',
                  branch: 'main',
                  clusters: ['prod-eu'],
                  roots: ['clusters/prod-eu'],
                  newFile: 'clusters/prod-eu/{namespace}/{name}.yaml',
                },
              ],
              catalogSettleSeconds: 3,
              clusters: world.clusters.map(({ name }) => ({
                name,
                kubeconfig: {
                  path: world.kubeconfig,
                  context: `${name}-reader`,
                },
              })),
            },
          },
        }),
        authFactory,
        userInfo.factory,
        permissionsServiceFactory,
        permissionBackend,
        catalogBackend,
        zeroTrustBackend,
        gitHost,
        policyModule,
        catalogModule,
      ],
    });
    // Until clusters and catalog are read.
    const deadline = Date.now() + 40_000;
    for (;;) {
      const { status, body } = await ask('owner', ofEntities[0]);
      const { text } = await ask('insider', listPermissions);
      strangersIn(text).forEach(name => namedEarly.add(name));
      const isRead = status === 200 && body.workloads.length === 2;
      const all = await ask('admin', listPermissions);
      if (isRead && all.body.hiddenPeers === 0) break;
      if (Date.now() > deadline) throw new Error(JSON.stringify(body));
    }
    const { body } = await ask('owner', {
      method: 'post',
      url: requests,
      body: { spec, justification: 'to be able to ask for orders' },
    });
    if (!body.id) throw new Error(JSON.stringify(body));
    requestId = body.id;
  });

  afterAll(async () => {
    delete process.env.ZTN_DEMO_PORT_PROD_EU;
    delete process.env.ZTN_DEMO_PORT_PROD_US;
    await backend?.stop();
    await world?.stop();
    await rm(directory, { recursive: true });
  });

  it('has a row here for every operation', async () => {
    const { body } = await request(backend.server)
      .get(`${root}/openapi.json`)
      .set('authorization', mockCredentials.user.header());
    const described = Object.values<Record<string, { operationId: string }>>(
      body.paths,
    ).flatMap(methods =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(operations.map(({ id }) => id).sort()).toEqual(described.sort());
  });

  describe.each(operations)('$id', operation => {
    const { expected, allowed = 200 } = operation;

    it('answers whom the policy allows', async () => {
      expect(await answers('admin', operation)).toBe(allowed);
    });

    it.each([
      ['meets a condition', 'owner'],
      ['does not meet it', 'other'],
      ['may not even see the entity', 'stranger'],
      ['may do nothing', 'nobody'],
    ] as const)('answers as it must who %s', async (_what, user) => {
      expect(await answers(user, operation)).toBe(expected[user]);
    });

    it('answers nobody without credentials', async () => {
      const answer = await ask('admin', operation).set(
        'authorization',
        mockCredentials.none.header(),
      );
      expect(answer.status).toBe(401);
    });
  });

  describe.each(ofEntities)('$id', operation => {
    it('names no neighbour that the caller may not read', async () => {
      const { status, text } = await ask('insider', operation);
      expect(status).toBe(200);
      expect(strangersIn(text)).toEqual([]);
    });
  });

  it('named no such neighbour while the catalog was being processed either', () => {
    expect([...namedEarly]).toEqual([]);
  });

  it.each(['listPermissions', 'listReach'])(
    'counts in %s the neighbours that the caller may not read',
    async id => {
      const [operation] = ofEntities.filter(entry => entry.id === id);
      const hidden = await ask('insider', operation);
      const all = await ask('admin', operation);
      expect(hidden.body.hiddenPeers).toBeGreaterThan(0);
      expect(all.body.hiddenPeers).toBe(0);
    },
  );
});
