import { mergeChanges } from '../repository/mergeChanges';
import { Change, writeCommit } from '../repository/writeCommit';
import { HostError } from './HostError';
import { HostedRepository } from './HostedRepository';
import { HostUser } from './HostUser';
import { PullRequest } from './PullRequest';

export type MergeStyle = 'merge' | 'squash';

export interface MergeRequest {
  readonly style: MergeStyle;
  /** The head that was looked at. */
  readonly head?: string;
  readonly title?: string;
  readonly message?: string;
  /** An admin merges in spite of what the branch asks for. */
  readonly force?: boolean;
}

/** Why the base branch does not take this pull request yet, one sentence each. */
export const missingForMerge = (
  repository: HostedRepository,
  pull: PullRequest,
): readonly string[] => {
  const rule = repository.protectionOf(pull.base);
  if (!rule) return [];
  const statuses = repository.statusesOf(pull.headSha);
  const latest = new Map(
    pull.reviews
      .filter(({ state, dismissed }) => state !== 'COMMENT' && !dismissed)
      .map(review => [review.user.login, review]),
  );
  const count = (wanted: string) =>
    [...latest.values()].filter(({ state }) => state === wanted).length;
  const missing = rule.enable_status_check
    ? rule.status_check_contexts
        .filter(
          context =>
            !statuses.some(
              one => one.context === context && one.state === 'success',
            ),
        )
        .map(context => `the status "${context}" is not success`)
    : [];
  if (count('APPROVED') < rule.required_approvals)
    missing.push(
      `${rule.required_approvals} approvals are needed, there are ${count(
        'APPROVED',
      )}`,
    );
  if (rule.block_on_rejected_reviews && count('REQUEST_CHANGES') > 0)
    missing.push('a reviewer asked for changes');
  return missing;
};

type Preview = readonly Change[] | undefined;

/** Commits never change, so neither does what comes of two of them. */
const previews = new WeakMap<HostedRepository, Map<string, Promise<Preview>>>();

/** What a merge would change on the base now; undefined when there are conflicts. */
export const mergePreview = async (
  repository: HostedRepository,
  pull: PullRequest,
): Promise<Preview> => {
  const base = await repository.git.branch(pull.base);
  if (!base) return undefined;
  const known = previews.get(repository) ?? new Map<string, Promise<Preview>>();
  previews.set(repository, known);
  const key = `${base} ${pull.headSha}`;
  const preview = known.get(key) ?? previewOf(repository, base, pull.headSha);
  known.set(key, preview);
  return preview;
};

const previewOf = async (
  { git }: HostedRepository,
  base: string,
  head: string,
): Promise<Preview> => {
  const fork = await git.mergeBase(base, head);
  if (!fork) return undefined;
  const result = await mergeChanges(git, fork, base, head);
  return 'changes' in result ? result.changes : undefined;
};

/** Merges, with the refusals that Gitea has; answers the commit on the base branch. */
export const mergePull = (
  repository: HostedRepository,
  user: HostUser,
  pull: PullRequest,
  request: MergeRequest,
): Promise<string> =>
  repository.writes.run(async () => {
    if (pull.merged || pull.state !== 'open')
      throw new HostError(405, 'the pull request is not open');
    if (user.role === 'read') throw new HostError(403, 'you may not merge');
    if (request.head && request.head !== pull.headSha)
      throw new HostError(409, 'head out of date');
    const missing = missingForMerge(repository, pull);
    const forced = request.force && user.role === 'admin';
    if (missing.length && !forced)
      throw new HostError(405, `not all is there: ${missing.join('; ')}`);
    const { git } = repository;
    const base = await git.branch(pull.base);
    const changes = await mergePreview(repository, pull);
    if (!base || !changes)
      throw new HostError(409, 'the pull request has conflicts');
    const at = repository.now();
    const sha = await writeCommit(git, {
      parents: request.style === 'merge' ? [base, pull.headSha] : [base],
      name: user.fullName,
      email: user.email,
      at,
      message: messageOf(repository, pull, request),
      changes,
    });
    pull.merged = { sha, by: user, at: at.toISOString() };
    pull.baseSha = base;
    pull.state = 'closed';
    pull.updatedAt = at.toISOString();
    await repository.advance(pull.base, base, sha, user);
    repository.emit({ type: 'pull', action: 'closed', pull, by: user });
    return sha;
  });

const messageOf = (
  repository: HostedRepository,
  pull: PullRequest,
  { style, title, message }: MergeRequest,
): string => {
  const fallback =
    style === 'squash'
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request '${pull.title}' (#${pull.number}) from ${pull.head} into ${pull.base}`;
  return `${title || fallback}\n\n${
    message ||
    `Reviewed-on: ${repository.owner}/${repository.name}#${pull.number}`
  }\n`;
};
