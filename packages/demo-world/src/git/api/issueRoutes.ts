import { repositoryOf, userNamed } from '../host/GitHost';
import { HostError, notFound } from '../host/HostError';
import { Protection, Status } from '../host/PullRequest';
import { commentOn } from '../host/reviewPull';
import { labelsOf } from './pullRoutes';
import {
  toComment,
  toHook,
  toLabel,
  toPush,
  toStatus,
  toUser,
} from './represent';
import { ApiRequest, listOf, paged, Route, textOf, writerOf } from './Route';

const repositoryFor = ({ host, params }: ApiRequest) =>
  repositoryOf(host, params.owner, params.repo);

const adminOf = (request: ApiRequest) => {
  const user = writerOf(request);
  if (user.role !== 'admin') throw new HostError(403, 'must be repo admin');
  return user;
};

/** Users, comments, labels, statuses, and what admins set. */
export const issueRoutes: readonly Route[] = [
  {
    pattern: 'GET /version',
    handle: () => ({ body: { version: '1.25.0+demo' } }),
  },
  {
    pattern: 'GET /user',
    handle({ host, user }) {
      if (!user) throw new HostError(401, 'token is required');
      return { body: toUser(host, user) };
    },
  },
  {
    pattern: 'GET /users/:login',
    handle: ({ host, params }) => ({
      body: toUser(host, userNamed(host, params.login)),
    }),
  },
  {
    pattern: 'GET /repos/:owner/:repo/issues/:index/comments',
    handle(request) {
      const repository = repositoryFor(request);
      const pull = repository.pull(Number(request.params.index));
      return {
        // All of them, whatever page is asked for.
        headers: { 'X-Total-Count': String(pull.comments.length) },
        body: pull.comments.map(comment =>
          toComment(request.host, repository, pull, comment),
        ),
      };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/issues/:index/timeline',
    async handle(request) {
      const { host, params, query } = request;
      const repository = repositoryFor(request);
      const pull = repository.pull(Number(params.index));
      const all = [
        ...pull.comments.map(one => ({
          ...toComment(host, repository, pull, one),
          type: 'comment',
        })),
        ...(await Promise.all(
          pull.pushes.map(one => toPush(host, repository, one)),
        )),
      ].sort((a, b) => a.id - b.id);
      const { items } = paged(query, all);
      return {
        // Of this page, as Gitea counts here.
        headers: { 'X-Total-Count': String(items.length) },
        body: items.length ? items : null,
      };
    },
  },
  {
    pattern: 'POST /repos/:owner/:repo/issues/:index/comments',
    handle(request) {
      const { host, user, body, params } = request;
      const repository = repositoryFor(request);
      if (!user) throw new HostError(401, 'token is required');
      const pull = repository.pull(Number(params.index));
      const comment = commentOn(repository, user, pull, textOf(body, 'body'));
      return { status: 201, body: toComment(host, repository, pull, comment) };
    },
  },
  {
    pattern: 'PATCH /repos/:owner/:repo/issues/comments/:id',
    handle(request) {
      const repository = repositoryFor(request);
      const user = writerOf(request);
      const id = Number(request.params.id);
      const pull = repository.pulls.find(one =>
        one.comments.some(comment => comment.id === id),
      );
      const comment = pull?.comments.find(one => one.id === id);
      if (!pull || !comment) throw notFound();
      if (comment.user !== user && user.role !== 'admin')
        throw new HostError(403, 'not your comment');
      comment.body = textOf(request.body, 'body');
      comment.editedAt = repository.now().toISOString();
      repository.emit({ type: 'comment', action: 'edited', pull, comment });
      return { body: toComment(request.host, repository, pull, comment) };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/labels',
    handle(request) {
      const { items, headers } = paged(
        request.query,
        repositoryFor(request).labels,
      );
      return { headers, body: items.map(toLabel) };
    },
  },
  {
    pattern: 'POST /repos/:owner/:repo/labels',
    handle(request) {
      const repository = repositoryFor(request);
      writerOf(request);
      const name = textOf(request.body, 'name');
      const color = textOf(request.body, 'color');
      if (!name) throw new HostError(422, '[Name]: Required');
      if (!/^#?[0-9a-fA-F]{6}$/.test(color))
        throw new HostError(422, 'the color is not valid');
      const label = {
        id: repository.nextId(),
        name,
        color: color.replace('#', ''),
      };
      repository.labels.push(label);
      return { status: 201, body: toLabel(label) };
    },
  },
  {
    pattern: 'POST /repos/:owner/:repo/issues/:index/labels',
    handle(request) {
      const repository = repositoryFor(request);
      const user = writerOf(request);
      const pull = repository.pull(Number(request.params.index));
      const wanted = labelsOf(
        repository.labels,
        listOf(request.body, 'labels'),
      );
      for (const label of wanted)
        if (!pull.labels.includes(label)) pull.labels.push(label);
      repository.emit({ type: 'pull', action: 'labeled', pull, by: user });
      return { body: pull.labels.map(toLabel) };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/commits/:sha/statuses',
    handle: request => ({
      body: (repositoryFor(request).statuses.get(request.params.sha) ?? []).map(
        status => toStatus(request.host, status),
      ),
    }),
  },
  {
    pattern: 'POST /repos/:owner/:repo/statuses/:sha',
    async handle(request) {
      const { host, body, params } = request;
      const repository = repositoryFor(request);
      const creator = writerOf(request);
      const sha = await repository.git.resolve(params.sha);
      if (!sha) throw new HostError(400, 'the commit does not exist');
      const status: Status = {
        id: repository.nextId(),
        context: textOf(body, 'context') || 'default',
        state: stateOf(textOf(body, 'state')),
        description: textOf(body, 'description'),
        targetUrl: textOf(body, 'target_url'),
        creator,
        at: repository.now().toISOString(),
      };
      repository.statuses.set(sha, [
        ...(repository.statuses.get(sha) ?? []),
        status,
      ]);
      return { status: 201, body: toStatus(host, status) };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/branch_protections/:name',
    handle(request) {
      adminOf(request);
      return { body: protectionOf(request) };
    },
  },
  {
    pattern: 'PATCH /repos/:owner/:repo/branch_protections/:name',
    handle(request) {
      adminOf(request);
      const rule = protectionOf(request);
      for (const key of [
        'enable_push',
        'enable_status_check',
        'block_on_rejected_reviews',
      ] as const) {
        const value = request.body[key];
        if (typeof value === 'boolean') rule[key] = value;
      }
      const { required_approvals: approvals } = request.body;
      if (typeof approvals === 'number') rule.required_approvals = approvals;
      if (request.body.status_check_contexts)
        rule.status_check_contexts = listOf(
          request.body,
          'status_check_contexts',
        ).map(String);
      return { body: rule };
    },
  },
  {
    pattern: 'POST /repos/:owner/:repo/hooks',
    handle(request) {
      adminOf(request);
      const config = (request.body.config ?? {}) as ApiRequest['body'];
      const hook = {
        id: request.host.webhooks.hooks.length + 1,
        repository: repositoryFor(request),
        url: textOf(config, 'url'),
        secret: textOf(config, 'secret'),
        events: listOf(request.body, 'events').map(String),
        active: request.body.active === true,
      };
      if (!/^https?:\/\//.test(hook.url))
        throw new HostError(422, 'Invalid config URL');
      request.host.webhooks.hooks.push(hook);
      return { status: 201, body: toHook(hook) };
    },
  },
];

const protectionOf = (request: ApiRequest): Protection => {
  const rule = repositoryFor(request).protectionOf(request.params.name);
  if (!rule) throw notFound();
  return rule;
};

const stateOf = (text: string): Status['state'] => {
  switch (text) {
    case 'pending':
    case 'success':
    case 'error':
    case 'failure':
    case 'warning':
      return text;
    default:
      throw new HostError(422, `status "${text}" is not known`);
  }
};
