import {
  GitHost,
  GitHostError,
  MemoryGitHost,
} from '@ztn/backstage-plugin-zero-trust-node';
import { waitFor } from '../testing/waitFor';
import {
  aGitHost,
  cartToPayment,
  minutes,
  requestsRoot,
  useAccess,
} from './testing/useAccess';

jest.setTimeout(60_000);

/** The same host, of which one method behaves otherwise. */
function around(
  host: MemoryGitHost,
  change: Partial<Pick<GitHost, 'openPull' | 'commit' | 'getPull'>>,
): GitHost {
  return new Proxy<GitHost>(host, {
    get: (target, name, receiver) =>
      Reflect.get(change, name) ?? Reflect.get(target, name, receiver),
  });
}

describe('the work on requests', () => {
  const start = useAccess();

  it('W18, T15: is resumed after a crash between branch and pull request', async () => {
    let crashes = 1;
    const shop = await start({
      around: host =>
        around(host, {
          openPull: async pull => {
            crashes -= 1;
            if (crashes >= 0) throw new Error('the process died');
            return host.openPull(pull);
          },
        }),
    });
    const { id } = await shop.ask();
    await waitFor(() => expect(crashes).toBe(0));
    await waitFor(async () =>
      expect((await shop.request(id)).parts[0].error).toBeDefined(),
    );
    expect(shop.host.pulls).toEqual([]);
    expect(
      [...shop.host.repository.branches.keys()].filter(name =>
        name.startsWith('zero-trust/'),
      ),
    ).toHaveLength(1);
    await shop.later(minutes(2));
    expect(await shop.request(id)).toMatchObject({ state: 'open' });
    expect(shop.host.pulls).toHaveLength(1);
    expect(
      [...shop.host.repository.branches.keys()].filter(name =>
        name.startsWith('zero-trust/'),
      ),
    ).toHaveLength(1);
  });

  it('tries again soon where it looks often, and says meanwhile what is the matter', async () => {
    let failures = 1;
    const shop = await start({
      accessRequests: { polling: { open: 'PT3S' } },
      around: host =>
        around(host, {
          commit: async request => {
            failures -= 1;
            if (failures >= 0)
              throw new GitHostError('GIT_UNAVAILABLE', 'it is in trouble');
            return host.commit(request);
          },
        }),
    });
    const { id } = await shop.ask();
    await waitFor(async () =>
      expect(await shop.request(id)).toMatchObject({
        state: 'submitting',
        parts: [{ error: { message: 'it is in trouble' } }],
      }),
    );
    // With what the time is spread by. Who failed may still hold the lease.
    shop.pass(7_500);
    await waitFor(async () => {
      await shop.turn();
      expect((await shop.request(id)).state).toBe('open');
    });
  });

  it('gives up after some tries, and starts again when asked to', async () => {
    const shop = await start();
    const { hash } = await shop.preview();
    shop.host.archived = true;
    const { body } = await shop.post(
      requestsRoot,
      {
        spec: cartToPayment,
        justification: 'the cart has to ask for payments',
        submit: true,
        previewHash: hash,
      },
      'carla',
    );
    const failed = await shop.until(body.id, 'failed');
    expect(failed).toMatchObject({
      allowedActions: ['submit', 'cancel'],
      parts: [{ error: { code: 'SOURCE_NOT_WRITABLE' } }],
    });
    shop.host.archived = false;
    await shop.post(
      `${requestsRoot}/${body.id}/submit`,
      { version: failed.version, previewHash: hash },
      'carla',
    );
    await shop.until(body.id, 'open');
    expect(shop.host.pulls).toHaveLength(1);
  });

  it('W17, T15: is done by the holder of the lease alone', async () => {
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    let commits = 0;
    const shop = await start({
      around: host =>
        around(host, {
          commit: async request => {
            commits += 1;
            await held;
            return host.commit(request);
          },
        }),
    });
    const { id } = await shop.ask();
    await waitFor(() => expect(commits).toBe(1));
    // Others look at the same row meanwhile, and find it taken.
    await Promise.all([shop.turn(), shop.turn(), shop.recheck(id)]);
    expect(commits).toBe(1);
    release();
    await shop.until(id, 'open');
    expect(commits).toBe(1);
    expect(shop.host.pulls).toHaveLength(1);
  });

  it('W19, T11: takes a webhook for a hint, and believes nothing of it', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    const hint = (url: string, delivery: string) =>
      shop.webhook({
        topic: 'gitea',
        eventPayload: {
          action: 'closed',
          number: 1,
          pull_request: { merged: true, merge_commit_sha: 'forged' },
          repository: { html_url: url },
        },
        metadata: { 'x-gitea-delivery': delivery },
      });
    const ours = 'https://git.example.com/shop/policies';
    let reads = 0;
    const { getPull } = shop.host;
    shop.host.getPull = async number => {
      reads += 1;
      return getPull.call(shop.host, number);
    };
    await hint('https://evil.example.com/shop/policies', '1');
    await shop.turn();
    expect(reads).toBe(0);
    await hint(ours, '2');
    await waitFor(() => expect(reads).toBe(1));
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      parts: [{ state: 'open' }],
    });
    // The same delivery again says nothing new.
    await hint(ours, '2');
    // What is true is seen at once.
    shop.host.review('pia', 1, 'approved');
    await hint(ours, '3');
    await waitFor(async () =>
      expect((await shop.request(id)).state).toBe('approved'),
    );
    expect(reads).toBe(2);
  });

  it('looks again at what was hinted at while it was being looked at', async () => {
    let release = () => {};
    let reads = 0;
    const shop = await start({
      around: host =>
        around(host, {
          getPull: async number => {
            const pull = await host.getPull(number);
            reads += 1;
            if (reads === 1) {
              await new Promise<void>(resolve => {
                release = resolve;
              });
            }
            return pull;
          },
        }),
    });
    const { id } = await shop.opened();
    const looking = shop.recheck(id);
    await waitFor(() => expect(reads).toBe(1));
    // It was read, and is approved only now. No time passes, so nothing but the
    // hint can bring anybody to look.
    shop.host.review('pia', 1, 'approved');
    await shop.webhook({
      topic: 'gitea',
      eventPayload: {
        repository: { html_url: 'https://git.example.com/shop/policies' },
      },
    });
    await shop.recheck(id);
    expect((await shop.request(id)).state).toBe('open');
    release();
    await looking;
    await waitFor(async () =>
      expect((await shop.request(id)).state).toBe('approved'),
    );
  });

  it('T16, P9: keeps tokens and addresses out of logs, answers and the database', async () => {
    const token = 'canary-git-token';
    const host = aGitHost();
    const shop = await start({
      gitHost: host,
      config: {
        integrations: {
          gitea: [
            { host: 'git.example.com', username: 'bot', password: token },
          ],
        },
      },
      around: memory =>
        around(memory, {
          openPull: async () => {
            throw Object.assign(new Error(`401 with ${'x'}`), {
              headers: { authorization: `token ${token}` },
              config: { token },
            });
          },
        }),
    });
    const { id } = await shop.ask();
    await waitFor(async () =>
      expect((await shop.request(id)).parts[0].error).toBeDefined(),
    );
    const answer = JSON.stringify(await shop.request(id));
    const logged = JSON.stringify([
      shop.logger.error.mock.calls,
      shop.logger.warn.mock.calls,
      shop.logger.debug.mock.calls,
    ]);
    expect(logged).toContain('401');
    expect(answer + logged).not.toContain(token);
    expect(answer).not.toContain('401');
  });
});
