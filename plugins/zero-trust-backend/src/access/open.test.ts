import { waitFor } from '../testing/waitFor';
import { fileOf, minutes, policyPath, useAccess } from './testing/useAccess';

jest.setTimeout(60_000);

describe('an open request', () => {
  const start = useAccess();

  it('W4: is not approved by who asked, though an owner of both', async () => {
    const shop = await start();
    const { id } = await shop.opened('both');
    shop.host.review('both', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      approvals: [
        { login: 'both', counts: false, why: 'asked for the access' },
      ],
    });
    expect(shop.host.statuses.at(-1)).toMatchObject({
      state: 'pending',
      description: expect.stringContaining('asked for the access'),
    });
  });

  it('W5, T7: is no longer approved once somebody pushes', async () => {
    const shop = await start();
    const { id, parts } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({ state: 'approved' });
    const before = await fileOf(shop.host, shop.host.pulls[0].headSha);
    shop.host.push('carla', parts[0].branch, {
      [policyPath]: `${before}# more\n`,
    });
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      approvals: [{ counts: false, why: 'an earlier commit was reviewed' }],
    });
    expect(shop.host.statuses.at(-1)).toMatchObject({
      sha: shop.host.pulls[0].headSha,
      state: 'pending',
    });
  });

  it('W6: shows the approval of a login that nobody has, and does not count it', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('ghost', 1, 'approved');
    await shop.later();
    const request = await shop.request(id);
    expect(request.state).toBe('open');
    expect(request.approvals).toMatchObject([
      {
        login: 'ghost',
        counts: false,
        why: 'no user of the catalog has this login',
      },
    ]);
    expect(request.approvals[0].userRef).toBeUndefined();
  });

  it('waits for the requester when an owner asks for changes', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'changes_requested');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'changes_requested',
    });
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({ state: 'approved' });
  });

  it('T4: is not approved while it touches a file that was not planned', async () => {
    const shop = await start();
    const { id, parts } = await shop.opened();
    shop.host.push('carl', parts[0].branch, {
      'clusters/prod/pay/other.yaml': 'kind: Namespace\n',
    });
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      attention: { code: 'DIFF_SCOPE' },
    });
    expect(shop.host.statuses.at(-1)).toMatchObject({ state: 'failure' });
  });

  it('says whether the host waits for the approval, and never yes where it does not tell', async () => {
    const shop = await start();
    const { id, parts } = await shop.opened();
    expect(parts[0].enforced).toBe('no');
    shop.host.required = ['zero-trust/owner-approval'];
    await shop.later();
    expect((await shop.request(id)).parts[0].enforced).toBe('yes');
    shop.host.required = 'unreadable';
    await shop.later();
    expect((await shop.request(id)).parts[0].enforced).toBe('unknown');
  });

  it('is rejected when its pull request is closed', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    await shop.host.closePull(1);
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'rejected',
      parts: [{ state: 'closed' }],
      allowedActions: [],
    });
    // What was asked for may be asked for again.
    expect(await shop.ask()).toMatchObject({ deduplicated: false });
  });

  it('says so while the base has changed in the same file', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.push('paul', 'main', { [policyPath]: '# Nothing yet.\n' });
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      attention: { code: 'MERGE_CONFLICT' },
    });
    shop.host.push('paul', 'main', { [policyPath]: null });
    await shop.later();
    expect((await shop.request(id)).attention).toBeUndefined();
  });

  it('is cancelled with its pull request and its branch', async () => {
    const shop = await start();
    const { id, version, parts } = await shop.opened();
    expect((await shop.cancel(id, version - 1)).body.error.code).toBe(
      'VERSION_CONFLICT',
    );
    expect((await shop.cancel(id, version)).status).toBe(202);
    await waitFor(() => expect(shop.host.pulls[0].state).toBe('closed'));
    await waitFor(() =>
      expect(shop.host.repository.branches.has(parts[0].branch)).toBe(false),
    );
    expect(await shop.request(id)).toMatchObject({ state: 'cancelled' });
  });

  it('expires when nobody touches it for too long', async () => {
    const shop = await start({ accessRequests: { staleAfter: 'P14D' } });
    const { id } = await shop.opened();
    await shop.later(minutes(60 * 24 * 13));
    expect(await shop.request(id)).toMatchObject({ state: 'open' });
    await shop.later(minutes(60 * 24 * 2));
    expect(await shop.request(id)).toMatchObject({ state: 'expired' });
    expect(shop.host.pulls[0].state).toBe('closed');
  });

  it('W23, T17: asks for attention when the caller has become another one', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    const cart = shop.entities.find(({ metadata }) => metadata.name === 'cart');
    cart!.metadata.uid = 'another-one-of-that-name';
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      attention: { code: 'IDENTITY_CHANGED' },
    });
    expect(shop.host.statuses.at(-1)).toMatchObject({ state: 'failure' });
  });

  it('waits for a host that is down, and goes on when it is back', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.failure = 'GIT_UNAVAILABLE';
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      parts: [{ error: { code: 'GIT_UNAVAILABLE' } }],
    });
    shop.host.failure = undefined;
    shop.host.review('pia', 1, 'approved');
    await shop.later(minutes(10));
    const request = await shop.request(id);
    expect(request).toMatchObject({ state: 'approved' });
    expect(request.parts[0].error).toBeUndefined();
  });
});
