import { TreeEntry } from '../GitHost';
import { PullShape } from './shapes';

/**
 * Whether a pull request merges cleanly; undefined: it is not known. Gitea says
 * false of a conflict, and also while it looks for one, of a draft and of its own
 * failure (`PullRequest.Mergeable`). There is a conflict only where the base
 * changed a file that the pull request changes too.
 */
export const isMergeable = async (
  { mergeable, merge_base: fork, base }: PullShape,
  files: readonly string[],
  treeAt: (commit: string) => Promise<readonly TreeEntry[]>,
): Promise<boolean | undefined> => {
  if (mergeable) return true;
  if (mergeable !== false || !fork || !base.sha) return undefined;
  const [before, now] = (await Promise.all([fork, base.sha].map(treeAt))).map(
    tree => new Map(tree.map(one => [one.path, `${one.mode} ${one.blobSha}`])),
  );
  return files.some(path => before.get(path) !== now.get(path))
    ? false
    : undefined;
};
