import { z } from 'zod';
import { GitHostApi, WriteStep } from '../api/GitHostApi';
import { CommitRequest, CommitStatus, NewPull, TreeEntry } from '../GitHost';
import { decoratePull } from './decoratePull';
import { getPull } from './getPull';
import { GithubRepository } from './GithubRepository';
import { createPull, findOpenPull } from './openPull';
import { OwnAccount } from './OwnAccount';
import { readTree } from './readTree';
import { requiredStatuses } from './requiredStatuses';
import { blobShape, commentShape, pullShape, PullShape } from './shapes';
import { writeCommit } from './writeCommit';

/**
 * A repository on GitHub or GitHub Enterprise Server. What is said here of
 * answers stands in GitHub's REST reference, version 2022-11-28.
 */
export class GithubApi implements GitHostApi<PullShape> {
  readonly kind = 'github';
  readonly abilities = {
    atomicMultiFile: true,
    labels: true,
    changesRequested: true,
    commitStatuses: true,
    maxBody: 65_536,
  };

  constructor(
    private readonly repository: GithubRepository,
    private readonly own: OwnAccount,
  ) {}

  ownLogin() {
    return this.own.login();
  }

  async getRepository() {
    const found = await this.repository.repository();
    return {
      defaultBranch: found.default_branch,
      archived: found.archived,
      // What an app may is not said here; its writes tell.
      canPush:
        !found.archived &&
        (found.permissions?.push === true || (await this.own.isApp())),
    };
  }

  requiredStatuses(branch: string) {
    return requiredStatuses(this.repository, branch);
  }

  branch(name: string) {
    return this.repository.branch(name);
  }

  readTree(sha: string) {
    return readTree(this.repository, sha);
  }

  /** Base64 with line breaks; blobs of up to 100 MB. */
  async readBlob(id: string) {
    const { content } = await this.http.ask(blobShape, {
      path: this.path('git', 'blobs', id),
    });
    return new Uint8Array(Buffer.from(content, 'base64'));
  }

  writeCommit(
    request: CommitRequest,
    step: WriteStep,
    there: readonly TreeEntry[],
  ) {
    return writeCommit(this.repository, request, step, there);
  }

  findOpen(head: string, base: string) {
    return findOpenPull(this.repository, head, base);
  }

  create(pull: NewPull) {
    return createPull(this.repository, pull);
  }

  decorate(pull: PullShape, wanted: NewPull) {
    return decoratePull(this.repository, pull.number, wanted);
  }

  refOf({ number, html_url: url }: PullShape) {
    return { number, url };
  }

  getPull(number: number) {
    return getPull(this.repository, number);
  }

  async isOpen(number: number) {
    const path = this.path('pulls', number);
    return (await this.http.ask(pullShape, { path })).state === 'open';
  }

  async updatePull(number: number, change: { title?: string; body?: string }) {
    await this.patch(change, 'pulls', number);
  }

  async close(number: number) {
    await this.patch({ state: 'closed' }, 'pulls', number);
  }

  async comments(number: number) {
    const comments = await this.repository.all(z.array(commentShape), {
      path: this.path('issues', number, 'comments'),
    });
    return comments.map(({ id, user, body }) => ({
      id,
      body: body ?? '',
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

  /** 422 of a description that is longer than 140 characters. */
  async setStatus(sha: string, status: CommitStatus) {
    await this.http.send({
      method: 'POST',
      path: this.path('statuses', sha),
      body: {
        context: status.context,
        state: status.state,
        description: status.description.slice(0, 140),
        ...(status.url ? { target_url: status.url } : {}),
      },
    });
  }

  /** 422, "Reference does not exist": the host deletes merged branches itself. */
  async removeBranch(name: string) {
    await this.http.send({
      method: 'DELETE',
      path: this.repository.headPath('refs', name),
      accept: [404, 422],
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
}
