import { CommitRequest, GitHost, NewPull } from '../GitHost';
import { GitHostWorld, seedFiles } from './GitHostWorld';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const text = (value: Uint8Array | undefined) =>
  value && Buffer.from(value).toString('utf8');

const folder = 'clusters/prod-eu/shop/orders';
const listFile = `${folder}/kustomization.yaml`;
const newFile = `${folder}/allow-cart.yaml`;
const branch = 'zero-trust/ar-k3m9';

const mainOf = async (host: GitHost): Promise<string> =>
  (await host.resolveBranch('main'))?.sha ?? 'no main';

/** A commit of two files: one that is new, one that is changed. */
const twoFiles = async (host: GitHost): Promise<CommitRequest> => {
  const createFrom = await mainOf(host);
  const list = await host.readFile(createFrom, listFile);
  return {
    branch,
    createFrom,
    message: 'Allow cart to call orders\n\nZero-Trust-Request: k3m9',
    files: [
      {
        path: newFile,
        bytes: bytes('kind: NetworkPolicy # cart\n'),
        expectBlob: null,
      },
      {
        path: listFile,
        bytes: bytes(
          `${
            seedFiles[listFile as keyof typeof seedFiles]
          }  - allow-cart.yaml\n`,
        ),
        expectBlob: list?.blobSha ?? null,
      },
    ],
  };
};

const aPull: NewPull = {
  head: branch,
  base: 'main',
  title: 'zero-trust: allow cart -> orders [k3m9]',
  body: 'Requested by mila.',
  labels: ['zero-trust', 'tier/prod'],
  reviewers: ['amira'],
};

/**
 * What every adapter does, whatever the host. `start` makes a fresh world; ids
 * are those of the specification of access requests, 8.3.
 */
// A contract is there to be run by the tests of every adapter.
// eslint-disable-next-line jest/no-export
export const gitHostContract = (start: () => Promise<GitHostWorld>): void => {
  let world: GitHostWorld;
  let host: GitHost;

  beforeEach(async () => {
    world = await start();
    ({ host } = world);
  });
  afterEach(() => world.stop());

  const opened = async (pull: Partial<NewPull> = {}) => {
    const commit = await host.commit(await twoFiles(host));
    const { number } = await host.openPull({ ...aPull, ...pull });
    return { number, sha: commit.sha };
  };

  describe('reading', () => {
    it('tells the default branch, and that it may push', async () => {
      expect(await host.getRepository()).toEqual({
        defaultBranch: 'main',
        archived: false,
        canPush: true,
      });
    });

    it('tells a branch that is there from one that is not', async () => {
      expect(await host.resolveBranch('main')).toEqual({
        sha: await world.head('main'),
      });
      expect(await host.resolveBranch(branch)).toBeUndefined();
    });

    it('reads a tree at a commit, below a folder, sorted by path', async () => {
      const tree = await host.readTree(await mainOf(host), 'clusters/prod-eu');
      // Not every host tells sizes; one that does tells the right ones.
      const sizes: Record<string, number> = {
        [`${folder}/allow-web.yaml`]: 20,
        [listFile]: 30,
      };
      expect(
        tree.map(({ path, mode, size = sizes[path] }) => [path, mode, size]),
      ).toEqual(
        Object.entries(sizes).map(([path, size]) => [path, '100644', size]),
      );
    });

    it('takes a folder for itself and not for the start of a name', async () => {
      await world.push('mila', 'main', { 'clusters/prod-eu1/x.yaml': 'x\n' });
      const tree = await host.readTree(await mainOf(host), 'clusters/prod-eu');
      expect(tree.map(({ path }) => path)).not.toContain(
        'clusters/prod-eu1/x.yaml',
      );
    });

    it('reads a file at the commit that was pinned, not at the newest', async () => {
      const pinned = await mainOf(host);
      await world.push('mila', 'main', { 'README.md': '# Changed\n' });
      const file = await host.readFile(pinned, 'README.md');
      expect(text(file?.bytes)).toBe('# Policies\n');
      expect(file?.mode).toBe('100644');
      const newest = await host.readFile(await mainOf(host), 'README.md');
      expect(text(newest?.bytes)).toBe('# Changed\n');
    });

    it('answers nothing for a file that is not there', async () => {
      expect(
        await host.readFile(await mainOf(host), 'no/such.yaml'),
      ).toBeUndefined();
    });
  });

  describe('P1: a change of two files', () => {
    it('P1: makes one branch with both files and one pull request', async () => {
      const before = await world.head('main');
      const { number, sha } = await opened();
      expect(await world.head(branch)).toBe(sha);
      expect(await world.head('main')).toBe(before);
      const changed = await host.readFile(sha, listFile);
      expect(text(changed?.bytes)).toContain('  - allow-cart.yaml\n');
      expect(text((await host.readFile(sha, newFile))?.bytes)).toContain(
        '# cart',
      );
      expect(await world.pulls()).toEqual([
        {
          number,
          head: branch,
          title: aPull.title,
          body: aPull.body,
          open: true,
          labels: ['zero-trust', 'tier/prod'],
          requested: ['amira'],
        },
      ]);
    });

    it('P1: tells what the pull request changes and where it stands', async () => {
      const { number, sha } = await opened();
      const pull = await host.getPull(number);
      expect(pull).toMatchObject({
        number,
        title: aPull.title,
        state: 'open',
        base: 'main',
        headSha: sha,
        mergeable: true,
        reviews: [],
      });
      expect([...pull.files].sort()).toEqual([newFile, listFile]);
      expect(pull.mergeSha).toBeUndefined();
      expect(await host.findPull(branch, 'main')).toEqual({
        number,
        url: pull.url,
      });
    });

    it('P1: removes a file', async () => {
      const createFrom = await mainOf(host);
      const old = await host.readFile(createFrom, 'README.md');
      const { sha } = await host.commit({
        branch,
        createFrom,
        message: 'Remove it',
        files: [{ path: 'README.md', expectBlob: old?.blobSha ?? null }],
      });
      expect(await host.readFile(sha, 'README.md')).toBeUndefined();
    });

    it('P1: tells of a reviewer whom the host does not know, and the pull request stands', async () => {
      await host.commit(await twoFiles(host));
      const pull = await host.openPull({
        ...aPull,
        reviewers: ['nobody', 'amira'],
      });
      expect(pull.warnings).toEqual([
        "'nobody' could not be asked for a review",
      ]);
      const [seen] = await world.pulls();
      expect(seen.requested).toEqual(['amira']);
    });
  });

  describe('P2: doing it again after a crash', () => {
    it('P2: adopts the branch and the pull request of the same plan', async () => {
      const request = await twoFiles(host);
      const first = await host.commit(request);
      const pull = await host.openPull(aPull);
      expect(await host.commit(request)).toEqual({
        sha: first.sha,
        adopted: true,
      });
      const again = await host.openPull(aPull);
      expect(again).toMatchObject({ number: pull.number, adopted: true });
      expect(await world.pulls()).toHaveLength(1);
    });

    it('P2: goes on where the branch was made and the commit was not', async () => {
      const request = await twoFiles(host);
      const base = request.createFrom;
      await world.push('mila', branch, { 'x.yaml': 'x\n' });
      await host.deleteBranch(branch, (await world.head(branch)) ?? '');
      const done = await host.commit(request);
      expect(done.adopted).toBe(false);
      expect(await world.head('main')).toBe(base);
    });

    it('P2: makes good the labels and reviewers that a crash left out', async () => {
      await opened({ labels: [], reviewers: [] });
      await host.openPull(aPull);
      const [seen] = await world.pulls();
      expect(seen.labels).toEqual(['zero-trust', 'tier/prod']);
      expect(seen.requested).toEqual(['amira']);
    });

    it('P2: opens another pull request when the first was closed', async () => {
      const { number } = await opened();
      await host.closePull(number, 'Closed by its requester.');
      expect(await host.findPull(branch, 'main')).toBeUndefined();
      const again = await host.openPull(aPull);
      expect(again.adopted).toBe(false);
      expect(again.number).not.toBe(number);
    });
  });

  describe('P3: the base moves', () => {
    it('P3: commits on the pinned base when other files changed', async () => {
      const request = await twoFiles(host);
      await world.push('mila', 'main', { 'other.yaml': 'x: 1\n' });
      const { sha } = await host.commit(request);
      expect(await host.readFile(sha, 'other.yaml')).toBeUndefined();
      const { number } = await host.openPull(aPull);
      const pull = await host.getPull(number);
      expect(pull.mergeable).toBe(true);
      expect([...pull.files].sort()).toEqual([newFile, listFile]);
    });

    it('P3: refuses a plan whose file is another one at its base', async () => {
      const request = await twoFiles(host);
      await world.push('mila', 'main', { [listFile]: 'resources: []\n' });
      const moved = { ...request, createFrom: await mainOf(host) };
      await expect(host.commit(moved)).rejects.toMatchObject({
        code: 'GIT_CONFLICT',
      });
      expect(await world.head(branch)).toBeUndefined();
    });

    it('P3: says that a pull request cannot be merged once both changed a file', async () => {
      const { number } = await opened();
      await world.push('mila', 'main', { [listFile]: 'resources: []\n' });
      expect((await host.getPull(number)).mergeable).toBe(false);
    });
  });

  describe('P4: somebody else pushes to the branch', () => {
    const changed = async (): Promise<CommitRequest> => {
      const request = await twoFiles(host);
      const [file, ...rest] = request.files;
      return {
        ...request,
        files: [{ ...file, bytes: bytes('kind: Other\n') }, ...rest],
      };
    };

    it('P4: leaves the commit of a person alone', async () => {
      const { sha } = await opened();
      const theirs = await world.push('mila', branch, { 'mine.yaml': 'x\n' });
      const again = { ...(await changed()), expectHead: sha };
      await expect(host.commit(again)).rejects.toMatchObject({
        code: 'GIT_CONFLICT',
      });
      expect(await world.head(branch)).toBe(theirs);
    });

    it('P4: does not take a branch with a foreign file for its own', async () => {
      const request = await twoFiles(host);
      await host.commit(request);
      await world.push('mila', branch, { 'mine.yaml': 'x\n' });
      await expect(host.commit(request)).rejects.toMatchObject({
        code: 'GIT_CONFLICT',
      });
    });

    it('P4: names everybody who committed to the branch', async () => {
      const { number } = await opened();
      const theirs = await world.push('mila', branch, { 'mine.yaml': 'x\n' });
      const pull = await host.getPull(number);
      expect(pull.headSha).toBe(theirs);
      expect(pull.committers).toContain('mila');
    });

    it('P4: goes on from the head that it wrote itself', async () => {
      const { sha, number } = await opened();
      const file = await host.readFile(sha, newFile);
      const next = await host.commit({
        branch,
        createFrom: await mainOf(host),
        expectHead: sha,
        message: 'Narrow it',
        files: [
          {
            path: newFile,
            bytes: bytes('kind: Other\n'),
            expectBlob: file?.blobSha ?? null,
          },
        ],
      });
      expect((await host.getPull(number)).headSha).toBe(next.sha);
      expect(text((await host.readFile(next.sha, newFile))?.bytes)).toBe(
        'kind: Other\n',
      );
    });

    it('P4: deletes a branch only while its head is the expected one', async () => {
      const { sha } = await opened();
      const theirs = await world.push('mila', branch, { 'mine.yaml': 'x\n' });
      await expect(host.deleteBranch(branch, sha)).rejects.toMatchObject({
        code: 'GIT_CONFLICT',
      });
      await host.deleteBranch(branch, theirs);
      expect(await world.head(branch)).toBeUndefined();
      await host.deleteBranch(branch, theirs);
    });
  });

  describe('P7: nothing to change', () => {
    it('P7: makes no branch when the base holds all of it', async () => {
      const createFrom = await mainOf(host);
      const old = await host.readFile(createFrom, 'README.md');
      const commit = host.commit({
        branch,
        createFrom,
        message: 'Nothing',
        files: [
          {
            path: 'README.md',
            bytes: bytes('# Policies\n'),
            expectBlob: old?.blobSha ?? null,
          },
        ],
      });
      await expect(commit).rejects.toMatchObject({ code: 'NO_CHANGES' });
      expect(await world.head(branch)).toBeUndefined();
    });

    it('P7: opens no empty pull request', async () => {
      const { number } = await opened();
      await world.merge('amira', number, 'merge');
      await expect(host.openPull(aPull)).rejects.toMatchObject({
        code: 'NO_CHANGES',
      });
      expect(await world.pulls()).toHaveLength(1);
    });
  });

  describe('P8: review and merge', () => {
    it('P8: tells reviews with the commit they were made on, oldest first', async () => {
      const { number, sha } = await opened();
      await world.review('amira', number, 'changes_requested');
      await world.review('amira', number, 'approved');
      const { reviews } = await host.getPull(number);
      expect(reviews.map(({ login, state }) => [login, state])).toEqual([
        ['amira', 'changes_requested'],
        ['amira', 'approved'],
      ]);
      expect(reviews[1].sha).toBe(sha);
      expect(Date.parse(reviews[1].at)).not.toBeNaN();
    });

    it('P8: keeps a review on the commit it was made on after a push', async () => {
      const { number, sha } = await opened();
      await world.review('amira', number, 'approved');
      await world.push('mila', branch, { 'mine.yaml': 'x\n' });
      const pull = await host.getPull(number);
      expect(pull.reviews[0].sha).toBe(sha);
      expect(pull.headSha).not.toBe(sha);
    });

    it.each(['squash', 'merge'] as const)(
      'P8: tells the commit on the base after a %s',
      async style => {
        const { number, sha } = await opened();
        const onMain = await world.merge('amira', number, style);
        const pull = await host.getPull(number);
        expect(pull).toMatchObject({
          state: 'merged',
          mergeSha: onMain,
          mergedBy: 'amira',
          headSha: sha,
        });
        expect(onMain).not.toBe(sha);
        expect([...pull.files].sort()).toEqual([newFile, listFile]);
        expect(await host.findPull(branch, 'main')).toBeUndefined();
      },
    );

    it('P8: tells a closed pull request from a merged one', async () => {
      const { number } = await opened();
      await host.closePull(number, 'Not needed any more.');
      const pull = await host.getPull(number);
      expect(pull.state).toBe('closed');
      expect(pull.mergeSha).toBeUndefined();
      expect((await world.comments(number)).join()).toContain(
        'Not needed any more.',
      );
      await host.closePull(number);
    });
  });

  describe('saying things', () => {
    it('edits a comment of the same key instead of repeating it', async () => {
      const { number } = await opened();
      await host.comment(number, 'approval', 'One approval is missing.');
      await host.comment(number, 'approval', 'Approved.');
      await host.comment(number, 'conflict', 'There are conflicts.');
      const comments = await world.comments(number);
      expect(comments).toHaveLength(2);
      expect(comments[0]).toContain('Approved.');
      expect(comments[0]).not.toContain('missing');
    });

    it('sets a status on a commit, the newest counts', async () => {
      const { sha } = await opened();
      const status = {
        context: 'zero-trust/owner-approval',
        description: 'payments-team has to approve',
        url: 'https://portal.example/zero-trust',
      };
      await host.setStatus(sha, { ...status, state: 'pending' });
      await host.setStatus(sha, { ...status, state: 'success' });
      expect(await world.statuses(sha)).toEqual([
        'zero-trust/owner-approval=success',
      ]);
    });

    it('changes title and body', async () => {
      const { number } = await opened();
      await host.updatePull(number, { title: 'Another', body: 'Other words' });
      const [seen] = await world.pulls();
      expect(seen).toMatchObject({ title: 'Another', body: 'Other words' });
    });
  });

  describe('T3: names of branches and files', () => {
    it.each([
      ['main:refs/heads/x'],
      ['-f'],
      ['a..b'],
      ['Zero-Trust/x'],
      ['zero-trust/'],
      ['zero-trust//x'],
      ['zero-trust/x y'],
      ['zero-trust/x\nmain'],
      [''],
      [`a${'b'.repeat(81)}`],
    ])('T3: writes no branch called %j', async name => {
      const request = await twoFiles(host);
      await expect(
        host.commit({ ...request, branch: name }),
      ).rejects.toMatchObject({ code: 'GIT_FORBIDDEN' });
      await expect(
        host.openPull({ ...aPull, head: name }),
      ).rejects.toMatchObject({ code: 'GIT_FORBIDDEN' });
      await expect(
        host.deleteBranch(name, request.createFrom),
      ).rejects.toMatchObject({ code: 'GIT_FORBIDDEN' });
    });

    it.each([
      ['../x.yaml'],
      ['/x.yaml'],
      ['a/../x.yaml'],
      ['a//x'],
      ['.git/x'],
    ])('T3: writes no file called %j', async path => {
      const request = await twoFiles(host);
      await expect(
        host.commit({
          ...request,
          files: [{ path, bytes: bytes('x'), expectBlob: null }],
        }),
      ).rejects.toMatchObject({ code: 'GIT_FORBIDDEN' });
      expect(await world.head(branch)).toBeUndefined();
    });
  });
};
