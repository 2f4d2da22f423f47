import { GitHost, NewPull } from '../../GitHost';
import { GitHostWorld, OpenWorld } from '../GitHostWorld';
import {
  aPull,
  branch,
  bytesOf,
  listFile,
  mainOf,
  newFile,
  openedOn,
  textOf,
  twoFiles,
} from './fixtures';

/** A change becomes one branch and one pull request, however often it is asked for. */
// A contract is there to be run by the tests of every adapter.
// eslint-disable-next-line jest/no-export
export const changeContract = (open: OpenWorld): void => {
  let world: GitHostWorld;
  let host: GitHost;

  beforeEach(async () => {
    world = await open();
    ({ host } = world);
  });
  afterEach(() => world.stop());

  const opened = (pull?: Partial<NewPull>) => openedOn(host, pull);

  describe('P1: a change of two files', () => {
    it('P1: makes one branch with both files and one pull request', async () => {
      const before = await world.head('main');
      const { number, sha } = await opened();
      expect(await world.head(branch)).toBe(sha);
      expect(await world.head('main')).toBe(before);
      const changed = await host.readFile(sha, listFile);
      expect(textOf(changed?.bytes)).toContain('  - allow-cart.yaml\n');
      expect(textOf((await host.readFile(sha, newFile))?.bytes)).toContain(
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
            bytes: bytesOf('# Policies\n'),
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
};
