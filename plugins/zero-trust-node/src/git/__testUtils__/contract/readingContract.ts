import { GitHost } from '../../GitHost';
import { GitHostWorld, OpenWorld } from '../GitHostWorld';
import { branch, folder, listFile, mainOf, textOf } from './fixtures';

/** What is read is what git has, at the commit that was named. */
// A contract is there to be run by the tests of every adapter.
// eslint-disable-next-line jest/no-export
export const readingContract = (open: OpenWorld): void => {
  let world: GitHostWorld;
  let host: GitHost;

  beforeEach(async () => {
    world = await open();
    ({ host } = world);
  });
  afterEach(() => world.stop());

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
      expect(textOf(file?.bytes)).toBe('# Policies\n');
      expect(file?.mode).toBe('100644');
      const newest = await host.readFile(await mainOf(host), 'README.md');
      expect(textOf(newest?.bytes)).toBe('# Changed\n');
    });

    it('answers nothing for a file that is not there', async () => {
      expect(
        await host.readFile(await mainOf(host), 'no/such.yaml'),
      ).toBeUndefined();
    });
  });
};
