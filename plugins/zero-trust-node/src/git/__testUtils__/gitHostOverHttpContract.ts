import { inspect } from 'node:util';
import { delay, http, HttpResponse } from 'msw';
import { SetupServer } from 'msw/node';
import { GitHost } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { HttpWorld } from './HttpWorld';
import { ManualClock } from './ManualClock';

const status = {
  context: 'zero-trust/owner-approval',
  state: 'pending',
  description: 'waits',
} as const;

const failureOf = async (promise: Promise<unknown>): Promise<GitHostError> => {
  const error: unknown = await promise.then(
    () => new Error('it did not fail'),
    reason => reason,
  );
  if (error instanceof GitHostError) return error;
  throw error;
};

/**
 * What every adapter that speaks HTTP does when the host does not do its part.
 * `start` makes a world whose calls give up after a short while.
 */
// A contract is there to be run by the tests of every adapter.
// eslint-disable-next-line jest/no-export
export const gitHostOverHttpContract = (
  start: (clock: ManualClock) => Promise<HttpWorld>,
): void => {
  let world: HttpWorld;
  let faults: SetupServer;
  let seen: { method: string; url: string; at: number }[];
  let said: string[];

  beforeEach(async () => {
    seen = [];
    said = [];
    const listen = (...words: unknown[]) => {
      said.push(inspect(words));
    };
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
      jest.spyOn(console, level).mockImplementation(listen);
    world = await start(new ManualClock());
    ({ faults } = world);
    faults.events.on('request:start', ({ request }) => {
      if (!request.url.startsWith(world.apiUrl)) return;
      const { method, url } = request;
      seen.push({ method, url, at: world.clock.now() });
    });
  });
  afterEach(async () => {
    faults.events.removeAllListeners();
    faults.resetHandlers();
    await world.stop();
    jest.restoreAllMocks();
  });

  /** Answers the next `times` requests of a method this way. */
  const answer = (
    make: () => Response | Promise<Response>,
    { method, times = 1 }: { method?: string; times?: number } = {},
  ) => {
    let left = times;
    faults.use(
      http.all(`${world.apiUrl}/*`, ({ request }) => {
        if (left === 0 || (method && request.method !== method))
          return undefined;
        left -= 1;
        return make();
      }),
    );
  };

  const mainOf = async () =>
    (await world.host.resolveBranch('main'))?.sha ?? '';

  describe('P5: limits of the host', () => {
    it('P5: waits as long as a secondary limit asks, and writes nothing meanwhile', async () => {
      const sha = await mainOf();
      seen = [];
      answer(
        () =>
          HttpResponse.json(
            { message: 'You have exceeded a secondary rate limit' },
            { status: 403, headers: { 'retry-after': '30' } },
          ),
        { method: 'POST' },
      );
      const first = world.host.setStatus(sha, status);
      const other = world.second.setStatus(sha, { ...status, context: 'b' });
      expect(await world.clock.nextPause()).toBe(30_000);
      expect(seen).toHaveLength(1);
      world.clock.advance(30_000);
      await Promise.all([first, other]);
      expect(seen.map(({ at }) => at)).toEqual([0, 30_000, 30_000]);
    });

    it.each([
      ['429', { status: 429, headers: { 'Retry-After': '7' } }, 7_000],
      ['429 without a header', { status: 429 }, 60_000],
      [
        '403 with a date',
        {
          status: 403,
          headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:20 GMT' },
        },
        20_000,
      ],
      [
        '403 with a used up limit',
        {
          status: 403,
          headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '45' },
        },
        45_000,
      ],
    ])('P5: reads how long from a %s', async (_, init, expected) => {
      answer(() => HttpResponse.json({}, init));
      const reading = world.host.getRepository();
      expect(await world.clock.nextPause()).toBe(expected);
      world.clock.advance(expected);
      expect((await reading).defaultBranch).toBe('main');
    });

    it('P5: says when to come back if that is long, and leaves the host alone until then', async () => {
      answer(() =>
        HttpResponse.json(
          {},
          {
            status: 403,
            headers: {
              'x-ratelimit-remaining': '0',
              'x-ratelimit-reset': '1200',
            },
          },
        ),
      );
      const error = await failureOf(world.host.getRepository());
      expect(error).toMatchObject({
        code: 'GIT_RATE_LIMITED',
        retryAfterSeconds: 1200,
        retryable: true,
      });
      const again = await failureOf(world.second.getRepository());
      expect(again).toMatchObject({
        code: 'GIT_RATE_LIMITED',
        retryAfterSeconds: 1200,
      });
      expect(seen).toHaveLength(1);
      world.clock.advance(1_200_000);
      expect((await world.host.getRepository()).archived).toBe(false);
    });
  });

  describe('P6: a repository that is not there', () => {
    it.each<[string, (host: GitHost) => Promise<unknown>]>([
      ['its facts', host => host.getRepository()],
      ['a branch', host => host.resolveBranch('main')],
      ['a tree', host => host.readTree('a'.repeat(40), '')],
      ['a pull request', host => host.getPull(1)],
      ['an open pull request', host => host.findPull('zero-trust/x', 'main')],
    ])('P6: says so when asked for %s, without its address', async (_, ask) => {
      answer(
        () => HttpResponse.json({ message: 'Not Found' }, { status: 404 }),
        {
          times: 1_000,
        },
      );
      const error = await failureOf(ask(world.host));
      expect(error.code).toBe('GIT_REPO_UNAVAILABLE');
      expect(error.message).not.toContain(new URL(world.apiUrl).host);
    });
  });

  describe('what failures mean', () => {
    it.each([
      [401, 'GIT_AUTH_FAILED', false],
      [403, 'GIT_FORBIDDEN', false],
      [423, 'SOURCE_NOT_WRITABLE', false],
      [500, 'GIT_UNAVAILABLE', true],
      [503, 'GIT_UNAVAILABLE', true],
    ] as const)(
      'takes %i of a write for %s, and does not write twice',
      async (code, expected, retryable) => {
        const sha = await mainOf();
        seen = [];
        answer(() => HttpResponse.json({}, { status: code }), {
          method: 'POST',
          times: 1_000,
        });
        const error = await failureOf(world.host.setStatus(sha, status));
        expect(error).toMatchObject({ code: expected, retryable });
        expect(seen).toHaveLength(1);
      },
    );

    it('asks again when a read fails for a moment', async () => {
      answer(() => HttpResponse.json({}, { status: 502 }), { times: 2 });
      const reading = world.host.getRepository();
      for (const expected of [200, 400]) {
        expect(await world.clock.nextPause()).toBe(expected);
        world.clock.advance(expected);
      }
      expect((await reading).defaultBranch).toBe('main');
    });

    it('gives up a read after five tries', async () => {
      answer(() => HttpResponse.error(), { times: 1_000 });
      const reading = failureOf(world.host.getRepository());
      for (const expected of [200, 400, 800, 1600]) {
        expect(await world.clock.nextPause()).toBe(expected);
        world.clock.advance(expected);
      }
      expect((await reading).code).toBe('GIT_UNAVAILABLE');
      expect(seen).toHaveLength(5);
    });

    it('does not wait for ever', async () => {
      const sha = await mainOf();
      answer(
        async () => {
          await delay('infinite');
          return HttpResponse.json({});
        },
        { method: 'POST' },
      );
      const error = await failureOf(world.host.setStatus(sha, status));
      expect(error.code).toBe('GIT_UNAVAILABLE');
    });

    it.each([
      ['no JSON', () => HttpResponse.text('<html>please sign in</html>')],
      ['other JSON', () => HttpResponse.json({ hello: 'world' })],
    ])('reads nothing into an answer that is %s', async (_, make) => {
      answer(make, { times: 1_000 });
      const error = await failureOf(world.host.getRepository());
      expect(error.code).toBe('GIT_UNAVAILABLE');
      expect(error.message).toContain('cannot be read');
    });
  });

  describe('T5: redirects', () => {
    it.each([301, 302, 307, 308])('T5: does not follow a %i', async code => {
      const elsewhere: string[] = [];
      faults.use(
        http.all('https://elsewhere.example/*', ({ request }) => {
          elsewhere.push(request.headers.get('authorization') ?? 'asked');
          return HttpResponse.json({});
        }),
      );
      answer(
        () =>
          new HttpResponse(null, {
            status: code,
            headers: { location: 'https://elsewhere.example/api' },
          }),
        { times: 1_000 },
      );
      const error = await failureOf(world.host.getRepository());
      expect(error.code).toBe('GIT_REPO_UNAVAILABLE');
      expect(error.message).not.toContain('elsewhere.example');
      expect(elsewhere).toEqual([]);
    });
  });

  describe('P9, T16: secrets', () => {
    const parrot = (init: ResponseInit) =>
      HttpResponse.json(
        { message: `no ${world.secrets.join()} at ${world.apiUrl}` },
        init,
      );

    it.each([
      ['401', () => parrot({ status: 401 })],
      ['403', () => parrot({ status: 403 })],
      ['404', () => parrot({ status: 404 })],
      ['409', () => parrot({ status: 409 })],
      ['422', () => parrot({ status: 422 })],
      ['423', () => parrot({ status: 423 })],
      ['500', () => parrot({ status: 500 })],
      ['a redirect', () => parrot({ status: 302 })],
      ['an answer of another shape', () => parrot({ status: 200 })],
      ['a broken connection', () => HttpResponse.error()],
    ])('P9: T16: are in no error and no log after %s', async (_, make) => {
      const sha = await mainOf();
      const { host } = world;
      answer(make, { times: 1_000 });
      world.clock.neverPause();
      const errors = await Promise.all([
        failureOf(host.getRepository()),
        failureOf(host.resolveBranch('main')),
        failureOf(host.readTree(sha, '')),
        failureOf(host.getPull(1)),
        failureOf(host.findPull('zero-trust/x', 'main')),
        failureOf(
          host.openPull({
            head: 'zero-trust/x',
            base: 'main',
            title: 'x',
            body: 'x',
            labels: [],
            reviewers: [],
          }),
        ),
      ]);
      const told = errors.flatMap(error => [
        inspect(error, { depth: 10, showHidden: true }),
        JSON.stringify(error),
        String(error),
      ]);
      const everything = [...told, ...said].join('\n');
      for (const secret of [...world.secrets, new URL(world.apiUrl).host])
        expect(everything).not.toContain(secret);
    });

    it('P9: are sent to the host, so that the scan has something to find', async () => {
      const headers: string[] = [];
      faults.events.on('request:start', ({ request }) => {
        headers.push([...request.headers.values()].join('\n'));
      });
      await world.host.getRepository();
      expect(
        world.secrets.some(secret => headers.join('\n').includes(secret)),
      ).toBe(true);
    });
  });
};
