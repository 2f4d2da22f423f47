import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  AuthService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import catalogBackend from '@backstage/plugin-catalog-backend';
import permissionBackend from '@backstage/plugin-permission-backend';
import zeroTrustBackend from '@ztn/backstage-plugin-zero-trust-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { zeroTrustPostureReadPermission } from '@ztn/backstage-plugin-zero-trust-common';
import { DemoWorld, startDemoWorld } from '@ztn/demo-world';
import request from 'supertest';
import { parseAllDocuments } from 'yaml';

// Every route with real permission and catalog backends: a policy that decides
// by conditions is asked as in an installation, and nothing of it is mocked.

jest.setTimeout(60_000);

const root = '/api/zero-trust';
const payment = 'component:default/payment-service';
const team = 'group:default/payments-team';

/**
 * `admin` may do anything. `owner` and `other` may see every entity of the
 * catalog and the posture of what they own: a condition. `stranger` may see what
 * a stranger owns, which is nothing: a condition as well. `insider` may see what
 * the team owns and nothing else of the catalog. `nobody` may do nothing.
 */
type User = 'admin' | 'owner' | 'insider' | 'other' | 'stranger' | 'nobody';

const ownershipOf = (user: string) => [
  `user:default/${user}`,
  ...(user === 'owner' || user === 'insider' ? [team] : []),
];

const ownedBy = (request_: PolicyQuery, user: PolicyQueryUser | undefined) => {
  if (!isResourcePermission(request_.permission, 'catalog-entity'))
    return { result: AuthorizeResult.DENY } as const;
  return createCatalogConditionalDecision(
    request_.permission,
    catalogConditions.isEntityOwner({
      claims: user?.info.ownershipEntityRefs ?? [],
    }),
  );
};

const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'test-policy',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          async handle(asked, user) {
            const name = user?.info.userEntityRef.split('/')[1];
            const allow = { result: AuthorizeResult.ALLOW } as const;
            if (name === 'admin') return allow;
            if (name === 'nobody' || !name)
              return { result: AuthorizeResult.DENY };
            if (isPermission(asked.permission, zeroTrustPostureReadPermission))
              return ownedBy(asked, user);
            if (asked.permission.name === 'catalog.entity.read')
              return name === 'stranger' || name === 'insider'
                ? ownedBy(asked, user)
                : allow;
            return { result: AuthorizeResult.DENY };
          },
        });
      },
    });
  },
});

const catalogFolder = path.join(
  path.dirname(require.resolve('@ztn/demo-world/package.json')),
  'world/catalog',
);
const entities = ['org', 'systems', 'components', 'apis', 'resources'].flatMap(
  file =>
    parseAllDocuments(
      readFileSync(path.join(catalogFolder, `${file}.yaml`), 'utf8'),
    ).map(document => document.toJS() as Entity),
);

const catalogModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'test-entities',
  register(reg) {
    reg.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addEntityProvider({
          getProviderName: () => 'test',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: entities.map(entity => ({
                locationKey: 'test',
                entity: {
                  ...entity,
                  metadata: {
                    ...entity.metadata,
                    annotations: {
                      ...entity.metadata.annotations,
                      'backstage.io/managed-by-location': 'url:https://x/y',
                      'backstage.io/managed-by-origin-location':
                        'url:https://x/y',
                    },
                  },
                },
              })),
            }),
        });
      },
    });
  },
});

/**
 * Mock tokens forget which plugin asks for a user; the catalog applies conditions
 * only for a plugin.
 */
const authFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }): AuthService => {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const getPluginRequestToken: AuthService['getPluginRequestToken'] =
      async options => {
        if (!auth.isPrincipal(options.onBehalfOf, 'user'))
          return auth.getPluginRequestToken(options);
        const { userEntityRef } = options.onBehalfOf.principal;
        const actor = { subject: `plugin:${plugin.getId()}` };
        return { token: mockCredentials.user.token(userEntityRef, { actor }) };
      };
    return new Proxy(auth, {
      get: (target, name, receiver) =>
        name === 'getPluginRequestToken'
          ? getPluginRequestToken
          : Reflect.get(target, name, receiver),
    });
  },
});

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
const judged = {
  from: { type: 'reserved', peer: 'world' },
  to: { type: 'entity', entityRef: payment },
  port: 8080,
};
const removed = {
  entityRef: payment,
  remove: ['NetworkPolicy production/default-deny-all'],
};
const routes: readonly {
  readonly path: string;
  readonly url?: string;
  readonly body?: object;
  readonly expected: Record<Exclude<User, 'admin' | 'insider'>, number>;
}[] = [
  {
    path: '/v1/entities/{kind}/{namespace}/{name}/posture',
    url: `${entity}/posture`,
    expected: ofTheEntity,
  },
  {
    path: '/v1/entities/{kind}/{namespace}/{name}/permissions',
    url: `${entity}/permissions?direction=inbound`,
    expected: ofTheEntity,
  },
  {
    path: '/v1/entities/{kind}/{namespace}/{name}/reach',
    url: `${entity}/reach?hops=1`,
    expected: ofTheEntity,
  },
  { path: '/v1/connections/judge', body: judged, expected: ofTheEntity },
  { path: '/v1/whatif', body: removed, expected: ofTheEntity },
  { path: '/v1/clusters', expected: ofThePlatform },
  { path: '/v1/controls', expected: ofThePlatform },
  { path: '/v1/compliance', expected: ofThePlatform },
  {
    path: '/v1/compliance/scoreboard',
    url: '/v1/compliance/scoreboard?by=owner',
    expected: ofThePlatform,
  },
  { path: '/v1/compliance/workloads', expected: ofThePlatform },
  {
    path: '/v1/compliance/results',
    url: '/v1/compliance/results?cluster=prod-eu&namespace=production',
    expected: ofThePlatform,
  },
  { path: '/v1/compliance/export.csv', expected: ofThePlatform },
  { path: '/v1/compliance/export.json', expected: ofThePlatform },
];

describe('permissions of the zero-trust API', () => {
  let directory: string;
  let world: DemoWorld;
  let backend: TestBackend;

  const ask = (
    user: User,
    { path: url, url: full, body }: (typeof routes)[0],
  ) => {
    const address = `${root}${full ?? url}`;
    const agent = request(backend.server);
    const asked = body ? agent.post(address).send(body) : agent.get(address);
    return asked.set(
      'authorization',
      mockCredentials.user.header(`user:default/${user}`),
    );
  };
  const answers = async (user: User, route: (typeof routes)[0]) => {
    const { status } = await ask(user, route);
    return status;
  };

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
            zeroTrust: {
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
        policyModule,
        catalogModule,
      ],
    });
    // Until clusters and catalog are read.
    const deadline = Date.now() + 40_000;
    for (;;) {
      const { status, body } = await ask('owner', routes[0]);
      if (status === 200 && body.workloads.length === 2) break;
      if (Date.now() > deadline) throw new Error(JSON.stringify(body));
    }
  });

  afterAll(async () => {
    delete process.env.ZTN_DEMO_PORT_PROD_EU;
    delete process.env.ZTN_DEMO_PORT_PROD_US;
    await backend?.stop();
    await world?.stop();
    await rm(directory, { recursive: true });
  });

  it('has a row here for every route', async () => {
    const { body } = await request(backend.server)
      .get(`${root}/openapi.json`)
      .set('authorization', mockCredentials.user.header());
    expect(routes.map(route => route.path).sort()).toEqual(
      Object.keys(body.paths).sort(),
    );
  });

  describe.each(routes)('$path', route => {
    it('answers whom the policy allows', async () => {
      expect(await answers('admin', route)).toBe(200);
    });

    it.each([
      ['meets a condition', 'owner'],
      ['does not meet it', 'other'],
      ['may not even see the entity', 'stranger'],
      ['may do nothing', 'nobody'],
    ] as const)('answers as it must who %s', async (_what, user) => {
      expect(await answers(user, route)).toBe(route.expected[user]);
    });

    it('answers nobody without credentials', async () => {
      const answer = await ask('admin', route).set(
        'authorization',
        mockCredentials.none.header(),
      );
      expect(answer.status).toBe(401);
    });
  });

  describe.each(routes.filter(({ expected }) => expected === ofTheEntity))(
    '$path',
    route => {
      it('names no neighbour that the caller may not read', async () => {
        const { status, text } = await ask('insider', route);
        expect(status).toBe(200);
        const named = strangers.filter(name =>
          new RegExp(`[:/]${name}\\b`).test(text),
        );
        expect(named).toEqual([]);
      });
    },
  );

  it.each([
    'permissions?direction=inbound',
    'permissions?direction=outbound',
    'reach',
  ])('counts in %s the neighbours that the caller may not read', async part => {
    const route = { ...routes[0], url: `${entity}/${part}` };
    const [hidden, all] = [
      await ask('insider', route),
      await ask('admin', route),
    ];
    expect(hidden.body.hiddenPeers).toBeGreaterThan(0);
    expect(all.body.hiddenPeers).toBe(0);
  });
});
