import { ZodType } from 'zod';
import { TreeEntry } from '../GitHost';
import { GitCall, GitHttp } from '../http/GitHttp';
import { RepositoryAddress } from '../checkRepositoryUrl';
import { branchShape, repositoryShape, treeShape } from './shapes';

const pageSize = 50;
/** Enough for any list that one looks at; a host that never ends a list is left. */
const maxPages = 200;

/** Reads of one repository that others build on. */
export class GiteaRepository {
  /** Trees never change; the last few are asked for again and again. */
  private readonly trees = new Map<string, Promise<readonly TreeEntry[]>>();

  constructor(
    readonly http: GitHttp,
    private readonly address: RepositoryAddress,
  ) {}

  /** Path of something in this repository. */
  path(...rest: (string | number)[]): (string | number)[] {
    return ['repos', this.address.owner, this.address.name, ...rest];
  }

  repository() {
    return this.http.ask(repositoryShape, { path: this.path() });
  }

  async branch(name: string): Promise<string | undefined> {
    const found = await this.http.find(branchShape, {
      path: this.path('branches', ...name.split('/')),
    });
    if (found) return found.commit.id;
    // Hosts say the same of a missing branch and of a repository they hide.
    await this.repository();
    return undefined;
  }

  /** All pages of a list, whose length the host may limit below what is asked. */
  async all<T>(
    shape: ZodType<T[]>,
    call: Pick<GitCall, 'path' | 'query'>,
  ): Promise<T[]> {
    const found: T[] = [];
    for (let page = 1; page <= maxPages; page += 1) {
      const { json, headers } = await this.http.send({
        ...call,
        query: { ...call.query, page, limit: pageSize },
      });
      const items = this.http.read(shape, json);
      found.push(...items);
      const total = Number(headers.get('x-total-count') ?? NaN);
      if (items.length === 0 || found.length >= total) break;
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
    for (let page = 1; page <= maxPages; page += 1) {
      const { tree, truncated } = await this.http.ask(treeShape, {
        path: this.path('git', 'trees', sha),
        query: { recursive: 'true', per_page: 1000, page },
      });
      for (const item of tree ?? [])
        if (item.type !== 'tree')
          entries.push({
            path: item.path,
            mode: item.mode,
            blobSha: item.sha,
            ...(item.type === 'blob' ? { size: item.size } : {}),
          });
      if (!truncated || !tree?.length) break;
    }
    return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}
