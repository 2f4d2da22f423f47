import { ZodType } from 'zod';
import { RepositoryAddress } from '../checkRepositoryUrl';
import { GitCall, GitHttp } from '../http/GitHttp';
import { readPages } from '../http/readPages';
import { refShape, repositoryShape } from './shapes';

/** The most that GitHub puts on a page. */
const pageSize = 100;

/** Requests about one repository. */
export class GithubRepository {
  constructor(readonly http: GitHttp, readonly address: RepositoryAddress) {}

  /** Path of something in this repository. */
  path(...rest: (string | number)[]): (string | number)[] {
    return ['repos', this.address.owner, this.address.name, ...rest];
  }

  /** `git/ref` reads one and `git/refs` writes; slashes of a name stay. */
  headPath(kind: 'ref' | 'refs', branch: string) {
    return this.path('git', kind, 'heads', ...branch.split('/'));
  }

  repository() {
    return this.http.ask(repositoryShape, { path: this.path() });
  }

  async branch(name: string): Promise<string | undefined> {
    const found = await this.http.find(refShape, {
      path: this.headPath('ref', name),
    });
    if (found) return found.object.sha;
    // Hosts say the same of a missing branch and of a repository they hide.
    await this.repository();
    return undefined;
  }

  /** Every item of a list; only its last page is shorter than asked for. */
  all<T>(
    shape: ZodType<T[]>,
    call: Pick<GitCall, 'path' | 'query'>,
  ): Promise<T[]> {
    return readPages(async page => {
      const items = await this.http.ask(shape, {
        ...call,
        query: { ...call.query, page, per_page: pageSize },
      });
      return { items, more: items.length === pageSize };
    });
  }
}
