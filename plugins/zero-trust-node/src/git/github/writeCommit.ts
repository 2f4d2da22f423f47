import { WriteStep } from '../api/GitHostApi';
import { CommitRequest, FileWrite, TreeEntry } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { GithubRepository } from './GithubRepository';
import { gitCommitShape, shaShape } from './shapes';

/** A commit on top of the step's parent, and the branch at it. */
export const writeCommit = async (
  repository: GithubRepository,
  request: CommitRequest,
  step: WriteStep,
  there: readonly TreeEntry[],
): Promise<string> => {
  const { branch, createFrom } = request;
  const parent = step.step === 'write' ? step.parent : createFrom;
  const sha = await makeCommit(repository, request, parent, there);
  const { status } = await repository.http.send(
    step.step === 'write'
      ? {
          method: 'PATCH',
          path: repository.headPath('refs', branch),
          // Only from our parent on: what somebody pushed since is kept.
          body: { sha, force: false },
          accept: [422],
        }
      : {
          method: 'POST',
          path: repository.path('git', 'refs'),
          body: { ref: `refs/heads/${branch}`, sha },
          accept: [422],
        },
  );
  if (status !== 422) return sha;
  // The same is said of a branch that moved and of one that a rule keeps us
  // from, in words that change; where the branch is now tells them apart.
  const now = await repository.branch(branch);
  throw now === (step.step === 'write' ? parent : undefined)
    ? new GitHostError(
        'GIT_FORBIDDEN',
        'a rule of the repository does not allow this commit',
        { status },
      )
    : new GitHostError(
        'GIT_CONFLICT',
        'somebody else changed the branch at the same moment',
      );
};

/** Without author and committer, so that GitHub signs it for the app. */
const makeCommit = async (
  repository: GithubRepository,
  { message, files }: CommitRequest,
  parent: string,
  there: readonly TreeEntry[],
): Promise<string> => {
  const { http } = repository;
  const base = await http.ask(gitCommitShape, {
    path: repository.path('git', 'commits', parent),
  });
  const entries: object[] = [];
  for (const file of files)
    entries.push(await entryOf(repository, file, there));
  const tree = await http.ask(shaShape, {
    method: 'POST',
    path: repository.path('git', 'trees'),
    body: { base_tree: base.tree.sha, tree: entries },
  });
  const commit = await http.ask(shaShape, {
    method: 'POST',
    path: repository.path('git', 'commits'),
    body: { message, tree: tree.sha, parents: [parent] },
  });
  return commit.sha;
};

const entryOf = async (
  repository: GithubRepository,
  { path, bytes }: FileWrite,
  there: readonly TreeEntry[],
): Promise<object> => {
  const mode = there.find(one => one.path === path)?.mode ?? '100644';
  const entry = { path, mode, type: 'blob' };
  if (!bytes) return { ...entry, sha: null };
  const content = Buffer.from(bytes).toString('utf8');
  if (Buffer.from(content, 'utf8').equals(Buffer.from(bytes)))
    return { ...entry, content };
  // What is no text cannot be part of the tree's JSON.
  const { sha } = await repository.http.ask(shaShape, {
    method: 'POST',
    path: repository.path('git', 'blobs'),
    body: {
      encoding: 'base64',
      content: Buffer.from(bytes).toString('base64'),
    },
  });
  return { ...entry, sha };
};
