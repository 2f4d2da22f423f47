import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authBackend from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { demoAuthModule } from './demoAuthModule';

const amira = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'amira.haddad', namespace: 'default' },
  spec: {
    profile: { displayName: 'Amira Haddad' },
    memberOf: ['payments-team'],
  },
  relations: [{ type: 'memberOf', targetRef: 'group:default/payments-team' }],
};
const payments = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments-team', namespace: 'default', title: 'Payments' },
  spec: { type: 'team', children: [] },
};

const start = (providers: object) =>
  startTestBackend({
    features: [
      authBackend,
      demoAuthModule,
      catalogServiceMock.factory({ entities: [amira, payments] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          auth: { providers },
        },
      }),
    ],
  });

describe('demoAuthModule', () => {
  const env = process.env.NODE_ENV;
  let backend: Awaited<ReturnType<typeof start>>;

  const get = (path: string) =>
    request(backend.server)
      .get(`/api/auth/demo/${path}`)
      .set('X-Requested-With', 'XMLHttpRequest');

  const setEnv = (value: string | undefined) =>
    Object.assign(process.env, { NODE_ENV: value });

  afterEach(async () => {
    setEnv(env);
    await backend.stop();
  });

  it('signs in as the user that is asked for, with the teams of the catalog', async () => {
    setEnv('development');
    backend = await start({ demo: {} });
    const { status, body } = await get('refresh?env=development').set(
      'x-demo-user',
      'amira.haddad',
    );
    expect(status).toBe(200);
    expect(body.profile).toMatchObject({ displayName: 'Amira Haddad' });
    expect(body.backstageIdentity.identity).toMatchObject({
      userEntityRef: 'user:default/amira.haddad',
      ownershipEntityRefs: expect.arrayContaining([
        'group:default/payments-team',
      ]),
    });
  });

  it('tells who there is to choose from', async () => {
    setEnv('development');
    backend = await start({ demo: {} });
    const { body } = await get('start');
    expect(body).toEqual({
      users: [
        { name: 'amira.haddad', title: 'Amira Haddad', teams: ['Payments'] },
      ],
    });
  });

  it.each([['nobody'], ['user:default/amira.haddad'], ['']])(
    'signs in nobody as %j',
    async name => {
      setEnv('development');
      backend = await start({ demo: {} });
      const { status, body } = await get('refresh').set('x-demo-user', name);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body.backstageIdentity).toBeUndefined();
    },
  );

  it.each([['production'], [undefined]])(
    'refuses everybody when the environment is %s',
    async value => {
      setEnv('development');
      backend = await start({ demo: {} });
      setEnv(value);
      const refused = await get('refresh').set('x-demo-user', 'amira.haddad');
      expect(refused.status).toBe(403);
      expect(refused.body.backstageIdentity).toBeUndefined();
      expect((await get('start')).status).toBe(403);
    },
  );

  it('is not there unless it is configured', async () => {
    setEnv('development');
    backend = await start({});
    const { status } = await get('refresh').set('x-demo-user', 'amira.haddad');
    expect(status).toBe(404);
  });
});
