import { PullReview } from '@ztn/backstage-plugin-zero-trust-node';
import { AccessApproval } from '@ztn/backstage-plugin-zero-trust-common';

/** The catalog's user behind a login. */
export type Reviewer =
  | {
      readonly type: 'user';
      readonly userRef: string;
      /** The user and the groups that it belongs to. */
      readonly owns: readonly string[];
    }
  | { readonly type: 'unmapped' }
  /** Several users claim the login. */
  | { readonly type: 'ambiguous' };

/** Everything that decides whether a pull request is approved. */
export interface ReviewSituation {
  /** All of them, oldest first. */
  readonly reviews: readonly PullReview[];
  readonly headSha: string;
  /** The commit that we made; another head was pushed by somebody. */
  readonly ownSha?: string;
  readonly committers: readonly string[];
  /** Whether the committers are all named. */
  readonly committersComplete: boolean;
  /** The account that pull requests are opened with, once somebody reviewed. */
  readonly ownLogin?: string;
  readonly reviewerOf: (login: string) => Reviewer;
  /** The requester, and whom it was asked for. */
  readonly requesters: readonly string[];
  readonly calleeOwners: readonly string[];
  readonly required: number;
  /** Whether who owns the callee may approve the own request. */
  readonly selfApproval: boolean;
}

export interface ReviewJudgement {
  readonly approvals: readonly AccessApproval[];
  readonly approved: boolean;
  readonly changesRequested: boolean;
  /** For the commit status: one sentence. */
  readonly text: string;
}

/**
 * The approval rule: enough owners of the callee, each of them neither requester
 * nor committer, approved the very commit that would be merged. The last word of
 * each login counts; a comment is no word.
 */
export function judgeReviews(situation: ReviewSituation): ReviewJudgement {
  const latest = new Map<string, PullReview>();
  for (const review of situation.reviews) {
    const login = review.login.toLowerCase();
    if (review.state !== 'commented' || !latest.has(login)) {
      latest.set(login, review);
    }
  }
  const approvals = [...latest.values()].map(review =>
    judgeReview(review, situation),
  );
  const counting = (state: AccessApproval['state']) =>
    new Set(
      approvals
        .filter(approval => approval.counts && approval.state === state)
        .map(({ userRef }) => userRef),
    ).size;
  const count = counting('approved');
  const changesRequested = counting('changes_requested') > 0;
  const approved = count >= situation.required && !changesRequested;
  return {
    approvals,
    approved,
    changesRequested,
    text: textOf(situation, approvals, { count, changesRequested }),
  };
}

function judgeReview(
  { login, state, sha, at }: PullReview,
  situation: ReviewSituation,
): AccessApproval {
  const reviewer = situation.reviewerOf(login);
  const why = whyNot({ login, state, sha }, reviewer, situation);
  return {
    login,
    ...(reviewer.type === 'user' ? { userRef: reviewer.userRef } : {}),
    state,
    ...(sha === undefined ? {} : { sha }),
    at: isoOf(at),
    counts: why === undefined,
    ...(why === undefined ? {} : { why }),
  };
}

/** Why a review does not count; undefined: it does. */
function whyNot(
  review: Pick<PullReview, 'login' | 'state' | 'sha'>,
  reviewer: Reviewer,
  situation: ReviewSituation,
): string | undefined {
  if (review.state === 'commented') return 'a comment decides nothing';
  if (review.state === 'dismissed') return 'the review was dismissed';
  if (reviewer.type === 'unmapped') {
    return 'no user of the catalog has this login';
  }
  if (reviewer.type === 'ambiguous') {
    return 'several users of the catalog have this login';
  }
  if (!reviewer.owns.some(ref => situation.calleeOwners.includes(ref))) {
    return 'does not own the called service';
  }
  if (review.sha === undefined) {
    return 'the git host does not say which commit was reviewed';
  }
  if (review.sha !== situation.headSha) {
    return 'an earlier commit was reviewed';
  }
  // An owner may always ask for changes, also of the own request.
  if (review.state === 'changes_requested') return undefined;
  if (
    situation.requesters.includes(reviewer.userRef) &&
    !situation.selfApproval
  ) {
    return 'asked for the access';
  }
  const login = review.login.toLowerCase();
  if (login === situation.ownLogin?.toLowerCase()) {
    return 'made the change itself';
  }
  if (situation.committers.some(one => one.toLowerCase() === login)) {
    return 'committed to the branch';
  }
  if (isPushedBySomebody(situation)) {
    return 'somebody pushed whom the git host does not name, who may be the reviewer';
  }
  return undefined;
}

/** A head that is not ours, with commits of which it is not known whose they are. */
function isPushedBySomebody({
  headSha,
  ownSha,
  committersComplete,
}: ReviewSituation): boolean {
  return headSha !== ownSha && !committersComplete;
}

function textOf(
  { required }: ReviewSituation,
  approvals: readonly AccessApproval[],
  { count, changesRequested }: { count: number; changesRequested: boolean },
): string {
  if (changesRequested) return 'an owner asked for changes';
  const missing = required - count;
  if (missing <= 0) {
    return `approved by ${count} of the called service's owners`;
  }
  const refused = approvals.find(
    ({ state, counts }) => state === 'approved' && !counts,
  );
  const waiting =
    missing === 1
      ? 'waits for an owner of the called service'
      : `waits for ${missing} owners of the called service`;
  return refused ? `${waiting}; ${refused.login}: ${refused.why}` : waiting;
}

function isoOf(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at.slice(0, 30) : time.toISOString();
}
