import { repositoryOf } from '../host/GitHost';
import { HostError, notFound } from '../host/HostError';
import { FileChange, HostedRepository } from '../host/HostedRepository';
import { ApiRequest, listOf, Route, textOf, writerOf } from './Route';
import { addressOf, toCommit, toRepository } from './represent';

const repositoryFor = ({ host, params }: ApiRequest) =>
  repositoryOf(host, params.owner, params.repo);

/** Branches, trees, blobs, and commits of several files at once. */
export const contentRoutes: readonly Route[] = [
  {
    pattern: 'GET /repos/:owner/:repo',
    handle: request => ({
      body: toRepository(request.host, repositoryFor(request), request.user),
    }),
  },
  {
    pattern: 'GET /repos/:owner/:repo/branches',
    async handle(request) {
      const repository = repositoryFor(request);
      const names = [...(await repository.git.branches()).keys()];
      return {
        body: await Promise.all(
          names.map(name => describeBranch(request, repository, name)),
        ),
      };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/branches/*branch',
    async handle(request) {
      return {
        body: await describeBranch(
          request,
          repositoryFor(request),
          request.params.branch,
        ),
      };
    },
  },
  {
    pattern: 'POST /repos/:owner/:repo/branches',
    async handle(request) {
      const repository = writable(request);
      const user = writerOf(request);
      const name = textOf(request.body, 'new_branch_name');
      const start = textOf(request.body, 'old_ref_name') || 'main';
      if (!isBranchName(name))
        throw new HostError(422, `[NewBranchName]: "${name}" is no name`);
      await repository.writes.run(async () => {
        if (await repository.git.branch(name))
          throw new HostError(409, 'the branch already exists');
        const sha = await repository.git.resolve(start);
        if (!sha) throw notFound('the old branch does not exist');
        await repository.advance(name, undefined, sha, user);
      });
      return {
        status: 201,
        body: await describeBranch(request, repository, name),
      };
    },
  },
  {
    pattern: 'DELETE /repos/:owner/:repo/branches/*branch',
    async handle(request) {
      const repository = writable(request);
      const by = writerOf(request);
      const { branch } = request.params;
      if (branch === repository.defaultBranch)
        throw new HostError(403, 'can not delete default branch');
      await repository.writes.run(async () => {
        const before = await repository.git.branch(branch);
        if (!before) throw notFound();
        await repository.git.deleteBranch(branch);
        repository.branchMoved({ branch, before, by });
      });
      return { status: 204 };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/git/trees/:sha',
    async handle(request) {
      const { query, params } = request;
      const repository = repositoryFor(request);
      const sha = (await repository.git.resolve(params.sha)) ?? params.sha;
      const all = /^[0-9a-f]{40}$/.test(sha)
        ? await repository.git.tree(sha, query.get('recursive') ? 'all' : 'one')
        : undefined;
      if (!all)
        throw new HostError(400, `object does not exist [id: ${params.sha}]`);
      const page = Math.max(1, Number(query.get('page')) || 1);
      const size = Math.min(1000, Number(query.get('per_page')) || 1000);
      return {
        body: {
          sha,
          tree: all
            .slice((page - 1) * size, page * size)
            .map(({ type, ...item }) => ({
              ...item,
              type,
              size: item.size ?? 0,
            })),
          truncated: page * size < all.length,
          page,
          total_count: all.length,
        },
      };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/git/blobs/:sha',
    async handle(request) {
      const { sha } = request.params;
      if (!/^[0-9a-f]{40}$/.test(sha)) throw new HostError(400, 'no valid sha');
      const bytes = await repositoryFor(request).git.blob(sha);
      if (!bytes) throw new HostError(400, 'object does not exist');
      return {
        body: {
          sha,
          encoding: 'base64',
          content: bytes.toString('base64'),
          size: bytes.length,
        },
      };
    },
  },
  {
    pattern: 'GET /repos/:owner/:repo/compare/*range',
    async handle(request) {
      const { git } = repositoryFor(request);
      const [base, head] = await Promise.all(
        request.params.range.split('...').map(name => git.resolve(name)),
      );
      if (!base || !head) throw notFound();
      const commits = await git.commits(head, { base });
      return {
        body: {
          total_commits: commits.length,
          commits: commits.map(one =>
            toCommit(request.host, repositoryFor(request), one),
          ),
        },
      };
    },
  },
  {
    pattern: 'POST /repos/:owner/:repo/contents',
    async handle(request) {
      const repository = writable(request);
      const user = writerOf(request);
      const branch = textOf(request.body, 'branch') || repository.defaultBranch;
      const sha = await repository.commit(user, {
        branch,
        newBranch: textOf(request.body, 'new_branch'),
        message: textOf(request.body, 'message') || 'Change files',
        changes: await readChanges(request, repository, branch),
      });
      const [commit] = await repository.git.commits(sha, { limit: 1 });
      return {
        status: 201,
        body: {
          files: [],
          commit: {
            ...toCommit(request.host, repository, commit),
            url: `${addressOf(request.host, repository)}/commit/${sha}`,
          },
        },
      };
    },
  },
];

const writable = (request: ApiRequest): HostedRepository => {
  const repository = repositoryFor(request);
  if (repository.archived)
    throw new HostError(423, 'the repository is archived');
  return repository;
};

const isBranchName = (name: string) =>
  /^[A-Za-z0-9][\w./-]*$/.test(name) && !/\.\.|\/\/|\.lock$|[/.]$/.test(name);

const describeBranch = async (
  request: ApiRequest,
  repository: HostedRepository,
  name: string,
) => {
  const sha = await repository.git.branch(name);
  if (!sha) throw notFound();
  const [commit] = await repository.git.commits(sha, { limit: 1 });
  const rule = repository.protectionOf(name);
  return {
    name,
    commit: { id: sha, message: commit.message, timestamp: commit.date },
    protected: rule !== undefined,
    required_approvals: rule?.required_approvals ?? 0,
    enable_status_check: rule?.enable_status_check ?? false,
    status_check_contexts: rule?.status_check_contexts ?? [],
    user_can_push:
      request.user !== undefined && repository.mayPush(request.user, name),
    user_can_merge: request.user !== undefined && request.user.role !== 'read',
  };
};

/** What the body asks of files, checked against what the branch has. */
const readChanges = async (
  { body }: ApiRequest,
  repository: HostedRepository,
  branch: string,
): Promise<readonly FileChange[]> => {
  const head = await repository.git.branch(branch);
  if (!head) throw notFound(`branch does not exist [${branch}]`);
  const there = new Map(
    ((await repository.git.tree(head, 'all')) ?? []).map(item => [
      item.path,
      item,
    ]),
  );
  const files = listOf(body, 'files');
  if (!files.length) throw new HostError(422, '[Files]: Required');
  return files.map(value => {
    const file = value as ApiRequest['body'];
    const path = textOf(file, 'path');
    if (!/^[^/\0]+(\/[^/\0]+)*$/.test(path) || /(^|\/)\.{1,2}(\/|$)/.test(path))
      throw new HostError(
        422,
        `path contains a malformed path component [path: ${path}]`,
      );
    const item = there.get(path);
    const operation = textOf(file, 'operation');
    if (operation === 'create') {
      if (item)
        throw new HostError(
          422,
          `repository file already exists [path: ${path}]`,
        );
      return { path, bytes: contentOf(file) };
    }
    if (operation !== 'update' && operation !== 'delete')
      throw new HostError(422, '[Operation]: Required');
    if (!item) throw notFound(`repository file does not exist [path: ${path}]`);
    if (textOf(file, 'sha') !== item.sha)
      throw new HostError(
        422,
        `sha does not match [given: ${textOf(file, 'sha')}, expected: ${
          item.sha
        }]`,
      );
    return operation === 'delete' ? { path } : { path, bytes: contentOf(file) };
  });
};

const contentOf = (file: ApiRequest['body']) =>
  Buffer.from(textOf(file, 'content'), 'base64');
