import { z } from 'zod';
import { GitHostApi, WriteStep } from '../api/GitHostApi';
import { RepositoryFiles } from '../api/RepositoryFiles';
import { CommitRequest, CommitStatus, NewPull, TreeEntry } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { readPages } from '../http/readPages';
import { decoratePull } from './decoratePull';
import { getPull } from './getPull';
import { GiteaRepository } from './GiteaRepository';
import {
  blobShape,
  commentShape,
  compareShape,
  pullShape,
  PullShape,
  treeShape,
  userShape,
} from './shapes';
import { writeCommit } from './writeCommit';

/**
 * A repository on Gitea or Forgejo. What is said here of answers stands in
 * Gitea's `routers/api/v1/repo` and `services/convert`.
 */
export class GiteaApi implements GitHostApi<PullShape> {
  readonly kind = 'gitea';
  readonly abilities = {
    atomicMultiFile: true,
    labels: true,
    changesRequested: true,
    commitStatuses: true,
    maxBody: 65_536,
  };

  private readonly files = new RepositoryFiles(this);

  constructor(private readonly repository: GiteaRepository) {}

  /** `GET /user`; a token needs `read:user` for it. */
  async ownLogin() {
    return (await this.http.ask(userShape, { path: ['user'] })).login;
  }

  async getRepository() {
    const found = await this.repository.repository();
    return {
      defaultBranch: found.default_branch,
      archived: found.archived,
      canPush: !found.archived && found.permissions?.push === true,
    };
  }

  async branch(name: string) {
    return (await this.repository.branch(name))?.commit.id;
  }

  /**
   * What `GET /branches/{branch}` says of the rule in force, which whoever reads
   * the repository may see (`convert.ToBranch`); `branch_protections` is for
   * administrators alone. A context may be a glob: such a one requires ours only
   * in the host's eyes, and no caller finds ours in the list.
   */
  async requiredStatuses(name: string) {
    const rule = await this.repository.branch(name);
    if (rule?.protected === false) return [];
    if (rule?.enable_status_check === false) return [];
    return (
      (rule?.enable_status_check && rule.status_check_contexts) || 'unreadable'
    );
  }

  /**
   * `GET /git/trees/{sha}` says `truncated` until its last page is asked for, and
   * 400 of a commit that is not there.
   */
  async readTree(sha: string): Promise<readonly TreeEntry[]> {
    const items = await readPages(async page => {
      const { status, json } = await this.http.send({
        path: this.path('git', 'trees', sha),
        query: { recursive: 'true', per_page: 1000, page },
        accept: [400],
      });
      if (status === 400) throw this.gone('commit');
      const { tree, truncated } = this.http.read(treeShape, json);
      return { items: tree ?? [], more: truncated && !!tree?.length };
    });
    return items
      .filter(({ type }) => type !== 'tree')
      .map(({ path, mode, type, sha: id, size }) => ({
        path,
        mode,
        blobSha: id,
        // Of a submodule it is 0, which is not its size.
        ...(type === 'blob' ? { size } : {}),
      }));
  }

  /** Beyond the host's limit (10 MiB) the content is empty, or null. */
  async readBlob(id: string) {
    const { content } = await this.http.ask(blobShape, {
      path: this.path('git', 'blobs', id),
    });
    return new Uint8Array(Buffer.from(content ?? '', 'base64'));
  }

  writeCommit(request: CommitRequest, step: WriteStep) {
    return writeCommit(this.repository, request, step);
  }

  async findOpen(head: string, base: string) {
    const open = await this.repository.all(z.array(pullShape), {
      path: this.path('pulls'),
      query: { state: 'open' },
    });
    return open.find(
      pull =>
        // Its `ref` is another one once the branch is gone.
        pull.head.label === head &&
        pull.base.ref === base &&
        // A fork may have a branch of the same name.
        pull.head.repo_id === pull.base.repo_id,
    );
  }

  async create({ head, base, title, body }: NewPull) {
    // Gitea opens empty pull requests without a word.
    const { total_commits: commits } = await this.http.ask(compareShape, {
      path: this.repository.branchPath('compare', `${base}...${head}`),
    });
    if (commits === 0)
      throw new GitHostError('NO_CHANGES', 'the base holds all of it already');
    const { status, json } = await this.http.send({
      method: 'POST',
      path: this.path('pulls'),
      body: { head, base, title, body },
      accept: [409],
    });
    return status === 409 ? 'exists' : this.http.read(pullShape, json);
  }

  decorate(pull: PullShape, wanted: NewPull) {
    return decoratePull(this.repository, pull.number, wanted);
  }

  refOf({ number, html_url: url }: PullShape) {
    return { number, url };
  }

  getPull(number: number) {
    return getPull(this.repository, number, sha => this.files.tree(sha));
  }

  async isOpen(number: number) {
    const path = this.path('pulls', number);
    return (await this.http.ask(pullShape, { path })).state === 'open';
  }

  async updatePull(number: number, change: { title?: string; body?: string }) {
    await this.patch(change, 'pulls', number);
  }

  /** 412 of what was merged meanwhile. */
  async close(number: number) {
    await this.patch({ state: 'closed' }, 'pulls', number);
  }

  async comments(number: number) {
    const comments = await this.repository.all(z.array(commentShape), {
      path: this.path('issues', number, 'comments'),
    });
    return comments.map(({ id, user, body }) => ({
      id,
      body,
      login: user?.login,
    }));
  }

  async addComment(number: number, body: string) {
    await this.http.send({
      method: 'POST',
      path: this.path('issues', number, 'comments'),
      body: { body },
    });
  }

  async editComment(_: number, id: number, body: string) {
    await this.patch({ body }, 'issues', 'comments', id);
  }

  async setStatus(sha: string, status: CommitStatus) {
    await this.http.send({
      method: 'POST',
      path: this.path('statuses', sha),
      body: {
        context: status.context,
        state: status.state,
        description: status.description.slice(0, 255),
        ...(status.url ? { target_url: status.url } : {}),
      },
    });
  }

  async removeBranch(name: string) {
    await this.http.send({
      method: 'DELETE',
      path: this.repository.branchPath('branches', name),
      accept: [404],
    });
  }

  private get http() {
    return this.repository.http;
  }

  private path(...rest: (string | number)[]) {
    return this.repository.path(...rest);
  }

  private async patch(body: object, ...rest: (string | number)[]) {
    await this.http.send({ method: 'PATCH', path: this.path(...rest), body });
  }

  private gone(what: string) {
    return new GitHostError(
      'GIT_REPO_UNAVAILABLE',
      `there is no such ${what}`,
      {
        status: 400,
      },
    );
  }
}
