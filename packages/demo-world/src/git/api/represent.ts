import { CommitInfo } from '../repository/BareRepository';
import { GitHost } from '../host/GitHost';
import { HostedRepository } from '../host/HostedRepository';
import { HostUser } from '../host/HostUser';
import { mergePreview } from '../host/mergePull';
import {
  Comment,
  Label,
  PullRequest,
  Push,
  Review,
  Status,
} from '../host/PullRequest';
import { Webhook } from '../host/Webhooks';

// Shapes of Gitea's API v1, as far as clients of the demo look at them.

export const addressOf = (host: GitHost, repository: HostedRepository) =>
  `${host.url}/${repository.owner}/${repository.name}`;

export const toUser = (host: GitHost, user: HostUser) => ({
  id: user.id,
  login: user.login,
  login_name: '',
  full_name: user.fullName,
  email: user.email,
  html_url: `${host.url}/${user.login}`,
  is_admin: false,
  active: true,
});

export const toRepository = (
  host: GitHost,
  repository: HostedRepository,
  reader: HostUser | undefined,
) => ({
  id: repository.id,
  owner: { login: repository.owner, full_name: '' },
  name: repository.name,
  full_name: `${repository.owner}/${repository.name}`,
  private: false,
  empty: false,
  archived: repository.archived,
  default_branch: repository.defaultBranch,
  html_url: addressOf(host, repository),
  clone_url: `${addressOf(host, repository)}.git`,
  allow_merge_commits: true,
  allow_squash_merge: true,
  allow_rebase: false,
  permissions: {
    admin: reader?.role === 'admin',
    push: reader !== undefined && reader.role !== 'read',
    pull: true,
  },
});

export const toCommit = (
  host: GitHost,
  repository: HostedRepository,
  commit: CommitInfo,
) => {
  const user = host.users.withEmail(commit.email);
  const person = { name: commit.name, email: commit.email, date: commit.date };
  const account = user ? toUser(host, user) : null;
  return {
    sha: commit.sha,
    html_url: `${addressOf(host, repository)}/commit/${commit.sha}`,
    commit: { message: commit.message, author: person, committer: person },
    author: account,
    committer: account,
    parents: commit.parents.map(sha => ({ sha })),
  };
};

export const toLabel = ({ id, name, color }: Label) => ({
  id,
  name,
  color,
  description: '',
  exclusive: false,
  is_archived: false,
});

export const toPull = async (
  host: GitHost,
  repository: HostedRepository,
  pull: PullRequest,
) => {
  const { git } = repository;
  const baseSha = (await repository.baseOf(pull)) ?? '';
  const address = `${addressOf(host, repository)}/pulls/${pull.number}`;
  const repo = toRepository(host, repository, undefined);
  // As Gitea has it: where the branch is now, also of what was merged long ago.
  const liveHead = await git.branch(pull.head);
  return {
    id: pull.number,
    number: pull.number,
    url: address,
    html_url: address,
    user: toUser(host, pull.author),
    title: pull.title,
    body: pull.body,
    labels: pull.labels.map(toLabel),
    requested_reviewers: pull.requested.map(user => toUser(host, user)),
    state: pull.state,
    draft: false,
    comments: pull.comments.length,
    mergeable:
      pull.state === 'open' &&
      (await mergePreview(repository, pull)) !== undefined,
    merged: pull.merged !== undefined,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? null,
    merged_by: pull.merged ? toUser(host, pull.merged.by) : null,
    base: {
      label: pull.base,
      ref: pull.base,
      sha: baseSha,
      repo_id: repository.id,
      repo,
    },
    head: {
      label: pull.head,
      ref: liveHead ? pull.head : `refs/pull/${pull.number}/head`,
      sha: liveHead ?? pull.headSha,
      repo_id: repository.id,
      repo,
    },
    merge_base: baseSha
      ? (await git.mergeBase(baseSha, pull.headSha)) ?? ''
      : '',
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.state === 'closed' ? pull.updatedAt : null,
  };
};

export const toReview = (
  host: GitHost,
  repository: HostedRepository,
  pull: PullRequest,
  review: Review,
) => ({
  id: review.id,
  user: toUser(host, review.user),
  team: null,
  state: review.state,
  body: review.body,
  commit_id: review.commit,
  stale: review.commit !== pull.headSha,
  official: review.user.role !== 'read',
  dismissed: review.dismissed,
  comments_count: 0,
  submitted_at: review.at,
  html_url: `${addressOf(host, repository)}/pulls/${pull.number}`,
});

export const toComment = (
  host: GitHost,
  repository: HostedRepository,
  pull: PullRequest,
  comment: Comment,
) => ({
  id: comment.id,
  user: toUser(host, comment.user),
  body: comment.body,
  created_at: comment.at,
  updated_at: comment.editedAt,
  pull_request_url: `${addressOf(host, repository)}/pulls/${pull.number}`,
});

/** In the timeline, with what it brought in a text of its own. */
export const toPush = async (
  host: GitHost,
  { git }: HostedRepository,
  { id, by, before, after, at }: Push,
) => {
  const fork = await git.mergeBase(before, after);
  const brought =
    fork === before
      ? await git.commits(after, { base: before })
      : [{ sha: before }, { sha: after }];
  return {
    id,
    type: 'pull_push',
    user: toUser(host, by),
    body: JSON.stringify({
      is_force_push: fork !== before,
      commit_ids: brought.map(({ sha }) => sha).reverse(),
    }),
    created_at: at,
    updated_at: at,
  };
};

export const toStatus = (host: GitHost, status: Status) => ({
  id: status.id,
  // "status" is Gitea's word for what others call the state.
  status: status.state,
  context: status.context,
  description: status.description,
  target_url: status.targetUrl,
  creator: toUser(host, status.creator),
  created_at: status.at,
  updated_at: status.at,
});

export const toHook = ({ id, url, events, active }: Webhook) => ({
  id,
  type: 'gitea',
  config: { url, content_type: 'json' },
  events,
  active,
});
