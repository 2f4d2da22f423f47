import { inspect } from 'node:util';
import { http as msw, HttpResponse } from 'msw';
import { failureOf, HttpTest } from './useHttp';

/** Nothing of the credentials or of the address gets out. */
// A contract is there to be run by the tests of every adapter.
// eslint-disable-next-line jest/no-export
export const secretsContract = (test: () => HttpTest): void => {
  let http: HttpTest;
  beforeEach(() => {
    http = test();
  });

  describe('T5: redirects', () => {
    it.each([301, 302, 307, 308])('T5: does not follow a %i', async code => {
      const elsewhere: string[] = [];
      http.world.faults.use(
        msw.all('https://elsewhere.example/*', ({ request }) => {
          elsewhere.push(request.headers.get('authorization') ?? 'asked');
          return HttpResponse.json({});
        }),
      );
      http.answer(
        () =>
          new HttpResponse(null, {
            status: code,
            headers: { location: 'https://elsewhere.example/api' },
          }),
        { times: 1_000 },
      );
      const error = await failureOf(http.host.getRepository());
      expect(error.code).toBe('GIT_REPO_UNAVAILABLE');
      expect(error.message).not.toContain('elsewhere.example');
      expect(elsewhere).toEqual([]);
    });
  });

  describe('P9: T16: secrets', () => {
    const parrot = (init: ResponseInit) =>
      HttpResponse.json(
        { message: `no ${http.world.secrets.join()} at ${http.world.apiUrl}` },
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
      const sha = await http.mainOf();
      const { host } = http;
      http.answer(make, { times: 1_000 });
      http.clock.neverPause();
      const errors = await Promise.all([
        failureOf(host.getRepository()),
        failureOf(host.ownLogin()),
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
      const everything = [...told, ...http.said].join('\n');
      for (const secret of [
        ...http.world.secrets,
        new URL(http.world.apiUrl).host,
      ])
        expect(everything).not.toContain(secret);
    });

    it('P9: are sent to the host, so that the scan has something to find', async () => {
      const headers: string[] = [];
      http.world.faults.events.on('request:start', ({ request }) => {
        headers.push([...request.headers.values()].join('\n'));
      });
      await http.host.getRepository();
      expect(
        http.world.secrets.some(secret => headers.join('\n').includes(secret)),
      ).toBe(true);
    });
  });
};
