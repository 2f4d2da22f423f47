import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  gitlabToken,
  startGitlabWorld,
} from '../__testUtils__/startGitlabWorld';
import {
  errorOf,
  fakeClock,
  oneFile,
  onePull,
  ownBranch,
} from '../__testUtils__/writing';
import { createGitHost } from '../createGitHost';
import { gitlabFactory } from './gitlabFactory';

type World = Awaited<ReturnType<typeof startGitlabWorld>>;

describe('GitlabGitHost over the wire', () => {
  let world: World;
  let clock: ReturnType<typeof fakeClock>;

  beforeEach(async () => {
    clock = fakeClock();
    world = await startGitlabWorld(clock);
  });
  afterEach(() => world.stop());

  const opened = async () => {
    const { sha } = await world.host.commit(await oneFile(world.host));
    const { number } = await world.host.openPull(onePull);
    return { sha, number };
  };

  it('P5: waits as long as the limit asks before it writes again', async () => {
    const { host, wire } = world;
    const { sha } = await host.commit(await oneFile(host));
    wire.instead.push({ status: 429, headers: { 'retry-after': '30' } });
    await host.setStatus(sha, {
      context: 'zero-trust/owner-approval',
      state: 'pending',
      description: 'wait',
    });
    expect(clock.pauses).toEqual([30_000]);
    expect(await world.statuses(sha)).toEqual([
      'zero-trust/owner-approval=pending',
    ]);
  });

  it('P6: tells a hidden project from a missing branch, without its address', async () => {
    world.wire.instead.push({ status: 404 }, { status: 404 });
    const error = await errorOf(world.host.resolveBranch(ownBranch));
    expect(error).toMatchObject({ code: 'GIT_REPO_UNAVAILABLE' });
    expect(String(error)).not.toMatch(/gitlab|https|policies|\/shop/);
  });

  it('P9: sends the token as it should, and tells it to nobody', async () => {
    const { host, wire } = world;
    for (const status of [400, 401, 403, 404, 409, 500]) {
      wire.instead.length = 0;
      const answer = {
        status,
        json: { message: `bad ${gitlabToken}`, url: 'https://gitlab.com' },
      };
      wire.instead.push(...Array.from({ length: 6 }, () => answer));
      const error = await errorOf(host.getRepository());
      const told = JSON.stringify([
        String(error),
        Object.entries(Object(error)),
        (error as Error).stack,
      ]);
      expect(told).not.toContain(gitlabToken);
      expect(told).not.toContain('gitlab.com');
    }
    expect(new Set(wire.asked.map(one => one.authorization))).toEqual(
      new Set([`Bearer ${gitlabToken}`]),
    );
  });

  it('reads a tree page by page, and follows no address that the host names', async () => {
    world.server.treePage = 1;
    const tree = await world.host.readTree(
      (await world.head('main')) ?? '',
      '',
    );
    expect(tree).toHaveLength(3);
  });

  it('P2: does not make a branch again that somebody made at the same moment', async () => {
    const request = await oneFile(world.host);
    const real = world.server.answer.bind(world.server);
    let theirs = '';
    jest.spyOn(world.server, 'answer').mockImplementation(async ask => {
      if (ask.route.endsWith('/repository/commits'))
        theirs = await world.push('mila', ownBranch, { 'mine.yaml': 'x\n' });
      return real(ask);
    });
    expect(await errorOf(world.host.commit(request))).toMatchObject({
      code: 'GIT_CONFLICT',
    });
    expect(await world.head(ownBranch)).toBe(theirs);
  });

  it('P3: tells when the branch moved below the commit', async () => {
    const { sha } = await opened();
    const real = world.server.answer.bind(world.server);
    jest.spyOn(world.server, 'answer').mockImplementation(async ask => {
      if (ask.route.endsWith('/repository/commits'))
        await world.push('mila', ownBranch, { 'mine.yaml': 'x\n' });
      return real(ask);
    });
    const file = await world.host.readFile(sha, 'a/new.yaml');
    const change = {
      ...(await oneFile(world.host)),
      expectHead: sha,
      files: [
        {
          path: 'a/new.yaml',
          bytes: Buffer.from('kind: Other\n'),
          expectBlob: file?.blobSha ?? null,
        },
      ],
    };
    expect(await errorOf(world.host.commit(change))).toMatchObject({
      code: 'GIT_CONFLICT',
    });
  });

  it('calls it forbidden when a rule of the repository refuses the commit', async () => {
    const request = await oneFile(world.host);
    const real = world.server.answer.bind(world.server);
    jest.spyOn(world.server, 'answer').mockImplementation(async ask =>
      ask.route.endsWith('/repository/commits')
        ? {
            status: 400,
            json: { message: 'You are not allowed to push into this branch' },
          }
        : real(ask),
    );
    const error = await errorOf(world.host.commit(request));
    expect(error).toMatchObject({ code: 'GIT_FORBIDDEN' });
    expect(String(error)).not.toContain('not allowed to push');
  });

  it('P2: adopts a merge request that was opened at the same moment', async () => {
    const { number } = await opened();
    // The list is older than the merge request.
    world.wire.instead.push({ status: 200, json: [] });
    expect((await world.host.openPull(onePull)).number).toBe(number);
    expect(await world.pulls()).toHaveLength(1);
  });

  it('says whom GitLab left out of the reviewers, and keeps those who were asked', async () => {
    await opened();
    world.server.maxReviewers = 1;
    await world.host.openPull({ ...onePull, reviewers: ['mila'] });
    const again = await world.host.openPull({
      ...onePull,
      reviewers: ['amira', 'nobody'],
    });
    expect([...again.warnings].sort()).toEqual([
      "'amira' could not be asked for a review",
      "'nobody' could not be asked for a review",
    ]);
    expect((await world.pulls())[0].requested).toEqual(['mila']);
  });

  it('sets a status again that the commit has already', async () => {
    const { sha } = await opened();
    const status = {
      context: 'zero-trust/owner-approval',
      state: 'failure',
      description: 'no',
    } as const;
    await world.host.setStatus(sha, status);
    await world.host.setStatus(sha, status);
    expect(await world.statuses(sha)).toEqual([
      'zero-trust/owner-approval=failure',
    ]);
  });

  it('edits no comment of another person who wrote our marker', async () => {
    const { number } = await opened();
    await world.host.comment(number, 'approval', 'Approved.');
    const notes = world.server.twin.notes.get(number) ?? [];
    const forged = { ...notes[0], id: 5, login: 'mila' };
    notes.unshift(forged);
    await world.host.comment(number, 'approval', 'Not any more.');
    expect(forged.body).toContain('Approved.');
    expect(notes[1].body).toContain('Not any more.');
  });
});

describe('gitlabFactory', () => {
  const integrations = (gitlab: object[]) =>
    ScmIntegrations.fromConfig(new ConfigReader({ integrations: { gitlab } }));
  const repository = (url: string) => ({
    sourceId: 'shop',
    url,
    branch: 'main',
  });

  it('takes projects of configured hosts and of no others', () => {
    const known = integrations([
      {
        host: 'git.example.com',
        apiBaseUrl: 'https://git.example.com/gitlab/api/v4',
        baseUrl: 'https://git.example.com/gitlab',
        token: 'x',
      },
    ]);
    expect(
      createGitHost(
        repository('https://git.example.com/gitlab/group/sub/policies'),
        known,
      ).kind,
    ).toBe('gitlab');
    expect(
      gitlabFactory.create(
        repository('https://git.example.com.evil.org/a/b'),
        known,
      ),
    ).toBeUndefined();
  });

  it('says so when the integration has no token', async () => {
    const host = createGitHost(
      repository('https://gitlab.com/shop/policies'),
      integrations([]),
    );
    expect(await errorOf(host.getRepository())).toMatchObject({
      code: 'GIT_AUTH_FAILED',
    });
  });
});
