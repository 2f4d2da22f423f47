import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  githubToken,
  startGithubWorld,
} from '../__testUtils__/startGithubWorld';
import {
  errorOf,
  fakeClock,
  oneFile,
  onePull,
  ownBranch,
} from '../__testUtils__/writing';
import { createGitHost } from '../createGitHost';
import { HostQueue } from '../http/HostQueue';
import { createGithubGitHost, githubFactory } from './githubFactory';

type World = Awaited<ReturnType<typeof startGithubWorld>>;

describe('GithubGitHost over the wire', () => {
  let world: World;
  let clock: ReturnType<typeof fakeClock>;
  const routes = () => world.wire.asked.map(({ route }) => route);

  beforeEach(async () => {
    clock = fakeClock();
    world = await startGithubWorld('token', clock);
  });
  afterEach(() => world.stop());

  it('P5: waits as long as a secondary limit asks, and writes nothing meanwhile', async () => {
    const { host, wire } = world;
    const request = await oneFile(host);
    wire.asked.length = 0;
    // The branch, the tree and the commit are read before the first write.
    wire.instead.push(undefined, undefined, undefined, undefined, {
      status: 403,
      json: { message: 'You have exceeded a secondary rate limit.' },
      headers: { 'retry-after': '30' },
    });
    await host.commit(request);
    expect(clock.pauses).toEqual([30_000]);
    const writes = routes().filter(route => !route.startsWith('GET'));
    expect(writes.map(route => route.split('policies')[1])).toEqual([
      '/git/trees',
      '/git/trees',
      '/git/commits',
      '/git/refs',
    ]);
  });

  it('P5: says when to come back where the limit is reset much later', async () => {
    world.wire.instead.push({
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3000' },
    });
    expect(await errorOf(world.host.resolveBranch('main'))).toMatchObject({
      code: 'GIT_RATE_LIMITED',
      retryAfterSeconds: 3000,
    });
  });

  it('P6: tells a hidden repository from a missing branch, without its address', async () => {
    world.wire.instead.push({ status: 404 }, { status: 404 });
    const error = await errorOf(world.host.resolveBranch(ownBranch));
    expect(error).toMatchObject({ code: 'GIT_REPO_UNAVAILABLE' });
    expect(String(error)).not.toMatch(/github|https|policies|\/shop/);
  });

  it('P9: sends the token as it should, and tells it to nobody', async () => {
    const { host, wire } = world;
    for (const status of [401, 403, 404, 409, 422, 500]) {
      wire.instead.length = 0;
      const answer = {
        status,
        json: { message: `bad ${githubToken}`, url: 'https://api.github.com' },
        headers: { 'x-token': githubToken },
      };
      wire.instead.push(...Array.from({ length: 6 }, () => answer));
      const error = await errorOf(host.getRepository());
      const told = JSON.stringify([
        String(error),
        Object.entries(Object(error)),
        (error as Error).stack,
      ]);
      expect(told).not.toContain(githubToken);
      expect(told).not.toContain('api.github.com');
    }
    expect(new Set(wire.asked.map(one => one.authorization))).toEqual(
      new Set([`Bearer ${githubToken}`]),
    );
  });

  it('P3: leaves a branch alone that somebody moved at the same moment', async () => {
    const { host, wire } = world;
    const request = await oneFile(host);
    await host.commit(request);
    const head = (await world.head(ownBranch)) ?? '';
    const next = {
      ...request,
      expectHead: head,
      files: [
        { path: 'a/b.yaml', bytes: Buffer.from('x\n'), expectBlob: null },
      ],
    };
    const real = world.server.answer.bind(world.server);
    let theirs = '';
    jest.spyOn(world.server, 'answer').mockImplementation(async ask => {
      if (ask.route.startsWith('POST') && ask.route.endsWith('/git/commits'))
        theirs = await world.push('mila', ownBranch, { 'mine.yaml': 'x\n' });
      return real(ask);
    });
    expect(await errorOf(host.commit(next))).toMatchObject({
      code: 'GIT_CONFLICT',
    });
    expect(await world.head(ownBranch)).toBe(theirs);
    expect(wire.asked.at(-1)?.route).toMatch(/^PATCH .*\/git\/refs\/heads\//);
  });

  it('P2: does not make a branch again that somebody made at the same moment', async () => {
    const request = await oneFile(world.host);
    const real = world.server.answer.bind(world.server);
    jest.spyOn(world.server, 'answer').mockImplementation(async ask => {
      if (ask.route.endsWith('/git/refs'))
        await world.push('mila', ownBranch, { 'mine.yaml': 'x\n' });
      return real(ask);
    });
    expect(await errorOf(world.host.commit(request))).toMatchObject({
      code: 'GIT_CONFLICT',
    });
  });

  it('P2: adopts a pull request that was opened at the same moment', async () => {
    const { host, wire } = world;
    await host.commit(await oneFile(host));
    const first = await host.openPull(onePull);
    // The list is older than the pull request.
    wire.instead.push({ status: 200, json: [] });
    expect((await host.openPull(onePull)).number).toBe(first.number);
  });

  it('reads a tree folder by folder when GitHub cuts it off', async () => {
    world.server.truncateAbove = 2;
    const tree = await world.host.readTree(
      (await world.head('main')) ?? '',
      'clusters',
    );
    expect(tree.map(({ path }) => path)).toEqual([
      'clusters/prod-eu/shop/orders/allow-web.yaml',
      'clusters/prod-eu/shop/orders/kustomization.yaml',
    ]);
  });

  it('writes bytes that are no text as they are', async () => {
    const bytes = new Uint8Array([0xff, 0x00, 0xfe]);
    const { sha } = await world.host.commit(await oneFile(world.host, bytes));
    expect((await world.host.readFile(sha, 'a/new.yaml'))?.bytes).toEqual(
      bytes,
    );
  });

  it.each(['token', 'app'] as const)(
    'edits no comment of another person who wrote our marker, with an %s',
    async type => {
      await world.stop();
      world = await startGithubWorld(type, clock);
      const { host, server } = world;
      await host.commit(await oneFile(host));
      const { number } = await host.openPull(onePull);
      await host.comment(number, 'approval', 'Approved.');
      const { comments } = server.twin.pulls[0];
      const [{ body }] = comments;
      comments.unshift({ login: 'mila', body: `${body} forged` });
      await host.comment(number, 'approval', 'Not any more.');
      expect(comments.map(({ login }) => login)).toHaveLength(2);
      expect(comments[0].body).toBe(`${body} forged`);
      expect(comments[1].body).toContain('Not any more.');
    },
  );

  it.each([
    [{ status: 401 }, 'GIT_AUTH_FAILED'],
    [{ status: 404 }, 'GIT_REPO_UNAVAILABLE'],
    [new Error('The app does not have access to shop'), 'GIT_REPO_UNAVAILABLE'],
    [new Error('connect ECONNREFUSED 10.0.0.1'), 'GIT_UNAVAILABLE'],
  ])('maps %j of the credentials provider to %s', async (cause, code) => {
    const host = createGithubGitHost({
      sourceId: 'shop',
      address: { host: 'github.com', owner: 'shop', name: 'policies' },
      config: { host: 'github.com', apiBaseUrl: 'https://api.github.com' },
      credentials: { getCredentials: async () => Promise.reject(cause) },
      queue: new HostQueue(clock),
    });
    const error = await errorOf(host.getRepository());
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toMatch(/10\.0\.0\.1|access to shop/);
  });
});

describe('githubFactory', () => {
  const integrations = (github: object[]) =>
    ScmIntegrations.fromConfig(new ConfigReader({ integrations: { github } }));
  const repository = (url: string) => ({
    sourceId: 'shop',
    url,
    branch: 'main',
  });

  it('takes repositories of configured hosts and of no others', () => {
    const known = integrations([
      {
        host: 'ghe.example.com',
        apiBaseUrl: 'https://ghe.example.com/api/v3',
        token: 'x',
      },
    ]);
    const create = (url: string) =>
      githubFactory.create(repository(url), known);
    expect(create('https://ghe.example.com/shop/policies')?.kind).toBe(
      'github',
    );
    expect(
      create('https://ghe.example.com.evil.org/shop/policies'),
    ).toBeUndefined();
    expect(
      createGitHost(repository('https://github.com/shop/policies'), known).kind,
    ).toBe('github');
  });

  it('says so when the integration has neither an app nor a token', async () => {
    const host = githubFactory.create(
      repository('https://github.com/shop/policies'),
      integrations([]),
    );
    expect(
      await errorOf(host?.getRepository() ?? Promise.resolve()),
    ).toMatchObject({
      code: 'GIT_AUTH_FAILED',
    });
  });
});
