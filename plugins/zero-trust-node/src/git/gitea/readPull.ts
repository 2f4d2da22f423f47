import { PullFacts } from '../api/PullFacts';
import { Pull, PullReview } from '../GitHost';
import { PullShape, ReviewShape } from './shapes';

const states: Readonly<Record<string, PullReview['state']>> = {
  APPROVED: 'approved',
  REQUEST_CHANGES: 'changes_requested',
  COMMENT: 'commented',
};

/** Reviews by people, oldest first; what is pending or only asked for is none. */
export const readReviews = (
  reviews: readonly ReviewShape[],
): readonly PullReview[] =>
  reviews
    .flatMap((review): PullReview[] => {
      const state = states[review.state];
      if (!state || !review.user) return [];
      return [
        {
          login: review.user.login,
          state: review.dismissed ? 'dismissed' : state,
          sha: review.commit_id || undefined,
          at: review.submitted_at,
        },
      ];
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));

/** What a pull request says of itself. */
export const readPull = (pull: PullShape): PullFacts => ({
  number: pull.number,
  url: pull.html_url,
  title: pull.title,
  state: stateOf(pull),
  base: pull.base.ref,
  headSha: pull.head.sha,
  ...(pull.merged
    ? {
        mergeSha: pull.merge_commit_sha || undefined,
        mergedBy: pull.merged_by?.login,
        mergedAt: pull.merged_at ?? undefined,
      }
    : {}),
  updatedAt: pull.updated_at,
});

const stateOf = ({ merged, state }: PullShape): Pull['state'] => {
  if (merged) return 'merged';
  return state === 'open' ? 'open' : 'closed';
};
