import {
  addressOf,
  toComment,
  toPull,
  toRepository,
  toUser,
} from '../api/represent';
import { GitHost } from './GitHost';
import { HostEvent, HostedRepository } from './HostedRepository';

/** Sends what happens in a repository to its webhooks, in Gitea's words. */
export const tellWebhooks = (
  host: GitHost,
  repository: HostedRepository,
): (() => void) =>
  repository.on(event => {
    // Describing costs runs of git, which nobody waits for without a webhook.
    if (!host.webhooks.listensTo(repository)) return;
    host.webhooks.track(
      describe(host, repository, event).then(({ name, payload }) =>
        host.webhooks.send(repository, name, {
          ...payload,
          repository: toRepository(host, repository, undefined),
        }),
      ),
    );
  });

const reviewNames = {
  APPROVED: 'pull_request_review_approved',
  REQUEST_CHANGES: 'pull_request_review_rejected',
  COMMENT: 'pull_request_review_comment',
};

const describe = async (
  host: GitHost,
  repository: HostedRepository,
  event: HostEvent,
): Promise<{ name: string; payload: Record<string, unknown> }> => {
  switch (event.type) {
    case 'push': {
      const { branch, before, after, by } = event.change;
      return {
        name: 'push',
        payload: {
          ref: `refs/heads/${branch}`,
          before: before ?? '0'.repeat(40),
          after: after ?? '0'.repeat(40),
          compare_url: addressOf(host, repository),
          pusher: by ? toUser(host, by) : null,
        },
      };
    }
    case 'pull': {
      const sync = event.action === 'synchronized';
      return {
        name: sync ? 'pull_request_sync' : 'pull_request',
        payload: {
          action: event.action,
          number: event.pull.number,
          pull_request: await toPull(host, repository, event.pull),
          sender: toUser(host, event.by),
        },
      };
    }
    case 'review':
      return {
        name: reviewNames[event.review.state],
        payload: {
          action: 'reviewed',
          number: event.pull.number,
          pull_request: await toPull(host, repository, event.pull),
          review: { type: event.review.state, content: event.review.body },
          sender: toUser(host, event.review.user),
        },
      };
    case 'comment':
      return {
        name: 'issue_comment',
        payload: {
          action: event.action,
          is_pull: true,
          issue: { number: event.pull.number },
          comment: toComment(host, repository, event.pull, event.comment),
          sender: toUser(host, event.comment.user),
        },
      };
    default:
      throw new Error('no such event');
  }
};
