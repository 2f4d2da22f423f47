import { GitHostApi, WriteStep } from '../api/GitHostApi';
import { CommitRequest, CommitStatus, NewPull } from '../GitHost';
import { decoratePull } from './decoratePull';
import { getPull } from './getPull';
import { GitlabProject } from './GitlabProject';
import { GitlabUsers } from './GitlabUsers';
import { createPull, findOpenPull } from './openPull';
import { readNotes } from './readNotes';
import { readTree } from './readTree';
import { setStatus } from './setStatus';
import { blobShape, MergeRequestShape, mergeRequestShape } from './shapes';
import { writeCommit } from './writeCommit';

/** Who may push, by GitLab's levels: developers and those above. */
const developer = 30;

/**
 * A project on GitLab. What is said here of answers stands in GitLab's
 * `doc/api` and `lib/api`.
 */
export class GitlabApi implements GitHostApi<MergeRequestShape> {
  readonly kind = 'gitlab';
  readonly abilities = {
    atomicMultiFile: true,
    labels: true,
    changesRequested: true,
    commitStatuses: true,
    maxBody: 1_000_000,
  };

  constructor(
    private readonly project: GitlabProject,
    private readonly users: GitlabUsers,
  ) {}

  ownLogin() {
    return this.users.ownLogin();
  }

  async getRepository() {
    const found = await this.project.project();
    const { project_access: own, group_access: group } =
      found.permissions ?? {};
    const level = Math.max(own?.access_level ?? 0, group?.access_level ?? 0);
    return {
      defaultBranch: found.default_branch ?? '',
      archived: found.archived,
      canPush: !found.archived && level >= developer,
    };
  }

  /**
   * GitLab requires no status by its name. "Pipelines must succeed" holds a merge
   * back for the newest pipeline of the head, which need not be the one that our
   * status is part of; without it nothing does.
   */
  async requiredStatuses() {
    const { only_allow_merge_if_pipeline_succeeds: succeeds } =
      await this.project.project();
    return succeeds === false ? [] : 'unreadable';
  }

  branch(name: string) {
    return this.project.branch(name);
  }

  readTree(sha: string) {
    return readTree(this.project, sha);
  }

  async readBlob(id: string) {
    const { content } = await this.http.ask(blobShape, {
      path: this.project.path('repository', 'blobs', id),
    });
    return new Uint8Array(Buffer.from(content, 'base64'));
  }

  writeCommit(request: CommitRequest, step: WriteStep) {
    return writeCommit(this.project, request, step);
  }

  findOpen(head: string, base: string) {
    return findOpenPull(this.project, head, base);
  }

  create(pull: NewPull) {
    return createPull(this.project, pull);
  }

  decorate(pull: MergeRequestShape, wanted: NewPull) {
    return decoratePull(this.project, this.users, pull, wanted);
  }

  refOf({ iid: number, web_url: url }: MergeRequestShape) {
    return { number, url };
  }

  getPull(number: number) {
    return getPull(this.project, this.users, number);
  }

  async isOpen(number: number) {
    const path = this.pathTo(number);
    return (
      (await this.http.ask(mergeRequestShape, { path })).state === 'opened'
    );
  }

  async updatePull(number: number, change: { title?: string; body?: string }) {
    await this.put(number, {
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.body === undefined ? {} : { description: change.body }),
    });
  }

  async close(number: number) {
    await this.put(number, { state_event: 'close' });
  }

  async comments(number: number) {
    const notes = await readNotes(this.project, number);
    return notes
      .filter(({ system }) => !system)
      .map(({ id, author, body }) => ({ id, body, login: author?.username }));
  }

  async addComment(number: number, body: string) {
    const path = this.pathTo(number, 'notes');
    await this.http.send({ method: 'POST', path, body: { body } });
  }

  async editComment(number: number, id: number, body: string) {
    const path = this.pathTo(number, 'notes', id);
    await this.http.send({ method: 'PUT', path, body: { body } });
  }

  setStatus(sha: string, status: CommitStatus) {
    return setStatus(this.project, sha, status);
  }

  async removeBranch(name: string) {
    await this.http.send({
      method: 'DELETE',
      path: this.project.path('repository', 'branches', name),
      accept: [404],
    });
  }

  private get http() {
    return this.project.http;
  }

  private pathTo(number: number, ...rest: (string | number)[]) {
    return this.project.path('merge_requests', number, ...rest);
  }

  private async put(number: number, body: object) {
    await this.http.send({ method: 'PUT', path: this.pathTo(number), body });
  }
}
