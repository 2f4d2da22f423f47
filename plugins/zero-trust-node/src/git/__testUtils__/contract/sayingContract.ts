import { GitHost, NewPull } from '../../GitHost';
import { GitHostWorld, OpenWorld } from '../GitHostWorld';
import { openedOn, twoFiles } from './fixtures';

/** What is told to people on the host, and what the host tells of itself. */
// A contract is there to be run by the tests of every adapter.
// eslint-disable-next-line jest/no-export
export const sayingContract = (open: OpenWorld): void => {
  let world: GitHostWorld;
  let host: GitHost;

  beforeEach(async () => {
    world = await open();
    ({ host } = world);
  });
  afterEach(() => world.stop());

  const opened = (pull?: Partial<NewPull>) => openedOn(host, pull);

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

  describe('what the host tells of itself', () => {
    it('tells whose account it has, which is who makes its commits', async () => {
      const { number } = await opened();
      expect(await host.ownLogin()).toBe(world.login);
      const { committers } = await host.getPull(number);
      expect(committers).toEqual([world.login]);
    });

    it('says that no status is required where none is', async () => {
      expect(await host.requiredStatuses?.('main')).toEqual([]);
    });

    it('never denies a required status, nor makes one up', async () => {
      const context = 'zero-trust/owner-approval';
      await world.require([context]);
      expect(['unreadable', [context]]).toContainEqual(
        await host.requiredStatuses?.('main'),
      );
    });

    it('takes an archived repository for one that cannot be written', async () => {
      const request = await twoFiles(host);
      await world.archive();
      expect(await host.getRepository()).toMatchObject({
        archived: true,
        canPush: false,
      });
      await expect(host.commit(request)).rejects.toMatchObject({
        code: 'SOURCE_NOT_WRITABLE',
      });
    });
  });
};
