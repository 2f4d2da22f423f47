import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { commentMarker } from '../commentMarker';
import {
  GiteaWorld,
  startGiteaWorld,
} from '../__testUtils__/gitea/startGiteaWorld';
import { errorOf } from '../__testUtils__/writing';

describe('GiteaApi over the wire', () => {
  let world: GiteaWorld;
  const open = async (seed: Record<string, string> = {}) => {
    world = await startGiteaWorld(seed);
    return world.demo.repository('shop', 'policies');
  };
  afterEach(() => world.stop());

  const pull = async () => {
    await world.push('amira', 'zero-trust/x', { 'x.yaml': 'x\n' });
    const { number } = await world.host.openPull({
      head: 'zero-trust/x',
      base: 'main',
      title: 'x',
      body: 'x',
      labels: [],
      reviewers: [],
    });
    return number;
  };

  it('reads a tree of more entries than a page has', async () => {
    await open(
      Object.fromEntries(
        Array.from({ length: 1100 }, (_, index) => [`f/${index}.yaml`, 'x']),
      ),
    );
    const main = await world.host.resolveBranch('main');
    const tree = await world.host.readTree(main?.sha ?? '', 'f');
    expect(tree).toHaveLength(1100);
  });

  it('reads reviews of more pages than one', async () => {
    await open();
    const number = await pull();
    for (let index = 0; index < 60; index += 1)
      await world.as('amira', 'POST', `pulls/${number}/reviews`, {
        event: 'COMMENT',
        body: `${index}`,
      });
    await world.review('amira', number, 'approved');
    const { reviews } = await world.host.getPull(number);
    expect(reviews).toHaveLength(61);
    expect(reviews[60].state).toBe('approved');
  });

  it('tells a dismissed review from one that counts', async () => {
    const repository = await open();
    const number = await pull();
    await world.review('amira', number, 'approved');
    repository.pull(number).reviews[0].dismissed = true;
    const { reviews } = await world.host.getPull(number);
    expect(reviews.map(({ state }) => state)).toEqual(['dismissed']);
  });

  it('P4: T7: reads a timeline of more pages than one', async () => {
    await open();
    const number = await pull();
    for (let index = 0; index < 55; index += 1)
      await world.as('amira', 'POST', `issues/${number}/comments`, {
        body: `${index}`,
      });
    await world.push('mila', 'zero-trust/x', { 'y.yaml': 'y\n' }, 'amira');
    const { committers } = await world.host.getPull(number);
    expect(committers).toContain('mila');
  });

  it('does not edit what somebody else wrote with our marker', async () => {
    await open();
    const number = await pull();
    await world.as('amira', 'POST', `issues/${number}/comments`, {
      body: `${commentMarker('approval')}\nApproved, says amira.`,
    });
    await world.host.comment(number, 'approval', 'One approval is missing.');
    const comments = await world.comments(number);
    expect(comments).toHaveLength(2);
    expect(comments[0]).toContain('says amira');
  });

  it('says that there is no such commit, which Gitea calls a bad request', async () => {
    await open();
    expect(
      await errorOf(world.host.readTree('a'.repeat(40), '')),
    ).toMatchObject({ code: 'GIT_REPO_UNAVAILABLE' });
  });

  it('P3: tells of a conflict where the base changed the same file', async () => {
    await open({ 'x.yaml': 'x: 0\n' });
    const number = await pull();
    expect((await world.host.getPull(number)).mergeable).toBe(true);
    await world.push('mila', 'main', { 'x.yaml': 'other\n' });
    expect((await world.host.getPull(number)).mergeable).toBe(false);
  });

  it('finds a pull request whose branch is gone', async () => {
    const repository = await open();
    const number = await pull();
    await repository.git.deleteBranch('zero-trust/x');
    const found = await world.host.findPull('zero-trust/x', 'main');
    expect(found?.number).toBe(number);
  });

  it('tells a required status from one that is only listed', async () => {
    const repository = await open();
    await world.require(['zero-trust/owner-approval']);
    repository.protections[0].enable_status_check = false;
    expect(await world.host.requiredStatuses?.('main')).toEqual([]);
  });

  describe('when Gitea answers otherwise', () => {
    const faults = setupServer();
    beforeAll(() => faults.listen({ onUnhandledRequest: 'bypass' }));
    afterEach(() => faults.resetHandlers());
    afterAll(() => faults.close());

    it('P2: takes a file that is gone at the moment of the commit for a conflict', async () => {
      await open();
      const main = (await world.head('main')) ?? '';
      const readme = await world.host.readFile(main, 'README.md');
      faults.use(
        http.post(`${world.url}/api/v1/repos/shop/policies/contents`, () =>
          HttpResponse.json({ message: 'does not exist' }, { status: 404 }),
        ),
      );
      const request = {
        branch: 'zero-trust/x',
        createFrom: main,
        message: 'x',
        files: [
          {
            path: 'README.md',
            bytes: Buffer.from('# Other\n'),
            expectBlob: readme?.blobSha ?? null,
          },
        ],
      };
      expect(await errorOf(world.host.commit(request))).toMatchObject({
        code: 'GIT_CONFLICT',
      });
    });

    it('P3: tells of no conflict while Gitea looks for some', async () => {
      await open();
      const number = await pull();
      await world.push('mila', 'main', { 'other.yaml': 'x\n' });
      const at = `${world.url}/api/v1/repos/shop/policies/pulls/${number}`;
      const read = await fetch(at);
      const shown = Object(await read.json());
      faults.use(
        http.get(at, () => HttpResponse.json({ ...shown, mergeable: false })),
      );
      expect((await world.host.getPull(number)).mergeable).toBeUndefined();
    });

    it('does not take a file whose content is left out for an empty one', async () => {
      await open();
      const main = (await world.head('main')) ?? '';
      faults.use(
        http.get(`${world.url}/api/v1/repos/shop/policies/git/blobs/*`, () =>
          HttpResponse.json({
            encoding: null,
            content: null,
            size: 11_000_000,
          }),
        ),
      );
      expect(
        await errorOf(world.host.readFile(main, 'README.md')),
      ).toMatchObject({ code: 'SOURCE_NOT_WRITABLE' });
    });

    it.each([
      ['has no timeline', () => HttpResponse.json({}, { status: 404 })],
      ['leaves a push out', () => HttpResponse.json(null)],
    ])('P4: T7: does not know all who pushed where it %s', async (_, make) => {
      await open();
      const number = await pull();
      await world.push('mila', 'zero-trust/x', { 'y.yaml': 'y\n' }, 'amira');
      expect((await world.host.getPull(number)).committersComplete).toBe(true);
      faults.use(
        http.get(
          `${world.url}/api/v1/repos/shop/policies/issues/${number}/timeline`,
          make,
        ),
      );
      const { committersComplete } = await world.host.getPull(number);
      expect(committersComplete).toBe(false);
    });

    it('cannot tell what a protected branch requires when Gitea does not', async () => {
      await open();
      faults.use(
        http.get(`${world.url}/api/v1/repos/shop/policies/branches/main`, () =>
          HttpResponse.json({
            commit: { id: 'a'.repeat(40) },
            protected: true,
          }),
        ),
      );
      expect(await world.host.requiredStatuses?.('main')).toBe('unreadable');
    });
  });
});
