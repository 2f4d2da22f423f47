import { CommitRequest, GitHost, NewPull } from '../../GitHost';
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

/** What others do at the same time is neither overwritten nor overlooked. */
// A contract is there to be run by the tests of every adapter.
// eslint-disable-next-line jest/no-export
export const othersContract = (open: OpenWorld): void => {
  let world: GitHostWorld;
  let host: GitHost;

  beforeEach(async () => {
    world = await open();
    ({ host } = world);
  });
  afterEach(() => world.stop());

  const opened = (pull?: Partial<NewPull>) => openedOn(host, pull);

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
        files: [{ ...file, bytes: bytesOf('kind: Other\n') }, ...rest],
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
      expect([...pull.committers].sort()).toEqual(['mila', world.login].sort());
      expect(pull.committersComplete).toBe(true);
    });

    it('P4: T7: says that somebody committed whom the host does not know', async () => {
      const { number } = await opened();
      await world.push('stranger', branch, { 'mine.yaml': 'x\n' });
      const pull = await host.getPull(number);
      expect(pull.committersComplete).toBe(false);
    });

    it('P4: T7: names who pushed, whatever the commits say', async () => {
      const { number } = await opened();
      await world.push('mila', branch, { 'mine.yaml': 'x\n' }, 'amira');
      const pull = await host.getPull(number);
      expect([...pull.committers].sort()).toEqual(
        ['amira', 'mila', world.login].sort(),
      );
      expect(pull.committersComplete).toBe(true);
    });

    it('P4: P8: tells the head that was merged, whatever is pushed afterwards', async () => {
      const { number, sha } = await opened();
      await world.merge('amira', number, 'squash');
      await world.push('mila', branch, { 'mine.yaml': 'x\n' });
      const pull = await host.getPull(number);
      expect(pull.headSha).toBe(sha);
      expect(pull.committers).toEqual([world.login]);
      expect([...pull.files].sort()).toEqual([newFile, listFile]);
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
            bytes: bytesOf('kind: Other\n'),
            expectBlob: file?.blobSha ?? null,
          },
        ],
      });
      expect((await host.getPull(number)).headSha).toBe(next.sha);
      expect(textOf((await host.readFile(next.sha, newFile))?.bytes)).toBe(
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
};
