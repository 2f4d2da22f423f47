import { GitHost } from '../../GitHost';
import { GitHostWorld, OpenWorld } from '../GitHostWorld';
import { aPull, branch, bytesOf, twoFiles } from './fixtures';

/** Names that another reader could understand differently are never written. */
// A contract is there to be run by the tests of every adapter.
// eslint-disable-next-line jest/no-export
export const namesContract = (open: OpenWorld): void => {
  let world: GitHostWorld;
  let host: GitHost;

  beforeAll(async () => {
    world = await open();
    ({ host } = world);
  });
  afterAll(() => world.stop());

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
          files: [{ path, bytes: bytesOf('x'), expectBlob: null }],
        }),
      ).rejects.toMatchObject({ code: 'GIT_FORBIDDEN' });
      expect(await world.head(branch)).toBeUndefined();
    });
  });
};
