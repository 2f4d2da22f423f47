import { z } from 'zod';
import { BlobMemory } from '../BlobMemory';
import { checkOwnBranchName } from '../checkNames';
import { commentMarker } from '../commentMarker';
import {
  CommitRequest,
  CommitStatus,
  FileContent,
  GitHost,
  NewPull,
  OpenedPull,
  Pull,
  PullRef,
  TreeEntry,
} from '../GitHost';
import { GitHostError } from '../GitHostError';
import { planCommit } from '../planCommit';
import { CommitterNames } from './CommitterNames';
import { decoratePull } from './decoratePull';
import { GitlabProject } from './GitlabProject';
import { createPull, findOpenPull } from './openPull';
import { readPull } from './readPull';
import { readReviews } from './readReviews';
import { refusalText } from './refusalText';
import {
  approvalsShape,
  blobShape,
  commitShape,
  diffShape,
  MergeRequestShape,
  mergeRequestShape,
  noteShape,
  NoteShape,
  reviewersShape,
  userShape,
  versionShape,
} from './shapes';
import { writeCommit } from './writeCommit';

/** Who may push, by GitLab's levels: developers and those above. */
const developer = 30;

/** A project on GitLab. */
export class GitlabGitHost implements GitHost {
  readonly kind = 'gitlab';
  readonly abilities = {
    atomicMultiFile: true,
    labels: true,
    draft: true,
    teamReviewers: false,
    changesRequested: true,
    commitStatuses: true,
    maxBody: 1_000_000,
  };
  private readonly blobs = new BlobMemory();
  private login: string | undefined;

  constructor(
    private readonly project: GitlabProject,
    private readonly names: CommitterNames,
  ) {}

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

  async resolveBranch(name: string) {
    const sha = await this.project.branch(name);
    return sha === undefined ? undefined : { sha };
  }

  async readTree(sha: string, root: string): Promise<readonly TreeEntry[]> {
    const all = await this.project.tree(sha);
    const below = root === '' ? '' : `${root.replace(/\/+$/, '')}/`;
    return all.filter(({ path }) => path.startsWith(below));
  }

  async readFile(sha: string, path: string): Promise<FileContent | undefined> {
    const entry = (await this.project.tree(sha)).find(one => one.path === path);
    if (!entry || entry.mode === '160000') return undefined;
    const bytes = await this.blobs.read(entry.blobSha, async () => {
      const { content } = await this.http.ask(blobShape, {
        path: this.path('repository', 'blobs', entry.blobSha),
      });
      return new Uint8Array(Buffer.from(content, 'base64'));
    });
    return { bytes, blobSha: entry.blobSha, mode: entry.mode };
  }

  async commit(request: CommitRequest) {
    const head = await this.resolveBranch(request.branch);
    const plan = await planCommit(request, head?.sha, sha =>
      this.project.tree(sha),
    );
    if (plan.step === 'adopt') return { sha: plan.sha, adopted: true };
    const sha = await writeCommit(this.project, request, plan);
    return { sha, adopted: false };
  }

  async openPull(pull: NewPull): Promise<OpenedPull> {
    checkOwnBranchName(pull.head);
    const there = await findOpenPull(this.project, pull.head, pull.base);
    const shape = there ?? (await createPull(this.project, pull));
    return {
      ...toRef(shape),
      adopted: shape === there,
      warnings: await decoratePull(this.project, shape, pull),
    };
  }

  async findPull(head: string, base: string): Promise<PullRef | undefined> {
    const found = await findOpenPull(this.project, head, base);
    return found && toRef(found);
  }

  async getPull(number: number): Promise<Pull> {
    const path = (part: string) => ({
      path: this.path('merge_requests', number, part),
    });
    const [pull, approvals, reviewers, notes, versions, commits, diffs] =
      await Promise.all([
        this.pull(number),
        this.http.ask(approvalsShape, path('approvals')),
        this.http.ask(reviewersShape, path('reviewers')),
        this.notes(number),
        this.project.all(z.array(versionShape), path('versions')),
        this.project.all(z.array(commitShape), path('commits')),
        this.project.all(z.array(diffShape), path('diffs')),
      ]);
    return {
      ...readPull(pull),
      reviews: readReviews({
        approvers: (approvals.approved_by ?? []).map(
          ({ user }) => user.username,
        ),
        reviewers,
        notes,
        versions,
      }),
      committers: [
        ...new Set([
          ...pushersOf(notes),
          ...(await this.names.of(
            commits.flatMap(({ author_email: author, committer_email: by }) =>
              [author, by].filter(address => typeof address === 'string'),
            ),
          )),
        ]),
      ],
      files: [...new Set(diffs.flatMap(one => [one.old_path, one.new_path]))],
    };
  }

  async updatePull(number: number, change: { title?: string; body?: string }) {
    await this.http.send({
      method: 'PUT',
      path: this.path('merge_requests', number),
      body: {
        ...(change.title === undefined ? {} : { title: change.title }),
        ...(change.body === undefined ? {} : { description: change.body }),
      },
    });
  }

  async comment(number: number, key: string, body: string): Promise<void> {
    const marker = commentMarker(key);
    const path = this.path('merge_requests', number, 'notes');
    const [login, notes] = await Promise.all([
      this.ownLogin(),
      this.notes(number),
    ]);
    // Anybody can write our marker; only what we wrote ourselves is edited.
    const ours = notes.find(
      note =>
        !note.system &&
        note.author?.username === login &&
        note.body.startsWith(marker),
    );
    const text = `${marker}\n${body}`;
    if (ours?.body === text) return;
    await this.http.send({
      method: ours ? 'PUT' : 'POST',
      path: ours ? [...path, ours.id] : path,
      body: { body: text },
    });
  }

  async setStatus(sha: string, status: CommitStatus): Promise<void> {
    const { json, status: answer } = await this.http.send({
      method: 'POST',
      path: this.path('statuses', sha),
      body: {
        name: status.context,
        state: status.state === 'failure' ? 'failed' : status.state,
        description: status.description.slice(0, 255),
        ...(status.url ? { target_url: status.url } : {}),
      },
      accept: [400],
    });
    // GitLab refuses a state that the status has already.
    if (answer === 400 && !/Cannot transition status/.test(refusalText(json)))
      throw new GitHostError(
        'GIT_CONFLICT',
        'the git host refuses the commit status',
        { status: answer },
      );
  }

  async closePull(number: number, comment?: string): Promise<void> {
    const { state } = await this.pull(number);
    if (comment) await this.comment(number, 'closed', comment);
    if (state !== 'opened') return;
    await this.http.send({
      method: 'PUT',
      path: this.path('merge_requests', number),
      body: { state_event: 'close' },
    });
  }

  async deleteBranch(name: string, expectSha: string): Promise<void> {
    checkOwnBranchName(name);
    const branch = await this.resolveBranch(name);
    if (!branch) return;
    if (branch.sha !== expectSha)
      throw new GitHostError(
        'GIT_CONFLICT',
        'somebody else changed the branch; it stays',
      );
    await this.http.send({
      method: 'DELETE',
      path: this.path('repository', 'branches', name),
      accept: [404],
    });
  }

  private get http() {
    return this.project.http;
  }

  private path(...rest: (string | number)[]) {
    return this.project.path(...rest);
  }

  private pull(number: number): Promise<MergeRequestShape> {
    return this.http.ask(mergeRequestShape, {
      path: this.path('merge_requests', number),
    });
  }

  private notes(number: number): Promise<NoteShape[]> {
    return this.project.all(z.array(noteShape), {
      path: this.path('merge_requests', number, 'notes'),
      query: { sort: 'asc', order_by: 'created_at' },
    });
  }

  private async ownLogin(): Promise<string> {
    this.login ??= (
      await this.http.ask(userShape, { path: ['user'] })
    ).username;
    return this.login;
  }
}

/** Whoever pushed after it was opened: the system notes it in their name. */
const pushersOf = (notes: readonly NoteShape[]): readonly string[] =>
  notes
    .filter(({ system, body }) => system && /^added \d+ commit/.test(body))
    .flatMap(({ author }) => (author ? [author.username] : []));

const toRef = ({ iid: number, web_url: url }: MergeRequestShape): PullRef => ({
  number,
  url,
});
