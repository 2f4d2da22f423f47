import { minutes, policyPath, useAccess } from './testing/useAccess';

jest.setTimeout(30_000);

describe('an access request', () => {
  const start = useAccess();

  it('goes from the ask to the rule in force', async () => {
    const shop = await start();
    const preview = await shop.preview();
    expect(preview).toMatchObject({
      outcome: 'change',
      parts: [{ sourceId: 'policies', files: [{ path: policyPath }] }],
      reviewers: [{ ref: 'group:default/pay-team', required: true }],
      requiredApprovals: 1,
      effect: { hidden: 0, removed: [] },
    });
    const request = await shop.opened();
    expect(request).toMatchObject({
      requester: 'user:default/carla',
      parts: [{ state: 'open', files: [policyPath] }],
      allowedActions: ['update', 'rebase', 'supersede', 'cancel', 'recheck'],
    });
    const [pull] = shop.host.pulls;
    expect(pull).toMatchObject({
      title: `zero-trust: allow cart -> payment (prod) [${request.shortId}]`,
      head: `zero-trust/ar-${request.shortId}`,
      requested: new Set(['both', 'paul', 'pia']),
    });
    expect(shop.host.statuses).toMatchObject([
      { context: 'zero-trust/owner-approval', state: 'pending' },
    ]);

    shop.host.review('pia', pull.number, 'approved');
    await shop.later();
    expect(await shop.request(request.id)).toMatchObject({
      state: 'approved',
      approvals: [{ userRef: 'user:default/pia', counts: true }],
    });
    expect(shop.host.statuses.at(-1)).toMatchObject({
      sha: pull.headSha,
      state: 'success',
    });

    shop.host.merge('pia', pull.number, 'squash');
    await shop.later(minutes(3));
    expect(await shop.request(request.id)).toMatchObject({
      state: 'syncing',
      waitingFor: ['networkpolicy'],
    });

    await shop.sync();
    const effective = await shop.until(request.id, 'effective');
    expect(effective.effectiveAt).toBeDefined();
    expect(effective.attention).toBeUndefined();
    const events = await shop.events(request.id);
    expect(events.map(({ type }) => type)).toEqual([
      'submitted',
      'pull-opened',
      'approved',
      'merged',
      'granted',
      'effective',
    ]);
    expect(await shop.preview()).toMatchObject({ outcome: 'already_allowed' });
  });
});
