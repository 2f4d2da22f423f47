import { MemoryPull } from '../memory/MemoryForge';
import {
  GithubWorld,
  startGithubWorld,
} from '../__testUtils__/github/startGithubWorld';
import { errorOf, oneFile, onePull, ownBranch } from '../__testUtils__/writing';

describe('GithubApi over the wire', () => {
  let world: GithubWorld;

  beforeEach(async () => {
    world = await startGithubWorld();
  });
  afterEach(() => world.stop());

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
    expect(wire.asked.at(-2)?.route).toMatch(/^PATCH .*\/git\/refs\/heads\//);
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
    world.server.git.truncateAbove = 2;
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
      world = await startGithubWorld(type);
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

  const opened = async (): Promise<MemoryPull> => {
    await world.host.commit(await oneFile(world.host));
    const { number } = await world.host.openPull(onePull);
    return world.server.twin.pull(number);
  };

  it('calls it forbidden when a ruleset keeps it from making the branch', async () => {
    world.server.git.forbidden = /^zero-trust\//;
    expect(
      await errorOf(world.host.commit(await oneFile(world.host))),
    ).toMatchObject({ code: 'GIT_FORBIDDEN' });
    expect(await world.head(ownBranch)).toBeUndefined();
  });

  it('calls it forbidden when a ruleset keeps it from moving the branch', async () => {
    const request = await oneFile(world.host);
    const { sha } = await world.host.commit(request);
    world.server.git.forbidden = /^zero-trust\//;
    const [file] = request.files;
    const error = await errorOf(
      world.host.commit({
        ...request,
        expectHead: sha,
        files: [{ ...file, path: 'a/other.yaml' }],
      }),
    );
    expect(error).toMatchObject({ code: 'GIT_FORBIDDEN' });
    expect(await world.head(ownBranch)).toBe(sha);
  });

  it('P4: T7: does not take part of a long list of commits for all of it', async () => {
    const { number, headSha } = await opened();
    for (let nth = 0; nth < 250; nth += 1)
      await world.push('mila', ownBranch, { 'mine.yaml': `${nth}\n` });
    const pull = await world.host.getPull(number);
    expect(pull.headSha).not.toBe(headSha);
    expect(pull.committersComplete).toBe(false);
  });

  it('P4: T7: names nobody for what GitHub commits in its own name', async () => {
    const { number } = await opened();
    await world.push('stranger', ownBranch, { 'mine.yaml': 'x\n' });
    const pull = await world.host.getPull(number);
    expect(pull.committers).toEqual([world.login]);
    expect(pull.committersComplete).toBe(false);
  });

  it('P4: T7: does not know all who pushed where GitHub does not tell', async () => {
    const { number } = await opened();
    expect((await world.host.getPull(number)).committersComplete).toBe(true);
    world.server.git.hasActivity = false;
    const pull = await world.host.getPull(number);
    expect(pull.committersComplete).toBe(false);
  });

  it('looks again when something was pushed while it looked', async () => {
    const pull = await opened();
    const real = world.server.answer.bind(world.server);
    jest.spyOn(world.server, 'answer').mockImplementation(async ask => {
      const answer = await real(ask);
      // The head is newer than the list of commits.
      if (!/^GET .*\/pulls\/1$/.test(ask.route)) return answer;
      const json = answer.json as object;
      const head = { ref: ownBranch, sha: 'e'.repeat(40) };
      return { ...answer, json: { ...json, head } };
    });
    expect(await errorOf(world.host.getPull(pull.number))).toMatchObject({
      code: 'GIT_UNAVAILABLE',
      retryable: true,
    });
  });

  it('tells nothing about merging before GitHub knows', async () => {
    const { number } = await opened();
    world.server.pulls.mergeableKnown = false;
    expect((await world.host.getPull(number)).mergeable).toBeUndefined();
  });

  it('does not give out the content of a file that is not whole', async () => {
    const real = world.server.answer.bind(world.server);
    jest.spyOn(world.server, 'answer').mockImplementation(async ask => {
      const answer = await real(ask);
      return /\/git\/blobs\//.test(ask.route)
        ? { ...answer, json: { encoding: 'base64', content: '' } }
        : answer;
    });
    const main = (await world.head('main')) ?? '';
    expect(await errorOf(world.host.readFile(main, 'README.md'))).toMatchObject(
      { code: 'SOURCE_NOT_WRITABLE' },
    );
  });
});

describe('whose account it has on GitHub', () => {
  it.each([
    ['token', 'zero-trust-bot', 'GET /user'],
    ['app', 'zero-trust[bot]', 'POST /graphql'],
  ] as const)('is asked once with an %s', async (type, login, route) => {
    const world = await startGithubWorld(type);
    expect(await world.host.ownLogin()).toBe(login);
    expect(await world.host.ownLogin()).toBe(login);
    const asked = world.wire.asked.map(one => one.route);
    expect(asked.filter(one => !one.endsWith('/installation'))).toEqual([
      route,
    ]);
    await world.stop();
  });

  it('is not made up where GraphQL does not tell it', async () => {
    const world = await startGithubWorld('app');
    // The first is about narrowing the token.
    world.wire.instead.push(undefined, {
      status: 200,
      json: { data: { viewer: null } },
    });
    expect(await errorOf(world.host.ownLogin())).toMatchObject({
      code: 'GIT_FORBIDDEN',
    });
    await world.stop();
  });
});
