import { HttpResponse } from 'msw';
import { failureOf, HttpTest, status } from './useHttp';

/** A host that asks to be left alone is left alone. */
// A contract is there to be run by the tests of every adapter.
// eslint-disable-next-line jest/no-export
export const limitsContract = (test: () => HttpTest): void => {
  let http: HttpTest;
  beforeEach(() => {
    http = test();
  });

  describe('P5: limits of the host', () => {
    it('P5: waits as long as a secondary limit asks, and writes nothing meanwhile', async () => {
      const sha = await http.mainOf();
      http.forget();
      http.answer(
        () =>
          HttpResponse.json(
            { message: 'You have exceeded a secondary rate limit' },
            { status: 403, headers: { 'retry-after': '30' } },
          ),
        { method: 'POST' },
      );
      const first = http.host.setStatus(sha, status);
      const other = http.second.setStatus(sha, { ...status, context: 'b' });
      expect(await http.clock.nextPause()).toBe(30_000);
      expect(http.seen).toHaveLength(1);
      http.clock.advance(30_000);
      await Promise.all([first, other]);
      expect(http.seen.map(({ at }) => at)).toEqual([0, 30_000, 30_000]);
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
      [
        "429 with GitLab's headers",
        {
          status: 429,
          headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': '50' },
        },
        50_000,
      ],
    ])('P5: reads how long from a %s', async (_, init, expected) => {
      http.answer(() => HttpResponse.json({}, init));
      const reading = http.host.getRepository();
      expect(await http.clock.nextPause()).toBe(expected);
      http.clock.advance(expected);
      expect((await reading).defaultBranch).toBe('main');
    });

    it('P5: says when to come back if that is long, and leaves the host alone until then', async () => {
      http.answer(() =>
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
      const error = await failureOf(http.host.getRepository());
      expect(error).toMatchObject({
        code: 'GIT_RATE_LIMITED',
        retryAfterSeconds: 1200,
        retryable: true,
      });
      const again = await failureOf(http.second.getRepository());
      expect(again).toMatchObject({
        code: 'GIT_RATE_LIMITED',
        retryAfterSeconds: 1200,
      });
      expect(http.seen).toHaveLength(1);
      http.clock.advance(1_200_000);
      expect((await http.host.getRepository()).archived).toBe(false);
    });
  });
};
