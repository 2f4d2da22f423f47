import { HostError, notFound } from './HostError';
import { HostedRepository } from './HostedRepository';
import { HostUser } from './HostUser';
import { Label, PullRequest } from './PullRequest';

export interface NewPullRequest {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly Label[];
  readonly reviewers: readonly HostUser[];
}

/** Opens a pull request, with the refusals that Gitea has. */
export const openPull = async (
  repository: HostedRepository,
  author: HostUser,
  request: NewPullRequest,
): Promise<PullRequest> => {
  const { head, base, title } = request;
  if (head === base)
    throw new HostError(422, 'there are no changes between head and base');
  const branches = await repository.git.branches();
  const headSha = branches.get(head);
  const baseSha = branches.get(base);
  if (!headSha || !baseSha) throw notFound();
  if (!title) throw new HostError(422, '[Title]: Required');
  const open = repository.pulls.find(
    pull => pull.state === 'open' && pull.head === head && pull.base === base,
  );
  if (open)
    throw new HostError(
      409,
      `pull request already exists for these targets [id: ${open.number}]`,
    );
  const at = repository.now().toISOString();
  const pull: PullRequest = {
    number: repository.pulls.length + 1,
    author,
    title,
    body: request.body,
    head,
    base,
    state: 'open',
    headSha,
    labels: [...request.labels],
    requested: [],
    reviews: [],
    comments: [],
    pushes: [],
    createdAt: at,
    updatedAt: at,
  };
  repository.pulls.push(pull);
  requestReview(repository, pull, request.reviewers);
  repository.emit({ type: 'pull', action: 'opened', pull, by: author });
  return pull;
};

/** Asks users for a review; the author cannot be asked. */
export const requestReview = (
  repository: HostedRepository,
  pull: PullRequest,
  reviewers: readonly HostUser[],
): void => {
  for (const reviewer of reviewers) {
    if (reviewer.login === pull.author.login)
      throw new HostError(
        422,
        `poster of pr can't be reviewer [user_id: ${reviewer.id}]`,
      );
    if (!pull.requested.includes(reviewer)) pull.requested.push(reviewer);
  }
  pull.updatedAt = repository.now().toISOString();
};
