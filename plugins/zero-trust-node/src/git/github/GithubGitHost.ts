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
import { decoratePull } from './decoratePull';
import { GithubRepository } from './GithubRepository';
import { createPull, findOpenPull } from './openPull';
import { OwnComments } from './OwnComments';
import { readPull, readReviews } from './readPull';
import {
  blobShape,
  commentShape,
  commitShape,
  fileShape,
  pullShape,
  PullShape,
  reviewShape,
} from './shapes';
import { writeCommit } from './writeCommit';

/** A repository on GitHub or GitHub Enterprise Server. */
export class GithubGitHost implements GitHost {
  readonly kind = 'github';
  readonly abilities = {
    atomicMultiFile: true,
    labels: true,
    draft: true,
    teamReviewers: true,
    changesRequested: true,
    commitStatuses: true,
    maxBody: 65_536,
  };
  private readonly blobs = new BlobMemory();

  constructor(
    private readonly repository: GithubRepository,
    private readonly own: OwnComments,
  ) {}

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

  async resolveBranch(name: string) {
    const sha = await this.repository.branch(name);
    return sha === undefined ? undefined : { sha };
  }

  async readTree(sha: string, root: string): Promise<readonly TreeEntry[]> {
    const all = await this.repository.tree(sha);
    const below = root === '' ? '' : `${root.replace(/\/+$/, '')}/`;
    return all.filter(({ path }) => path.startsWith(below));
  }

  async readFile(sha: string, path: string): Promise<FileContent | undefined> {
    const entry = (await this.repository.tree(sha)).find(
      one => one.path === path,
    );
    if (!entry || entry.mode === '160000') return undefined;
    const bytes = await this.blobs.read(entry.blobSha, async () => {
      const { content } = await this.http.ask(blobShape, {
        path: this.path('git', 'blobs', entry.blobSha),
      });
      return new Uint8Array(Buffer.from(content, 'base64'));
    });
    return { bytes, blobSha: entry.blobSha, mode: entry.mode };
  }

  async commit(request: CommitRequest) {
    const { branch, createFrom } = request;
    const plan = await planCommit(
      request,
      (
        await this.resolveBranch(branch)
      )?.sha,
      sha => this.repository.tree(sha),
    );
    if (plan.step === 'adopt') return { sha: plan.sha, adopted: true };
    const parent = plan.step === 'write' ? plan.parent : createFrom;
    const sha = await writeCommit(this.repository, request, parent);
    const { status } = await this.http.send(
      plan.step === 'write'
        ? {
            method: 'PATCH',
            path: this.path('git', 'refs', 'heads', ...branch.split('/')),
            // Only from our parent on: what somebody pushed since is kept.
            body: { sha, force: false },
            accept: [422],
          }
        : {
            method: 'POST',
            path: this.path('git', 'refs'),
            body: { ref: `refs/heads/${branch}`, sha },
            accept: [422],
          },
    );
    if (status === 422)
      throw new GitHostError(
        'GIT_CONFLICT',
        'somebody else changed the branch at the same moment',
      );
    return { sha, adopted: false };
  }

  async openPull(pull: NewPull): Promise<OpenedPull> {
    checkOwnBranchName(pull.head);
    const there = await findOpenPull(this.repository, pull.head, pull.base);
    const shape = there ?? (await createPull(this.repository, pull));
    return {
      ...toRef(shape),
      adopted: shape === there,
      warnings: await decoratePull(this.repository, shape.number, pull),
    };
  }

  async findPull(head: string, base: string): Promise<PullRef | undefined> {
    const found = await findOpenPull(this.repository, head, base);
    return found && toRef(found);
  }

  async getPull(number: number): Promise<Pull> {
    const list = <T>(shape: z.ZodType<T[]>, part: string) =>
      this.repository.all(shape, { path: this.path('pulls', number, part) });
    const [pull, reviews, commits, files] = await Promise.all([
      this.http.ask(pullShape, { path: this.path('pulls', number) }),
      list(z.array(reviewShape), 'reviews'),
      list(z.array(commitShape), 'commits'),
      list(z.array(fileShape), 'files'),
    ]);
    const committers = commits.flatMap(({ author, committer }) =>
      [author?.login, committer?.login].filter(login => login !== undefined),
    );
    return {
      ...readPull(pull),
      reviews: readReviews(reviews),
      committers: [...new Set(committers)],
      files: [
        ...new Set(
          files.flatMap(({ filename, previous_filename: old }) =>
            old ? [old, filename] : [filename],
          ),
        ),
      ],
    };
  }

  async updatePull(number: number, change: { title?: string; body?: string }) {
    await this.http.send({
      method: 'PATCH',
      path: this.path('pulls', number),
      body: change,
    });
  }

  async comment(number: number, key: string, body: string): Promise<void> {
    const marker = commentMarker(key);
    const path = this.path('issues', number, 'comments');
    const comments = await this.repository.all(z.array(commentShape), { path });
    const ours = await this.own.find(comments, marker);
    const text = `${marker}\n${body}`;
    if (ours?.body === text) return;
    await this.http.send({
      method: ours ? 'PATCH' : 'POST',
      path: ours ? this.path('issues', 'comments', ours.id) : path,
      body: { body: text },
    });
  }

  async setStatus(sha: string, status: CommitStatus): Promise<void> {
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

  async closePull(number: number, comment?: string): Promise<void> {
    const { state } = await this.http.ask(pullShape, {
      path: this.path('pulls', number),
    });
    if (comment) await this.comment(number, 'closed', comment);
    if (state === 'closed') return;
    await this.http.send({
      method: 'PATCH',
      path: this.path('pulls', number),
      body: { state: 'closed' },
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
      path: this.path('git', 'refs', 'heads', ...name.split('/')),
      // "Reference does not exist": the host deletes merged branches itself.
      accept: [404, 422],
    });
  }

  private get http() {
    return this.repository.http;
  }

  private path(...rest: (string | number)[]) {
    return this.repository.path(...rest);
  }
}

const toRef = ({ number, html_url: url }: PullShape): PullRef => ({
  number,
  url,
});
