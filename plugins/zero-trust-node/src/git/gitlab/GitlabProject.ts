import { ZodType } from 'zod';
import { GitCall, GitHttp } from '../http/GitHttp';
import { readPages } from '../http/readPages';
import { branchShape, projectShape } from './shapes';

/** The most that GitLab puts on a page. */
export const pageSize = 100;

/** Requests about one project. */
export class GitlabProject {
  constructor(
    readonly http: GitHttp,
    /** `group/subgroup/name`; in a path its slashes are encoded, as those of branches are. */
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
