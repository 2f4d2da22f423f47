import { TreeEntry } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { GithubRepository } from './GithubRepository';
import { treeShape } from './shapes';

/** Folders that are read one by one when a tree is too large for one answer. */
const maxFolders = 500;

/**
 * Every file of a commit. A recursive tree is cut off above 100,000 entries or
 * 7 MB and says so (`truncated`); then it is read folder by folder.
 */
export const readTree = async (
  repository: GithubRepository,
  root: string,
): Promise<readonly TreeEntry[]> => {
  const listing = (sha: string, query: Readonly<Record<string, number>>) =>
    repository.http.ask(treeShape, {
      path: repository.path('git', 'trees', sha),
      query,
    });
  const entries: TreeEntry[] = [];
  const folders = [{ sha: root, prefix: '' }];
  let read = 0;
  for (let next = folders.shift(); next; next = folders.shift()) {
    read += 1;
    // Half a tree would look like files that are not there.
    if (read > maxFolders) throw tooLarge();
    const { sha: folder, prefix } = next;
    const whole = await listing(folder, { recursive: 1 });
    const { tree, truncated } = whole.truncated
      ? await listing(folder, {})
      : whole;
    if (truncated) throw tooLarge();
    for (const { path, mode, type, sha, size } of tree) {
      if (type !== 'tree')
        entries.push({
          path: `${prefix}${path}`,
          mode,
          blobSha: sha,
          ...(size === undefined ? {} : { size }),
        });
      else if (whole.truncated)
        folders.push({ sha, prefix: `${prefix}${path}/` });
    }
  }
  return entries;
};

const tooLarge = () =>
  new GitHostError(
    'SOURCE_NOT_WRITABLE',
    'the repository has more files than can be read',
  );
