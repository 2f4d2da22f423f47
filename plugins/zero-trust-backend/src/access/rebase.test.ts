import { waitFor } from '../testing/waitFor';
import {
  codeOf,
  fileOf,
  minutes,
  policyPath,
  useAccess,
} from './testing/useAccess';

jest.setTimeout(60_000);

describe('rebasing a request', () => {
  const start = useAccess();
  const foreign = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: of-somebody-else, namespace: pay }
spec:
  podSelector: { matchLabels: { app: payment } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: audit } } }] }]
`;

  /** Open, and somebody else has put a file where its file would be. */
  const conflicting = async () => {
    const shop = await start();
    const opened = await shop.opened();
    shop.host.push('pia', 'main', { [policyPath]: foreign });
    return { shop, opened };
  };

  it('says that the base changed the same file', async () => {
    const { shop, opened } = await conflicting();
    await shop.later();
    expect(await shop.request(opened.id)).toMatchObject({
      state: 'open',
      attention: { code: 'MERGE_CONFLICT' },
      allowedActions: expect.arrayContaining(['rebase']),
    });
  });

  it('P3: plans it on the new base, on another branch, and closes the old pull request with a link', async () => {
    const { shop, opened } = await conflicting();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    const approved = await shop.request(opened.id);
    expect(approved.state).toBe('approved');
    const { status, body } = await shop.rebase(opened.id, approved.version);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      state: 'open',
      approvals: [{ counts: false }],
    });
    const request = await waitFor(async () => {
      const now = await shop.request(opened.id);
      expect(now.parts[0].pull?.number).toBe(2);
      return now;
    });
    const [old, next] = shop.host.pulls;
    expect(old).toMatchObject({ state: 'closed' });
    expect(old.comments.at(-1)?.body).toContain('#2');
    expect(shop.host.repository.branches.has(old.head)).toBe(false);
    expect(next.head).toBe(`${old.head}-r2`);
    expect((await shop.host.getPull(2)).mergeable).toBe(true);
    const text = await fileOf(shop.host, next.headSha);
    expect(text).toContain('of-somebody-else');
    expect(text).toContain('cart');
    await shop.later();
    expect((await shop.request(opened.id)).attention).toBeUndefined();
    expect(request.attention).toBeUndefined();
    // It goes on to the end as any other.
    shop.host.review('pia', 2, 'approved');
    await shop.later();
    shop.host.merge('pia', 2, 'squash');
    await shop.later();
    await shop.sync();
    const done = await shop.until(opened.id, 'effective');
    expect(done.attention).toBeUndefined();
  });

  it('P4: overwrites no commit of a person', async () => {
    const { shop, opened } = await conflicting();
    const theirs = shop.host.push('carl', opened.parts[0].branch, {
      'clusters/prod/pay/mine.yaml': 'a: b\n',
    });
    const { version } = await shop.request(opened.id);
    await shop.rebase(opened.id, version);
    await waitFor(async () =>
      expect((await shop.request(opened.id)).parts[0].error?.code).toBe(
        'BRANCH_CHANGED',
      ),
    );
    expect(shop.host.pulls).toHaveLength(1);
    expect(shop.host.pulls[0]).toMatchObject({
      state: 'open',
      headSha: theirs,
    });
    expect(shop.host.pulls[0].comments).toHaveLength(1);
  });

  it('follows the pull request where it was merged at the same moment', async () => {
    const { shop, opened } = await conflicting();
    await shop.host.closePull(1, 'not needed');
    const { version } = await shop.request(opened.id);
    await shop.rebase(opened.id, version);
    await shop.until(opened.id, 'rejected');
    expect(shop.host.pulls).toHaveLength(1);
  });

  it('goes on after a crash between the new pull request and its record', async () => {
    let crashes = 0;
    const shop = await start({
      around: host =>
        new Proxy(host, {
          get: (target, name, receiver) =>
            name === 'deleteBranch'
              ? async (...args: Parameters<typeof host.deleteBranch>) => {
                  crashes += 1;
                  if (crashes === 1) throw new Error('the process died');
                  return host.deleteBranch(...args);
                }
              : Reflect.get(target, name, receiver),
        }),
    });
    const opened = await shop.opened();
    shop.host.push('pia', 'main', { [policyPath]: foreign });
    await shop.rebase(opened.id, opened.version);
    await waitFor(() => expect(crashes).toBe(1));
    await shop.later(minutes(2));
    await waitFor(async () =>
      expect((await shop.request(opened.id)).parts[0].pull?.number).toBe(2),
    );
    expect(shop.host.pulls.map(({ state }) => state)).toEqual([
      'closed',
      'open',
    ]);
    expect((await shop.request(opened.id)).state).toBe('open');
  });

  it('refuses where nothing has changed, and who does not own the caller', async () => {
    const shop = await start();
    const { id, version } = await shop.opened();
    shop.host.push('pia', 'main', { 'clusters/prod/other.yaml': 'a: b\n' });
    expect(codeOf(await shop.rebase(id, version))).toEqual([
      409,
      'STATE_CONFLICT',
    ]);
    expect((await shop.rebase(id, version, 'pia')).status).toBe(403);
    expect(codeOf(await shop.rebase(id, version + 1))).toEqual([
      409,
      'VERSION_CONFLICT',
    ]);
  });
});
