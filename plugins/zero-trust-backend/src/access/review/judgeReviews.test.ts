import { judgeReviews, Reviewer, ReviewSituation } from './judgeReviews';

const user = (name: string, ...groups: string[]): Reviewer => ({
  type: 'user',
  userRef: `user:default/${name}`,
  owns: [`user:default/${name}`, ...groups],
});
const team = 'group:default/orders-team';
const people: Record<string, Reviewer> = {
  owner: user('owner', team),
  second: user('second', team),
  jane: user('jane', team),
  stranger: user('stranger', 'group:default/others'),
  twins: { type: 'ambiguous' },
};

const at = '2026-11-28T10:00:00.000Z';
type Review = ReviewSituation['reviews'][number];
const review = (
  login: string,
  state: Review['state'] = 'approved',
  sha: string | undefined = 'head',
): Review => ({ login, state, sha, at });

const judged = (
  reviews: readonly Review[],
  change: Partial<ReviewSituation> = {},
) =>
  judgeReviews({
    reviews,
    headSha: 'head',
    ownSha: 'head',
    committers: ['bot'],
    committersComplete: true,
    ownLogin: 'bot',
    reviewerOf: login => people[login.toLowerCase()] ?? { type: 'unmapped' },
    requesters: ['user:default/jane'],
    calleeOwners: [team],
    required: 1,
    selfApproval: false,
    ...change,
  });

describe('judgeReviews', () => {
  it('counts an owner who approved the head', () => {
    const { approved, approvals, text } = judged([review('Owner')]);
    expect(approved).toBe(true);
    expect(approvals).toEqual([
      {
        login: 'Owner',
        userRef: 'user:default/owner',
        state: 'approved',
        sha: 'head',
        at,
        counts: true,
      },
    ]);
    expect(text).toContain('approved by 1');
  });

  it.each([
    ['whom nobody knows', review('ghost'), 'no user of the catalog'],
    ['whom two users claim', review('twins'), 'several users'],
    ['who owns something else', review('stranger'), 'does not own'],
    ['who asked, though an owner', review('jane'), 'asked for the access'],
    [
      'who saw an earlier commit',
      review('owner', 'approved', 'old'),
      'earlier',
    ],
    ['whose review was dismissed', review('owner', 'dismissed'), 'dismissed'],
  ])('does not count one %s', (_who, one, why) => {
    const { approved, approvals } = judged([one]);
    expect(approved).toBe(false);
    expect(approvals[0].counts).toBe(false);
    expect(approvals[0].why).toContain(why);
  });

  it('does not count an approval of no commit in particular', () => {
    const { approved, approvals } = judged([
      { login: 'owner', state: 'approved', at },
    ]);
    expect(approved).toBe(false);
    expect(approvals[0].why).toContain('which commit');
  });

  it('does not count who committed to the branch', () => {
    const { approved, approvals } = judged([review('owner')], {
      ownSha: 'ours',
      committers: ['bot', 'OWNER'],
    });
    expect(approved).toBe(false);
    expect(approvals[0].why).toContain('committed');
  });

  it('counts nobody while it is not known who pushed', () => {
    const { approved, approvals } = judged([review('owner')], {
      ownSha: 'ours',
      committersComplete: false,
    });
    expect(approved).toBe(false);
    expect(approvals[0].why).toContain('somebody pushed');
  });

  it('T7: counts nobody either when only some of those who pushed are named', () => {
    const { approved } = judged([review('owner')], {
      ownSha: 'ours',
      // GitHub itself commits what it signs, which is nobody's push.
      committers: ['bot', 'web-flow'],
      committersComplete: false,
    });
    expect(approved).toBe(false);
  });

  it('T7: does not count the account that made the change, whoever has it', () => {
    const { approved, approvals } = judged([review('owner')], {
      ownLogin: 'Owner',
      committers: [],
    });
    expect(approved).toBe(false);
    expect(approvals[0].why).toContain('made the change itself');
  });

  it('takes the last word of each login, and no comment for one', () => {
    expect(
      judged([review('owner'), review('owner', 'commented')]).approved,
    ).toBe(true);
    expect(
      judged([review('owner'), review('owner', 'changes_requested')]),
    ).toMatchObject({ approved: false, changesRequested: true });
    expect(
      judged([review('owner', 'changes_requested'), review('owner')]),
    ).toMatchObject({ approved: true, changesRequested: false });
  });

  it('lets nobody who is no owner ask for changes', () => {
    expect(judged([review('stranger', 'changes_requested')])).toMatchObject({
      changesRequested: false,
    });
  });

  it('counts people and not approvals', () => {
    const twice = (login: string) => ({ ...review(login) });
    expect(
      judged([twice('owner'), twice('OWNER')], { required: 2 }).approved,
    ).toBe(false);
    expect(
      judged([review('owner'), review('second')], { required: 2 }).approved,
    ).toBe(true);
  });

  it('lets an owner approve the own request only where that is allowed', () => {
    expect(judged([review('jane')], { selfApproval: true }).approved).toBe(
      true,
    );
  });

  it('says in the status whom it does not count', () => {
    expect(judged([review('jane')]).text).toBe(
      'waits for an owner of the called service; jane: asked for the access',
    );
  });
});
