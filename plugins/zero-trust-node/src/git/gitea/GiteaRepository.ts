import { ZodType } from 'zod';
import { RepositoryAddress } from '../checkRepositoryUrl';
import { GitCall, GitHttp } from '../http/GitHttp';
import { readPages } from '../http/readPages';
import { branchShape, repositoryShape } from './shapes';

/** `MAX_RESPONSE_ITEMS` of Gitea and Forgejo; an operator may set it lower. */
const pageSize = 50;

/** Requests about one repository. */
export class GiteaRepository {
  constructor(
    readonly http: GitHttp,
    private readonly address: RepositoryAddress,
  ) {}

  /** Path of something in this repository. */
  path(...rest: (string | number)[]): (string | number)[] {
    return ['repos', this.address.owner, this.address.name, ...rest];
  }

  /**
   * Path of something that is named by a branch. Gitea takes the rest of the
   * path for the name (`/branches/*`, `/compare/*`), so its slashes stay.
   */
  branchPath(kind: 'branches' | 'compare', name: string) {
    return this.path(kind, ...name.split('/'));
  }

  repository() {
    return this.http.ask(repositoryShape, { path: this.path() });
  }

  async branch(name: string) {
    const found = await this.http.find(branchShape, {
      path: this.branchPath('branches', name),
    });
    // Hosts say the same of a missing branch and of a repository they hide.
    if (!found) await this.repository();
    return found;
  }

  /**
   * Every item of a list. `X-Total-Count` says how many there are: a page may be
   * shorter than what was asked for without being the last one, and lists that
   * have no pages (comments) come as a whole.
   */
  all<T>(
    shape: ZodType<T[]>,
    call: Pick<GitCall, 'path' | 'query'>,
  ): Promise<T[]> {
    let seen = 0;
    return readPages(async page => {
      const { json, headers } = await this.http.send({
        ...call,
        query: { ...call.query, page, limit: pageSize },
      });
      const items = this.http.read(shape, json);
      seen += items.length;
      const total = headers.get('x-total-count');
      const more =
        total === null ? items.length === pageSize : seen < Number(total);
      return { items, more };
    });
  }
}
