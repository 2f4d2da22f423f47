import { ZodType } from 'zod';
import { TreeEntry } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { GitCall, GitHttp } from '../http/GitHttp';
import { branchShape, projectShape, treeShape } from './shapes';

const pageSize = 100;
const maxPages = 200;

/** Reads of one project that others build on. */
export class GitlabProject {
  /** Trees never change; the last few are asked for again and again. */
  private readonly trees = new Map<string, Promise<readonly TreeEntry[]>>();

  constructor(
    readonly http: GitHttp,
    /** `group/subgroup/name`. */
    private readonly name: string,
  ) {}

  /** Path of something in this project. */
  path(...rest: (string | number)[]): (string | number)[] {
    return ['projects', this.name, ...rest];
  }

  project() {
    return this.http.ask(projectShape, { path: this.path() });
  }

  async branch(name: string): Promise<string | undefined> {
    const found = await this.http.find(branchShape, {
      path: this.path('repository', 'branches', name),
    });
    if (found) return found.commit.id;
    // Hosts say the same of a missing branch and of a project they hide.
    await this.project();
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

  private async readTree(sha: string): Promise<readonly TreeEntry[]> {
    const entries: TreeEntry[] = [];
    let token: string | undefined;
    for (let page = 1; page === 1 || token !== undefined; page += 1) {
      // Half a tree would look like files that are not there.
      if (page > maxPages)
        throw new GitHostError(
          'SOURCE_NOT_WRITABLE',
          'the repository has more files than can be read',
        );
      const { json, headers } = await this.http.send({
        path: this.path('repository', 'tree'),
        query: {
          ref: sha,
          recursive: 'true',
          per_page: pageSize,
          pagination: 'keyset',
          ...(token === undefined ? {} : { page_token: token }),
        },
      });
      for (const item of this.http.read(treeShape, json))
        if (item.type !== 'tree')
          entries.push({ path: item.path, mode: item.mode, blobSha: item.id });
      token = nextToken(headers);
    }
    return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}

/** Of the link to the next page only its token is used, never its address. */
const nextToken = (headers: Headers): string | undefined => {
  const link = (headers.get('link') ?? '')
    .split(',')
    .find(part => /rel="?next"?/.test(part));
  const token = link && /[?&]page_token=([^&>]+)/.exec(link)?.[1];
  return token ? decodeURIComponent(token) : undefined;
};
