import { HostError } from './HostError';
import { HostedRepository } from './HostedRepository';
import { HostUser } from './HostUser';
import { Comment, PullRequest, Review, ReviewState } from './PullRequest';

/** Records a review of the head as it is now, or of the commit that was looked at. */
export const reviewPull = (
  repository: HostedRepository,
  user: HostUser,
  pull: PullRequest,
  given: { state: ReviewState; body: string; commit?: string },
): Review => {
  if (pull.state !== 'open')
    throw new HostError(422, 'the pull request is not open');
  // Gitea keeps authors from judging their own work, and nobody else.
  if (user.login === pull.author.login && given.state !== 'COMMENT')
    throw new HostError(
      422,
      `${
        given.state === 'APPROVED' ? 'approve' : 'reject'
      } your own pull is not allowed`,
    );
  if (given.state !== 'APPROVED' && !given.body)
    throw new HostError(422, 'a review needs a text');
  const at = repository.now().toISOString();
  const review: Review = {
    id: repository.nextId(),
    user,
    state: given.state,
    body: given.body,
    commit: given.commit || pull.headSha,
    at,
    dismissed: false,
  };
  pull.reviews.push(review);
  pull.updatedAt = at;
  repository.emit({ type: 'review', pull, review });
  return review;
};

export const commentOn = (
  repository: HostedRepository,
  user: HostUser,
  pull: PullRequest,
  body: string,
): Comment => {
  if (!body) throw new HostError(422, '[Body]: Required');
  const at = repository.now().toISOString();
  const comment = { id: repository.nextId(), user, body, at, editedAt: at };
  pull.comments.push(comment);
  pull.updatedAt = at;
  repository.emit({ type: 'comment', action: 'created', pull, comment });
  return comment;
};

/** Closes without merging, or opens again. */
export const setPullState = (
  repository: HostedRepository,
  user: HostUser,
  pull: PullRequest,
  state: 'open' | 'closed',
): void => {
  if (pull.merged)
    throw new HostError(
      412,
      'cannot change state of this pull request, it was already merged',
    );
  if (pull.state === state) return;
  pull.state = state;
  pull.updatedAt = repository.now().toISOString();
  repository.emit({
    type: 'pull',
    action: state === 'open' ? 'reopened' : 'closed',
    pull,
    by: user,
  });
};
