import { checkOwnBranchName } from '../checkNames';
import {
  CommitRequest,
  CommitStatus,
  FileContent,
  GitHost,
  NewPull,
  OpenedPull,
  Pull,
  PullRef,
} from '../GitHost';
import { GitHostError } from '../GitHostError';
import { planCommit } from '../planCommit';
import { MemoryForge, MemoryPull } from './MemoryForge';

/** A git host in memory: the shortest account of what the port means. */
export class MemoryGitHost extends MemoryForge implements GitHost {
  readonly kind = 'memory';
  readonly abilities = {
    atomicMultiFile: true,
    labels: true,
    changesRequested: true,
    commitStatuses: true,
    maxBody: 65_536,
  };
  async getRepository() {
    this.check();
    const { archived } = this;
    return { defaultBranch: 'main', archived, canPush: !archived };
  }

  async ownLogin() {
    this.check();
    return this.login;
  }

  async requiredStatuses() {
    this.check();
    return this.required;
  }

  async resolveBranch(name: string) {
    this.check();
    const sha = this.repository.branches.get(name);
    return sha === undefined ? undefined : { sha };
  }

  async readTree(sha: string, root: string) {
    this.check();
    const below = root === '' ? '' : `${root.replace(/\/+$/, '')}/`;
    return this.entriesAt(sha).filter(({ path }) => path.startsWith(below));
  }

  async readFile(sha: string, path: string): Promise<FileContent | undefined> {
    this.check();
    const entry = this.entriesAt(sha).find(one => one.path === path);
    const bytes = entry && this.repository.treeOf(sha).get(path);
    return entry && bytes
      ? { bytes, blobSha: entry.blobSha, mode: entry.mode }
      : undefined;
  }

  async commit(request: CommitRequest) {
    this.check('write');
    const { branches } = this.repository;
    const plan = await planCommit(
      request,
      branches.get(request.branch),
      async sha => this.entriesAt(sha),
    );
    if (plan.step === 'adopt') return { sha: plan.sha, adopted: true };
    const parent = plan.step === 'write' ? plan.parent : request.createFrom;
    const changes = Object.fromEntries(
      request.files.map(({ path, bytes }) => [path, bytes ?? null]),
    );
    const sha = this.repository.write([parent], this.login, changes);
    this.pushes.push({ login: this.login, branch: request.branch, sha });
    this.moveBranch(request.branch, sha);
    return { sha, adopted: false };
  }

  async openPull(pull: NewPull): Promise<OpenedPull> {
    this.check('write');
    checkOwnBranchName(pull.head);
    const there = this.openPullOf(pull.head, pull.base);
    const found = there ?? this.newPull(pull);
    pull.labels.forEach(label => found.labels.add(label));
    const warnings: string[] = [];
    for (const reviewer of pull.reviewers)
      if (this.knows(reviewer)) found.requested.add(reviewer);
      else warnings.push(`'${reviewer}' could not be asked for a review`);
    return { ...refOf(found), adopted: there !== undefined, warnings };
  }

  async findPull(head: string, base: string): Promise<PullRef | undefined> {
    this.check();
    const found = this.openPullOf(head, base);
    return found && refOf(found);
  }

  async getPull(number: number): Promise<Pull> {
    this.check();
    const pull = this.pull(number);
    const logins = [
      ...this.commitsOf(pull).map(({ login }) => login),
      ...this.pushersOf(pull),
    ];
    return {
      ...refOf(pull),
      title: pull.title,
      state: pull.state,
      base: pull.base,
      headSha: pull.headSha,
      mergeSha: pull.mergeSha,
      mergedBy: pull.mergedBy,
      mergedAt: pull.mergedAt,
      ...(pull.state === 'open' ? { mergeable: this.isMergeable(pull) } : {}),
      reviews: [...pull.reviews],
      committers: [...new Set(logins)].filter(login => this.knows(login)),
      committersComplete: logins.every(login => this.knows(login)),
      files: this.filesOf(pull),
      updatedAt: pull.updatedAt,
    };
  }

  async updatePull(number: number, change: { title?: string; body?: string }) {
    this.check('write');
    const pull = this.pull(number);
    pull.title = change.title ?? pull.title;
    pull.body = change.body ?? pull.body;
    pull.updatedAt = this.now();
  }

  async comment(number: number, key: string, body: string) {
    this.check('write');
    const { comments } = this.pull(number);
    const ours = comments.find(
      one => one.key === key && one.login === this.login,
    );
    if (ours) ours.body = body;
    else comments.push({ login: this.login, key, body });
  }

  async setStatus(sha: string, status: CommitStatus) {
    this.check('write');
    this.entriesAt(sha);
    this.statuses.push({ ...status, sha });
  }

  async closePull(number: number, comment?: string) {
    this.check('write');
    const pull = this.pull(number);
    if (comment) await this.comment(number, 'closed', comment);
    if (pull.state === 'open') pull.state = 'closed';
    pull.updatedAt = this.now();
  }

  async deleteBranch(name: string, expectSha: string) {
    this.check('write');
    checkOwnBranchName(name);
    const sha = this.repository.branches.get(name);
    if (sha === undefined) return;
    if (sha !== expectSha)
      throw new GitHostError(
        'GIT_CONFLICT',
        'somebody else changed the branch; it stays',
      );
    this.repository.branches.delete(name);
  }

  private check(what: 'read' | 'write' = 'read'): void {
    if (this.failure)
      throw new GitHostError(this.failure, 'the git host was told to fail');
    if (what === 'write' && this.archived)
      throw new GitHostError(
        'SOURCE_NOT_WRITABLE',
        'the repository is archived',
      );
  }

  private newPull(pull: NewPull): MemoryPull {
    const [head, base] = [pull.head, pull.base].map(one =>
      this.branchHead(one),
    );
    if (!this.repository.since(base, head).length)
      throw new GitHostError('NO_CHANGES', 'the base holds all of it already');
    return this.addPull(pull);
  }

  private entriesAt(sha: string) {
    if (!this.repository.has(sha))
      throw new GitHostError('GIT_REPO_UNAVAILABLE', 'there is no such commit');
    return this.repository.entriesOf(sha);
  }
}

const refOf = ({ number }: MemoryPull): PullRef => ({
  number,
  url: `https://git.example/shop/policies/pulls/${number}`,
});
