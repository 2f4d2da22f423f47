import { GitHost, repositoryOf, userNamed } from '../host/GitHost';
import { HostError } from '../host/HostError';
import { mergePull } from '../host/mergePull';
import { openPull, requestReview } from '../host/openPull';
import { HostUser } from '../host/HostUser';
import { PullRequest } from '../host/PullRequest';
import { reviewPull, setPullState } from '../host/reviewPull';
import { toCommit, toPull, toReview } from './represent';
import { ApiRequest, listOf, paged, Route, textOf, writerOf } from './Route';

const repositoryFor = ({ host, params }: ApiRequest) =>
  repositoryOf(host, params.owner, params.repo);

const targetOf = (request: ApiRequest) => {
  const repository = repositoryFor(request);
  return { repository, pull: repository.pull(Number(request.params.index)) };
};

const forkOf = async (request: ApiRequest): Promise<string | undefined> => {
  const { repository, pull } = targetOf(request);
  const base = await repository.baseOf(pull);
  return base && (await repository.git.mergeBase(base, pull.headSha));
};

const usersOf = (host: GitHost, logins: unknown[]): HostUser[] =>
  logins.map(login => userNamed(host, String(login)));

/** Pull requests: open, look, edit, review, merge. */
export const pullRoutes: readonly Route[] = [
  {
    pattern: 'GET /repos/:owner/:repo/pulls',
    async handle(request) {
      const { host, query } = request;
      const repository = repositoryFor(request);
      const state = query.get('state') ?? 'open';
      const { items, headers } = paged(
        query,
        repository.pulls
          .filter(pull => state === 'all' || pull.state === state)
          .reverse(),
      );
      return {
        headers,
        body: await Promise.all(
          items.map(pull => toPull(host, repository, pull)),
        ),
      };
    },
  },
  {
    pattern: 'POST /repos/:owner/:repo/pulls',
    async handle(request) {
      const { host, body } = request;
      const repository = repositoryFor(request);
      if (repository.archived)
        throw new HostError(423, 'the repository is archived');
      const pull = await openPull(repository, writerOf(request), {
        head: textOf(body, 'head'),
        base: textOf(body, 'base'),
        title: textOf(body, 'title'),
        body: textOf(body, 'body'),
        labels: labelsOf(repository.labels, listOf(body, 'labels')),
        reviewers: usersOf(host, listOf(body, 'reviewers')),
      });
      return { status: 201, body: await toPull(host, repository, pull) };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/pulls/:index',
    async handle(request) {
      const { repository, pull } = targetOf(request);
      return { body: await toPull(request.host, repository, pull) };
    },
  },
  {
    pattern: 'PATCH /repos/:owner/:repo/pulls/:index',
    async handle(request) {
      const { repository, pull } = targetOf(request);
      const user = writerOf(request);
      const state = textOf(request.body, 'state');
      edit(pull, request);
      pull.updatedAt = repository.now().toISOString();
      if (state === 'open' || state === 'closed')
        setPullState(repository, user, pull, state);
      else repository.emit({ type: 'pull', action: 'edited', pull, by: user });
      return {
        status: 201,
        body: await toPull(request.host, repository, pull),
      };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/pulls/:index/commits',
    async handle(request) {
      const { repository, pull } = targetOf(request);
      const { items, headers } = paged(
        request.query,
        await repository.git.commits(pull.headSha, {
          base: await forkOf(request),
        }),
      );
      return {
        headers,
        body: items.map(one => toCommit(request.host, repository, one)),
      };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/pulls/:index/files',
    async handle(request) {
      const { repository, pull } = targetOf(request);
      const fork = await forkOf(request);
      const { items, headers } = paged(
        request.query,
        fork ? await repository.git.changes(fork, pull.headSha) : [],
      );
      return {
        headers,
        body: items.map(({ path, status }) => ({
          filename: path,
          status: statusWord(status),
        })),
      };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/pulls/:index/reviews',
    handle(request) {
      const { repository, pull } = targetOf(request);
      const { items, headers } = paged(request.query, pull.reviews);
      return {
        headers,
        body: items.map(one => toReview(request.host, repository, pull, one)),
      };
    },
  },
  {
    pattern: 'POST /repos/:owner/:repo/pulls/:index/reviews',
    handle(request) {
      const { repository, pull } = targetOf(request);
      const state = textOf(request.body, 'event').toUpperCase();
      if (
        state !== 'APPROVED' &&
        state !== 'REQUEST_CHANGES' &&
        state !== 'COMMENT'
      )
        throw new HostError(422, `review type "${state}" is not known`);
      if (!request.user) throw new HostError(401, 'token is required');
      const review = reviewPull(repository, request.user, pull, {
        state,
        body: textOf(request.body, 'body'),
        commit: textOf(request.body, 'commit_id'),
      });
      return { body: toReview(request.host, repository, pull, review) };
    },
  },
  {
    pattern: 'POST /repos/:owner/:repo/pulls/:index/reviews/:id/dismissals',
    handle(request) {
      const { repository, pull } = targetOf(request);
      if (writerOf(request).role !== 'admin')
        throw new HostError(403, 'must be repo admin');
      const review = pull.reviews.find(
        one => one.id === Number(request.params.id),
      );
      if (!review) throw new HostError(404, 'no such review');
      review.dismissed = true;
      repository.emit({ type: 'review', pull, review });
      return { body: toReview(request.host, repository, pull, review) };
    },
  },
  {
    pattern: 'POST /repos/:owner/:repo/pulls/:index/requested_reviewers',
    handle(request) {
      const { repository, pull } = targetOf(request);
      writerOf(request);
      requestReview(
        repository,
        pull,
        usersOf(request.host, listOf(request.body, 'reviewers')),
      );
      return { status: 201, body: [] };
    },
  },
  {
    pattern: 'POST /repos/:owner/:repo/pulls/:index/merge',
    async handle(request) {
      const { body } = request;
      const { repository, pull } = targetOf(request);
      const style = textOf(body, 'Do') || textOf(body, 'do');
      if (style !== 'merge' && style !== 'squash')
        throw new HostError(422, `merge style "${style}" is not offered`);
      await mergePull(repository, writerOf(request), pull, {
        style,
        head: textOf(body, 'head_commit_id'),
        title: textOf(body, 'MergeTitleField'),
        message: textOf(body, 'MergeMessageField'),
        force: body.force_merge === true,
      });
      return { status: 200 };
    },
  },
];

const edit = (pull: PullRequest, { body }: ApiRequest) => {
  pull.title = textOf(body, 'title') || pull.title;
  if (body.body !== undefined) pull.body = textOf(body, 'body');
};

export const labelsOf = <T extends { id: number; name: string }>(
  known: readonly T[],
  wanted: unknown[],
): T[] =>
  wanted.map(key => {
    const found = known.find(({ id, name }) => id === key || name === key);
    if (!found) throw new HostError(404, `label does not exist [${key}]`);
    return found;
  });

const statusWord = (letter: string) =>
  ({ A: 'added', D: 'deleted' }[letter] ?? 'changed');
