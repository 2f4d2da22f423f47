import { setupServer } from 'msw/node';
import { gitHostContract } from '../__testUtils__/gitHostContract';
import { gitHostOverHttpContract } from '../__testUtils__/gitHostOverHttpContract';
import { commentMarker } from '../commentMarker';
import {
  GiteaWorld,
  startGiteaWorld,
  token,
} from '../__testUtils__/startGiteaWorld';

describe('GiteaGitHost', () => {
  gitHostContract(() => startGiteaWorld());

  describe('over HTTP', () => {
    gitHostOverHttpContract(async clock => {
      const faults = setupServer();
      faults.listen({ onUnhandledRequest: 'bypass' });
      const world = await startGiteaWorld({ clock, timeoutMs: 2_000 });
      return {
        ...world,
        faults,
        stop: async () => {
          faults.close();
          await world.stop();
        },
        clock,
        apiUrl: `${world.url}/api/v1`,
        secrets: [
          token,
          Buffer.from(`zero-trust-bot:${token}`).toString('base64'),
        ],
      };
    });
  });

  describe('on Gitea', () => {
    let world: GiteaWorld;
    const open = async (seed: Record<string, string> = {}) => {
      world = await startGiteaWorld({ seed });
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

    it('takes an archived repository for one that cannot be written', async () => {
      const repository = await open();
      repository.archived = true;
      expect(await world.host.getRepository()).toMatchObject({
        archived: true,
        canPush: false,
      });
      const main = await world.host.resolveBranch('main');
      await expect(
        world.host.commit({
          branch: 'zero-trust/x',
          createFrom: main?.sha ?? '',
          message: 'x',
          files: [
            {
              path: 'x.yaml',
              bytes: new Uint8Array([120]),
              expectBlob: null,
            },
          ],
        }),
      ).rejects.toMatchObject({ code: 'SOURCE_NOT_WRITABLE' });
    });
  });
});
