import {
  GitlabWorld,
  startGitlabWorld,
} from '../__testUtils__/gitlab/startGitlabWorld';
import { errorOf, oneFile, onePull, ownBranch } from '../__testUtils__/writing';

describe('GitlabApi over the wire', () => {
  let world: GitlabWorld;

  beforeEach(async () => {
    world = await startGitlabWorld();
  });
  afterEach(() => world.stop());

  const opened = async () => {
    const { sha } = await world.host.commit(await oneFile(world.host));
    const { number } = await world.host.openPull(onePull);
    return { sha, number };
  };

  it('reads a tree page by page, and follows no address that the host names', async () => {
    world.server.git.treePage = 1;
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
    world.server.mergeRequests.maxReviewers = 1;
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
      state: 'pending',
      description: 'waits',
    } as const;
    await world.host.setStatus(sha, status);
    await world.host.setStatus(sha, status);
    expect(await world.statuses(sha)).toEqual([
      'zero-trust/owner-approval=pending',
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

  it('passes on that a status was refused for another reason', async () => {
    const { sha } = await opened();
    world.wire.instead.push({ status: 400, json: { message: 'no' } });
    const status = { context: 'x', state: 'pending', description: '' } as const;
    expect(await errorOf(world.host.setStatus(sha, status))).toMatchObject({
      code: 'GIT_CONFLICT',
    });
  });

  it('P4: T7: takes no name that somebody chose for the owner of an address', async () => {
    const { number } = await opened();
    const real = world.server.answer.bind(world.server);
    jest.spyOn(world.server, 'answer').mockImplementation(async ask =>
      // Somebody calls themselves what stands in the commit.
      ask.query.get('search') === 'stranger@elsewhere.example'
        ? {
            status: 200,
            json: [{ id: 3, username: 'amira', public_email: null }],
          }
        : real(ask),
    );
    await world.push('stranger', ownBranch, { 'mine.yaml': 'x\n' });
    const pull = await world.host.getPull(number);
    expect(pull.committers).not.toContain('amira');
    expect(pull.committersComplete).toBe(false);
  });

  it('cannot tell which status is required when pipelines have to succeed', async () => {
    await world.require(['zero-trust/owner-approval']);
    expect(await world.host.requiredStatuses?.('main')).toBe('unreadable');
  });

  it('cannot tell either when the project does not say', async () => {
    world.server.twin.required = 'unreadable';
    expect(await world.host.requiredStatuses?.('main')).toBe('unreadable');
  });
});
