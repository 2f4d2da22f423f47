import { PullFacts } from '../api/PullFacts';
import { Pull, PullReview } from '../GitHost';
import { PullShape, ReviewShape } from './shapes';

const states: Readonly<Record<string, PullReview['state']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes_requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
};

/** Reviews by people, oldest first; what is pending is none yet. */
export const readReviews = (
  reviews: readonly ReviewShape[],
): readonly PullReview[] =>
  reviews
    .flatMap((review): PullReview[] => {
      const state = states[review.state];
      if (!state || !review.user || !review.submitted_at) return [];
      return [
        {
          login: review.user.login,
          state,
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
  // While it is open, that is a commit for trying the merge, on no branch.
  ...(pull.merged_at
    ? {
        mergeSha: pull.merge_commit_sha ?? undefined,
        mergedBy: pull.merged_by?.login,
        mergedAt: pull.merged_at,
      }
    : {}),
  ...(pull.state === 'open' ? { mergeable: pull.mergeable ?? undefined } : {}),
  updatedAt: pull.updated_at,
});

const stateOf = ({ merged_at: merged, state }: PullShape): Pull['state'] => {
  if (merged) return 'merged';
  return state === 'open' ? 'open' : 'closed';
};
