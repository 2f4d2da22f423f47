import {
  mockCredentials,
  mockServices,
  registerMswTestHooks,
} from '@backstage/backend-test-utils';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { setupServer } from 'msw/node';
import { aPreview, RequestsBackend } from '../__testUtils__/requestsBackend';
import { createRequestAccessAction } from './createRequestAccessAction';
import { RequestAccessInput } from './input';
import { RequestAccessOutput } from './output';

const input = {
  caller: 'component:default/cart',
  callee: 'component:default/payment',
  cluster: 'prod',
  rules: [{ port: 8080 }],
  justification: 'the cart asks for the state of a payment',
};

describe('zero-trust:request-access', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const start = () => {
    const backend = new RequestsBackend();
    server.use(...backend.handlers);
    const logger = mockServices.logger.mock();
    const pauses: number[] = [];
    const action = createRequestAccessAction({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      config: mockServices.rootConfig({
        data: { app: { baseUrl: 'https://portal.example.com/' } },
      }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `http://backend.test/api/${id}`,
      }),
      pause: async (ms, signal) => {
        signal?.throwIfAborted();
        pauses.push(ms);
      },
    });
    const run = async (
      change: object = {},
      context: Partial<ActionContext<any, any>> = {},
    ) => {
      const output: Partial<RequestAccessOutput> = {};
      await action.handler({
        input: { ...input, ...change } as RequestAccessInput,
        task: { id: 'task-1' },
        step: { id: 'access' },
        user: { ref: 'user:default/carla' },
        logger,
        workspacePath: '/nowhere',
        getInitiatorCredentials: async () =>
          mockCredentials.user('user:default/carla'),
        checkpoint: async ({ fn }) => fn(),
        createTemporaryDirectory: async () => '/nowhere',
        output: (name: keyof RequestAccessOutput, value: never) => {
          output[name] = value;
        },
        ...context,
      });
      return output;
    };
    return { backend, run, logger, pauses };
  };

  it('asks as whoever started the task, and tells what was made', async () => {
    const { backend, run } = start();
    expect(await run()).toEqual({
      outcome: 'requested',
      sentence: 'cart may call payment on TCP 8080 in cluster prod',
      requestId: 'request1',
      shortId: 'short-request1',
      url: 'https://portal.example.com/zero-trust/requests/request1',
      state: 'submitting',
      pullRequestUrls: [],
    });
    expect(backend.asked).toEqual(['options', 'preview', 'create', 'submit']);
    for (const authorization of backend.authorizations) {
      expect(authorization).toMatch(/^Bearer .*user:default\/carla/);
      expect(authorization).toContain('zero-trust');
    }
  });

  it('makes one request, however often the step of a task runs', async () => {
    const { backend, run } = start();
    const first = await run();
    backend.preview = aPreview({ hash: 'hash-2' });
    const second = await run();
    expect(second.requestId).toBe(first.requestId);
    expect(backend.requests.size).toBe(1);
    expect(backend.asked.filter(name => name === 'submit')).toHaveLength(1);
  });

  it('submits the draft of a run that stopped before', async () => {
    const { backend, run } = start();
    backend.refuseOnce(
      'submit',
      503,
      'ServiceUnavailableError',
      'GIT_UNAVAILABLE',
      'no answer',
    );
    await expect(run()).rejects.toThrow(/no answer/);
    expect(await run()).toMatchObject({
      requestId: 'request1',
      state: 'submitting',
    });
    expect(backend.requests.size).toBe(1);
  });

  it('makes one request for each thing that a looping step asks for, and for each task', async () => {
    const { backend, run } = start();
    await run();
    await run({ rules: [{ port: 9090 }] });
    await run({}, { task: { id: 'task-2' } });
    await run({}, { step: { id: 'another' } });
    expect(backend.requests.size).toBe(4);
  });

  it('looks at the plan anew when it changed meanwhile', async () => {
    const { backend, run } = start();
    backend.refuseOnce(
      'submit',
      409,
      'ConflictError',
      'PREVIEW_STALE',
      'another plan',
    );
    expect(await run()).toMatchObject({ outcome: 'requested' });
    expect(backend.asked).toEqual([
      'options',
      'preview',
      'create',
      'submit',
      'preview',
      'submit',
    ]);
  });

  it('goes on with the request that another run of it submitted meanwhile', async () => {
    const { backend, run } = start();
    const found = backend.add({
      id: 'mine',
      state: 'open',
      allowedActions: [],
    });
    backend.refuseOnce(
      'create',
      409,
      'ConflictError',
      'ALREADY_COVERED',
      'it is asked for',
      {
        id: found.id,
      },
    );
    expect(await run()).toMatchObject({ requestId: 'mine', state: 'open' });
  });

  it('says that it joined the request of somebody else', async () => {
    const { backend, run } = start();
    const found = backend.add({
      id: 'theirs',
      state: 'open',
      allowedActions: ['recheck'],
      requester: 'user:default/carl',
    });
    backend.refuseOnce(
      'create',
      409,
      'ConflictError',
      'ALREADY_COVERED',
      'it is asked for',
      {
        id: found.id,
      },
    );
    expect(await run()).toMatchObject({
      outcome: 'joined',
      requestId: 'theirs',
    });
  });

  it('does nothing more when it is allowed already', async () => {
    const { backend, run } = start();
    backend.preview = aPreview({ outcome: 'already_allowed', reason: 'it is' });
    expect(await run()).toEqual({
      outcome: 'already_allowed',
      sentence: 'cart may call payment on TCP 8080 in cluster prod',
    });
    expect(backend.requests.size).toBe(0);
  });

  it.each(['blocked', 'blocked_by_deny', 'not_locatable', 'unknown'] as const)(
    'fails with the words of the preview when it is %s',
    async outcome => {
      const { backend, run } = start();
      backend.preview = aPreview({
        outcome,
        reason: 'a guardrail forbids it',
        findings: [
          {
            id: 'admin-port',
            level: 'block',
            message: 'port 22 is for admins',
          },
          { id: 'l7-ineffective', level: 'warn', message: 'no mesh there' },
        ],
      });
      const failure = run();
      await expect(failure).rejects.toThrow(
        new RegExp(
          `\\(${outcome}\\): a guardrail forbids it; admin-port: port 22 is for admins$`,
        ),
      );
      await expect(failure).rejects.toMatchObject({ name: 'ConflictError' });
      expect(backend.requests.size).toBe(0);
    },
  );

  it('previews in a dry run, and asks for nothing', async () => {
    const { backend, run } = start();
    expect(await run({}, { isDryRun: true })).toEqual({
      outcome: 'previewed',
      sentence: 'cart may call payment on TCP 8080 in cluster prod',
    });
    expect(backend.asked).toEqual(['options', 'preview']);
  });

  it('waits until the pull requests are open, when told to', async () => {
    const { backend, run, pauses } = start();
    backend.states.splice(0, 2, 'submitting', 'submitting', 'open');
    expect(await run({ waitFor: 'open' })).toMatchObject({
      state: 'open',
      pullRequestUrls: ['https://git.example.com/shop/policies/pulls/1'],
    });
    expect(pauses).toHaveLength(3);
  });

  it('waits no longer than it may', async () => {
    const { backend, run, pauses } = start();
    backend.states.splice(0, 2, 'submitting');
    await expect(run({ waitFor: 'open', timeoutSeconds: 6 })).rejects.toThrow(
      /not open after 6 s/,
    );
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(6_000);
  });

  it('stops waiting when the task is cancelled', async () => {
    const { backend, run } = start();
    backend.states.splice(0, 2, 'submitting');
    const signal = AbortSignal.abort();
    await expect(run({ waitFor: 'open' }, { signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('fails when the git host refuses the pull request', async () => {
    const { backend, run } = start();
    backend.states.splice(0, 2, 'failed');
    await expect(run({ waitFor: 'open' })).rejects.toThrow(/failed/);
  });

  it('fails when the request of this task has ended', async () => {
    const { backend, run } = start();
    await run();
    const [request] = backend.requests.values();
    backend.requests.set(request.id, {
      ...request,
      state: 'rejected',
      allowedActions: [],
    });
    await expect(run()).rejects.toThrow(/has ended, it was rejected/);
  });

  it.each([
    [{ rules: [{ port: 0 }] }, 'input.rules.0.port'],
    [{ caller: undefined }, 'input.caller'],
    [
      { rules: [{ port: 80, http: { methods: ['FETCH'], paths: [] } }] },
      'input.rules.0.http.methods.0',
    ],
    [{ repo: 'https://git.example.com/evil' }, 'repo'],
    [{ ticketUrl: 'http://tickets.example.com' }, 'input.ticketUrl'],
    [{ justification: 'because' }, 'input.justification'],
  ])('names the place that is wrong: %j', async (change, place) => {
    const { backend, run } = start();
    const failure = run(change);
    await expect(failure).rejects.toMatchObject({ name: 'InputError' });
    await expect(failure).rejects.toThrow(place);
    expect(backend.requests.size).toBe(0);
  });

  it('tells what the backend said when it refuses, and never a token', async () => {
    const { backend, run, logger } = start();
    backend.refuseOnce(
      'preview',
      403,
      'NotAllowedError',
      'NOT_OWNER_OF_CALLER',
      'only an owner may ask',
    );
    const error = await run().catch(e => e);
    expect(error).toMatchObject({ name: 'NotAllowedError' });
    expect(error.message).toContain('only an owner may ask');
    await run();
    const [authorization] = backend.authorizations;
    const token = authorization!.replace('Bearer ', '');
    const said = JSON.stringify([
      error.message,
      error.stack,
      logger.info.mock.calls,
      logger.warn.mock.calls,
      logger.error.mock.calls,
    ]);
    expect(logger.info).toHaveBeenCalled();
    expect(said).not.toContain(token);
    expect(said).not.toContain('Bearer');
  });

  it('tells in the log what reviewers will be told', async () => {
    const { backend, run, logger } = start();
    backend.preview = aPreview({
      findings: [
        {
          id: 'shared-service-account',
          level: 'warn',
          message: 'two more get it',
        },
      ],
    });
    await run();
    expect(logger.info.mock.calls.map(([message]) => message)).toEqual([
      'requested: cart may call payment on TCP 8080 in cluster prod',
      'warn shared-service-account: two more get it',
      'request short-request1 is submitting: https://portal.example.com/zero-trust/requests/request1',
    ]);
  });
});
