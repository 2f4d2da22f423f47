import { blobSha } from './blobSha';
import { checkOwnBranchName, checkRepositoryPath } from './checkNames';
import { CommitRequest, FileWrite, TreeEntry } from './GitHost';
import { GitHostError } from './GitHostError';

/** What has to be done so that the branch holds what was asked. */
export type CommitStep =
  | { readonly step: 'adopt'; readonly sha: string }
  | { readonly step: 'create-branch' }
  | { readonly step: 'write'; readonly parent: string };

type Tree = readonly TreeEntry[];

/** Whether a tree has every file as the commit would leave it. */
const holds = (tree: Tree, files: readonly FileWrite[], like: string) => {
  const there = new Map(tree.map(entry => [entry.path, entry.blobSha]));
  return files.every(({ path, bytes }) =>
    bytes
      ? there.get(path) === blobSha(bytes, like)
      : there.get(path) === undefined,
  );
};

/** Paths in which two trees differ. */
const differing = (a: Tree, b: Tree): readonly string[] => {
  const key = ({ path, blobSha: sha, mode }: TreeEntry) =>
    `${mode} ${sha} ${path}`;
  const [inA, inB] = [new Set(a.map(key)), new Set(b.map(key))];
  return [
    ...a.filter(entry => !inB.has(key(entry))),
    ...b.filter(entry => !inA.has(key(entry))),
  ].map(({ path }) => path);
};

const conflict = (why: string) => new GitHostError('GIT_CONFLICT', why);

/**
 * Looks before it writes, the same way for every host: adopts a branch that
 * holds the very files and nothing else, goes on after a crash between branch
 * and commit, and refuses whatever somebody else did.
 */
export const planCommit = async (
  request: CommitRequest,
  head: string | undefined,
  treeAt: (sha: string) => Promise<Tree>,
): Promise<CommitStep> => {
  const { files, createFrom, expectHead } = request;
  checkOwnBranchName(request.branch);
  files.forEach(({ path }) => checkRepositoryPath(path));
  const base = await treeAt(createFrom);
  if (head !== undefined && head !== createFrom) {
    const now = await treeAt(head);
    const ours = new Set(files.map(({ path }) => path));
    const onlyOurs = differing(base, now).every(path => ours.has(path));
    if ((onlyOurs || head === expectHead) && holds(now, files, head))
      return { step: 'adopt', sha: head };
    if (head !== expectHead)
      throw conflict('somebody else changed the branch; it is left alone');
    checkBlobs(now, files);
    return { step: 'write', parent: head };
  }
  if (expectHead !== undefined && head !== expectHead)
    throw conflict('the branch is not where it was');
  if (holds(base, files, createFrom))
    throw new GitHostError('NO_CHANGES', 'the base holds all of it already');
  checkBlobs(base, files);
  return head === undefined
    ? { step: 'create-branch' }
    : { step: 'write', parent: head };
};

const checkBlobs = (tree: Tree, files: readonly FileWrite[]): void => {
  const there = new Map(tree.map(entry => [entry.path, entry]));
  for (const { path, expectBlob } of files) {
    const entry = there.get(path);
    if ((entry?.blobSha ?? null) !== expectBlob)
      throw conflict('a file is not what it was when the change was planned');
    if (entry && !entry.mode.startsWith('100'))
      throw new GitHostError(
        'GIT_FORBIDDEN',
        'symbolic links and submodules are not written',
      );
  }
};
