import { CommitRequest, FileWrite, TreeEntry } from '../GitHost';
import { GithubRepository } from './GithubRepository';
import { gitCommitShape, shaShape } from './shapes';

/**
 * A commit on top of another one, on no branch yet. Without author and
 * committer, so that GitHub signs it for the app.
 */
export const writeCommit = async (
  repository: GithubRepository,
  { message, files }: Pick<CommitRequest, 'message' | 'files'>,
  parent: string,
): Promise<string> => {
  const { http } = repository;
  const base = await http.ask(gitCommitShape, {
    path: repository.path('git', 'commits', parent),
  });
  const there = await repository.tree(parent);
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
