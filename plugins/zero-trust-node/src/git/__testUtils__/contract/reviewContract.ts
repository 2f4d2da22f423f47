import { GitHost, NewPull } from '../../GitHost';
import { GitHostWorld, OpenWorld } from '../GitHostWorld';
import { branch, listFile, newFile, openedOn } from './fixtures';

/** Who reviewed what, and what became of it. */
// A contract is there to be run by the tests of every adapter.
// eslint-disable-next-line jest/no-export
export const reviewContract = (open: OpenWorld): void => {
  let world: GitHostWorld;
  let host: GitHost;

  beforeEach(async () => {
    world = await open();
    ({ host } = world);
  });
  afterEach(() => world.stop());

  const opened = (pull?: Partial<NewPull>) => openedOn(host, pull);

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
};
