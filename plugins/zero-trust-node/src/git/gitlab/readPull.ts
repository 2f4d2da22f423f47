import { PullFacts } from '../api/PullFacts';
import { Pull } from '../GitHost';
import { MergeRequestShape } from './shapes';

/** States in which GitLab has not worked it out. */
const undecided = new Set(['unchecked', 'checking', 'preparing']);
/**
 * States that a merge cannot get over without another commit; `commits_status`
 * is said of a source branch that is gone or has none. What else there is
 * (approvals, pipelines, discussions, drafts) is no conflict, and what comes
 * first hides what comes later, so `has_conflicts` is looked at too.
 */
const stuck = new Set([
  'conflict',
  'broken_status',
  'commits_status',
  'need_rebase',
]);

/** What a merge request says of itself. */
export const readPull = (pull: MergeRequestShape): PullFacts => ({
  number: pull.iid,
  url: pull.web_url,
  title: pull.title,
  state: stateOf(pull),
  base: pull.target_branch,
  headSha: pull.sha ?? '',
  ...(pull.state === 'merged'
    ? {
        // In this order: a squash may be merged by a commit of its own, and a
        // fast-forward leaves the head itself on the base.
        mergeSha:
          pull.merge_commit_sha ??
          pull.squash_commit_sha ??
          pull.sha ??
          undefined,
        mergedBy: (pull.merge_user ?? pull.merged_by)?.username,
        mergedAt: pull.merged_at ?? undefined,
      }
    : {}),
  ...(stateOf(pull) === 'open' ? { mergeable: mergeable(pull) } : {}),
  updatedAt: pull.updated_at,
});

/** `locked`: its merge is under way. */
const stateOf = ({ state }: MergeRequestShape): Pull['state'] => {
  if (state === 'merged') return 'merged';
  return state === 'closed' ? 'closed' : 'open';
};

/** Whether it merges cleanly; that approvals are missing is another question. */
const mergeable = ({
  detailed_merge_status: status,
  has_conflicts: conflicts,
}: MergeRequestShape): boolean | undefined => {
  if (conflicts === true || stuck.has(status ?? '')) return false;
  return !status || undecided.has(status) ? undefined : true;
};
