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
import { GiteaRepository } from './GiteaRepository';
import { readPull, readReviews } from './readPull';
import {
  blobShape,
  commentShape,
  commitShape,
  compareShape,
  fileShape,
  filesShape,
  pullShape,
  PullShape,
  reviewShape,
  userShape,
} from './shapes';

/** A repository on Gitea or Forgejo. */
export class GiteaGitHost implements GitHost {
  readonly kind = 'gitea';
  readonly abilities = {
    atomicMultiFile: true,
    labels: true,
    draft: false,
    teamReviewers: false,
    changesRequested: true,
    commitStatuses: true,
    maxBody: 65_536,
  };

  private readonly blobs = new BlobMemory();

  /** `login`: whose account the credentials are, where the configuration says so. */
  constructor(
    private readonly repository: GiteaRepository,
    private login: string | undefined,
  ) {}

  async getRepository() {
    const found = await this.repository.repository();
    return {
      defaultBranch: found.default_branch,
      archived: found.archived,
      canPush: !found.archived && found.permissions?.push === true,
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
    const { branch, createFrom, files, message } = request;
    const plan = await planCommit(
      request,
      (
        await this.resolveBranch(branch)
      )?.sha,
      sha => this.repository.tree(sha),
    );
    if (plan.step === 'adopt') return { sha: plan.sha, adopted: true };
    if (plan.step === 'create-branch')
      // Alone, since a commit through a new branch starts at a branch's head
      // and not at the commit that was looked at.
      await this.http.send({
        method: 'POST',
        path: this.path('branches'),
        body: { new_branch_name: branch, old_ref_name: createFrom },
      });
    const { commit } = await this.http.ask(filesShape, {
      method: 'POST',
      path: this.path('contents'),
      body: {
        branch,
        message,
        files: files.map(({ path, bytes, expectBlob }) => ({
          operation: operationOf(bytes, expectBlob),
          path,
          ...(bytes ? { content: Buffer.from(bytes).toString('base64') } : {}),
          ...(expectBlob === null ? {} : { sha: expectBlob }),
        })),
      },
    });
    const parent = plan.step === 'write' ? plan.parent : createFrom;
    if (commit.parents?.length && commit.parents[0].sha !== parent)
      throw new GitHostError(
        'GIT_CONFLICT',
        'somebody else changed the branch at the same moment',
      );
    return { sha: commit.sha, adopted: false };
  }

  async openPull(pull: NewPull): Promise<OpenedPull> {
    checkOwnBranchName(pull.head);
    const there = await this.findOpen(pull.head, pull.base);
    const opened = there ?? (await this.createPull(pull));
    const warnings = await decoratePull(
      this.repository,
      opened.shape.number,
      pull,
    );
    return { ...toRef(opened.shape), adopted: opened.adopted, warnings };
  }

  async findPull(head: string, base: string): Promise<PullRef | undefined> {
    const found = await this.findOpen(head, base);
    return found && toRef(found.shape);
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
    const [login, comments] = await Promise.all([
      this.ownLogin(),
      this.http.ask(z.array(commentShape), { path }),
    ]);
    // Anybody can write our marker; only what we wrote ourselves is edited.
    const ours = comments.find(
      comment =>
        comment.user?.login === login && comment.body.startsWith(marker),
    );
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
        description: status.description.slice(0, 255),
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
      path: this.path('branches', ...name.split('/')),
      accept: [404],
    });
  }

  private get http() {
    return this.repository.http;
  }

  private path(...rest: (string | number)[]) {
    return this.repository.path(...rest);
  }

  private async ownLogin(): Promise<string> {
    this.login ??= (await this.http.ask(userShape, { path: ['user'] })).login;
    return this.login;
  }

  private async findOpen(head: string, base: string) {
    const open = await this.repository.all(z.array(pullShape), {
      path: this.path('pulls'),
      query: { state: 'open' },
    });
    // A fork may have a branch of the same name.
    const shape = open.find(
      pull =>
        pull.head.ref === head &&
        pull.base.ref === base &&
        pull.head.repo_id === pull.base.repo_id,
    );
    return shape && { shape, adopted: true };
  }

  private async createPull({ head, base, title, body }: NewPull) {
    const { total_commits: commits } = await this.http.ask(compareShape, {
      path: this.path('compare', ...`${base}...${head}`.split('/')),
    });
    if (commits === 0)
      throw new GitHostError('NO_CHANGES', 'the base holds all of it already');
    const { status, json } = await this.http.send({
      method: 'POST',
      path: this.path('pulls'),
      body: { head, base, title, body },
      accept: [409],
    });
    if (status !== 409)
      return { shape: this.http.read(pullShape, json), adopted: false };
    const there = await this.findOpen(head, base);
    if (there) return there;
    throw new GitHostError(
      'GIT_CONFLICT',
      'the pull request is there and is not there',
    );
  }
}

const operationOf = (
  bytes: Uint8Array | undefined,
  expectBlob: string | null,
): 'create' | 'update' | 'delete' => {
  if (!bytes) return 'delete';
  return expectBlob === null ? 'create' : 'update';
};

const toRef = ({ number, html_url: url }: PullShape): PullRef => ({
  number,
  url,
});
