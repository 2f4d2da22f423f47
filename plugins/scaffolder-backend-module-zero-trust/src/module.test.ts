import {
  mockCredentials,
  mockServices,
  registerMswTestHooks,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import { http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import request from 'supertest';
import scaffolderModule from '.';
import { RequestsBackend } from './__testUtils__/requestsBackend';

jest.setTimeout(60_000);

const steps = [
  {
    id: 'access',
    name: 'Ask for access',
    action: 'zero-trust:request-access',
    input: {
      caller: '${{ parameters.caller }}',
      callee: 'component:default/payment',
      cluster: 'prod',
      rules: [{ port: '${{ parameters.port }}' }],
      justification: 'the cart asks for the state of a payment',
    },
  },
];
const output = {
  links: [{ title: 'The request', url: '${{ steps.access.output.url }}' }],
  text: [{ title: 'State', content: '${{ steps.access.output.state }}' }],
};
const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { namespace: 'default', name: 'ask-for-access' },
  spec: { type: 'access', owner: 'group:default/team', steps, output },
};
const carla = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { namespace: 'default', name: 'carla' },
  spec: { memberOf: [] },
};

describe('the module in a scaffolder', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map(backend => backend.stop()));
  });

  const start = async () => {
    const zeroTrust = new RequestsBackend();
    server.use(
      ...zeroTrust.handlers,
      http.all(/^http:\/\/(localhost|127\.0\.0\.1)[:/]/, () => passthrough()),
    );
    const backend = await startTestBackend({
      features: [
        scaffolder,
        scaffolderModule,
        catalogServiceMock.factory({ entities: [template, carla] }),
        mockServices.discovery.mock({
          getBaseUrl: async pluginId => `http://backend.test/api/${pluginId}`,
        }).factory,
        mockServices.rootConfig.factory({
          data: { app: { baseUrl: 'https://portal.example.com' } },
        }),
      ],
    });
    running.push(backend);
    const authorization = mockCredentials.user.header('user:default/carla');
    const agent = request(backend.server);
    const post = (path: string, body: object) =>
      agent
        .post(`/api/scaffolder/v2/${path}`)
        .set('authorization', authorization)
        .send(body);
    const get = (path: string) =>
      agent
        .get(`/api/scaffolder/v2/${path}`)
        .set('authorization', authorization);
    /** The events of a task, the last of which is its completion. */
    const ended = async (id: string) => {
      for (;;) {
        const { body } = await get(`tasks/${id}/events`);
        if (body.at(-1)?.type === 'completion') return body;
        await new Promise(resolve => setImmediate(resolve));
      }
    };
    return { zeroTrust, post, get, ended };
  };

  it('shows the action with what it wants and gives', async () => {
    const { get } = await start();
    const { body } = await get('actions');
    const action = body.find(
      ({ id }: { id: string }) => id === 'zero-trust:request-access',
    );
    expect(action.schema.input.required).toEqual([
      'caller',
      'callee',
      'cluster',
      'rules',
      'justification',
    ]);
    expect(Object.keys(action.schema.output.properties)).toContain('requestId');
    expect(action.examples).toHaveLength(1);
  });

  it('asks for access from a template, and again as the same request', async () => {
    const { post, ended, zeroTrust } = await start();
    const values = { caller: 'component:default/cart', port: 8080 };
    const { body, status } = await post('tasks', {
      templateRef: 'template:default/ask-for-access',
      values,
    });
    expect(status).toBe(201);
    const events = await ended(body.id);
    expect(events.at(-1).body).toMatchObject({
      message: 'Run completed with status: completed',
      output: {
        links: [
          { url: 'https://portal.example.com/zero-trust/requests/request1' },
        ],
        text: [{ content: 'submitting' }],
      },
    });
    expect(JSON.stringify(events)).not.toContain('Bearer');
    expect(zeroTrust.authorizations[0]).toContain('user:default/carla');
    expect(zeroTrust.requests.size).toBe(1);
  });

  it('fails the task with the place that is wrong', async () => {
    const { post, ended, zeroTrust } = await start();
    const { body } = await post('tasks', {
      templateRef: 'template:default/ask-for-access',
      values: { caller: 'component:default/cart', port: 99_999 },
    });
    const events = await ended(body.id);
    expect(events.at(-1).body.error.message).toMatch(/rules\[0\]\.port/);
    expect(zeroTrust.asked).toEqual([]);
  });

  it('previews in a dry run', async () => {
    const { post, zeroTrust } = await start();
    const { body, status } = await post('dry-run', {
      template,
      values: { caller: 'component:default/cart', port: 8080 },
      directoryContents: [],
    });
    expect(status).toBe(200);
    expect(zeroTrust.asked).toEqual(['options', 'preview']);
    expect(
      body.log.map((line: { body: { message: string } }) => line.body.message),
    ).toContainEqual(
      expect.stringContaining('previewed: cart may call payment'),
    );
  });
});
