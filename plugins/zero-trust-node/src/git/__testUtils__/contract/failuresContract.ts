import { delay, HttpResponse } from 'msw';
import { GitHost } from '../../GitHost';
import { failureOf, HttpTest, shortly, status } from './useHttp';

/** What a failure of the host means, and when it is asked again. */
// A contract is there to be run by the tests of every adapter.
// eslint-disable-next-line jest/no-export
export const failuresContract = (test: () => HttpTest): void => {
  let http: HttpTest;
  beforeEach(() => {
    http = test();
  });

  describe('P6: a repository that is not there', () => {
    it.each<[string, (host: GitHost) => Promise<unknown>]>([
      ['its facts', host => host.getRepository()],
      ['a branch', host => host.resolveBranch('main')],
      ['a tree', host => host.readTree('a'.repeat(40), '')],
      ['a pull request', host => host.getPull(1)],
      ['an open pull request', host => host.findPull('zero-trust/x', 'main')],
    ])('P6: says so when asked for %s, without its address', async (_, ask) => {
      http.answer(
        () => HttpResponse.json({ message: 'Not Found' }, { status: 404 }),
        {
          times: 1_000,
        },
      );
      const error = await failureOf(ask(http.host));
      expect(error.code).toBe('GIT_REPO_UNAVAILABLE');
      expect(error.message).not.toContain(new URL(http.world.apiUrl).host);
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
        const sha = await http.mainOf();
        http.forget();
        http.answer(() => HttpResponse.json({}, { status: code }), {
          method: 'POST',
          times: 1_000,
        });
        const error = await failureOf(http.host.setStatus(sha, status));
        expect(error).toMatchObject({ code: expected, retryable });
        expect(http.seen).toHaveLength(1);
      },
    );

    it('asks again when a read fails for a moment', async () => {
      http.answer(() => HttpResponse.json({}, { status: 502 }), { times: 2 });
      const reading = http.host.getRepository();
      for (const expected of [200, 400]) {
        expect(await http.clock.nextPause()).toBe(expected);
        http.clock.advance(expected);
      }
      expect((await reading).defaultBranch).toBe('main');
    });

    it('gives up a read after five tries', async () => {
      http.answer(() => HttpResponse.error(), { times: 1_000 });
      const reading = failureOf(http.host.getRepository());
      for (const expected of [200, 400, 800, 1600]) {
        expect(await http.clock.nextPause()).toBe(expected);
        http.clock.advance(expected);
      }
      expect((await reading).code).toBe('GIT_UNAVAILABLE');
      expect(http.seen).toHaveLength(5);
    });

    it('does not wait for ever', async () => {
      const { queue, world } = http;
      const hasty = world.connect({ queue, timeoutMs: shortly });
      const sha = await http.mainOf();
      http.answer(
        async () => {
          await delay('infinite');
          return HttpResponse.json({});
        },
        { method: 'POST' },
      );
      const error = await failureOf(hasty.setStatus(sha, status));
      expect(error.code).toBe('GIT_UNAVAILABLE');
    });

    it.each([
      ['no JSON', () => HttpResponse.text('<html>please sign in</html>')],
      ['other JSON', () => HttpResponse.json({ hello: 'world' })],
    ])('reads nothing into an answer that is %s', async (_, make) => {
      http.answer(make, { times: 1_000 });
      const error = await failureOf(http.host.getRepository());
      expect(error.code).toBe('GIT_UNAVAILABLE');
      expect(error.message).toContain('cannot be read');
    });
  });
};
