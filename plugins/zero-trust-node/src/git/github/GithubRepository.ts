import { ZodType } from 'zod';
import { RepositoryAddress } from '../checkRepositoryUrl';
import { TreeEntry } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { GitCall, GitHttp } from '../http/GitHttp';
import { refShape, repositoryShape, treeShape } from './shapes';

const pageSize = 100;
/** GitHub ends its own lists long before. */
const maxPages = 100;
/** Folders that are read one by one when a tree is too large for one answer. */
const maxFolders = 500;

/** Reads of one repository that others build on. */
export class GithubRepository {
  /** Trees never change; the last few are asked for again and again. */
  private readonly trees = new Map<string, Promise<readonly TreeEntry[]>>();

  constructor(readonly http: GitHttp, readonly address: RepositoryAddress) {}

  /** Path of something in this repository. */
  path(...rest: (string | number)[]): (string | number)[] {
    return ['repos', this.address.owner, this.address.name, ...rest];
  }

  repository() {
    return this.http.ask(repositoryShape, { path: this.path() });
  }

  async branch(name: string): Promise<string | undefined> {
    const found = await this.http.find(refShape, {
      path: this.path('git', 'ref', 'heads', ...name.split('/')),
    });
    if (found) return found.object.sha;
    // Hosts say the same of a missing branch and of a repository they hide.
    await this.repository();
    return undefined;
  }

  /** All pages of a list. */
  async all<T>(
    shape: ZodType<T[]>,
    call: Pick<GitCall, 'path' | 'query'>,
  ): Promise<T[]> {
    const found: T[] = [];
    for (let page = 1; page <= maxPages; page += 1) {
      const items = await this.http.ask(shape, {
        ...call,
        query: { ...call.query, page, per_page: pageSize },
      });
      found.push(...items);
      if (items.length < pageSize) break;
    }
    return found;
  }

  /** Files of a commit, sorted by path. */
  tree(sha: string): Promise<readonly TreeEntry[]> {
    const known = this.trees.get(sha);
    if (known) return known;
    const reading = this.readTree(sha);
    this.trees.set(sha, reading);
    reading.catch(() => this.trees.delete(sha));
    const [oldest] = this.trees.keys();
    if (this.trees.size > 4) this.trees.delete(oldest);
    return reading;
  }

  private async readTree(root: string): Promise<readonly TreeEntry[]> {
    const entries: TreeEntry[] = [];
    const folders = [{ sha: root, prefix: '' }];
    let read = 0;
    for (let next = folders.shift(); next; next = folders.shift()) {
      read += 1;
      // Half a tree would look like files that are not there.
      if (read > maxFolders)
        throw new GitHostError(
          'SOURCE_NOT_WRITABLE',
          'the repository has more files than can be read',
        );
      const { prefix } = next;
      const whole = await this.listing(next.sha, { recursive: 1 });
      const { tree } = whole.truncated
        ? await this.listing(next.sha, {})
        : whole;
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
    return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  private listing(sha: string, query: Readonly<Record<string, number>>) {
    return this.http.ask(treeShape, {
      path: this.path('git', 'trees', sha),
      query,
    });
  }
}
