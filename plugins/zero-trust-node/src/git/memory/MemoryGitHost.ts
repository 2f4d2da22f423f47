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
  PullReview,
} from '../GitHost';
import { GitErrorCode, GitHostError } from '../GitHostError';
import { planCommit } from '../planCommit';
import { MemoryChanges, MemoryRepository } from './MemoryRepository';

/** A pull request as the twin remembers it. */
export interface MemoryPull {
  readonly number: number;
  readonly author: string;
  readonly head: string;
  readonly base: string;
  title: string;
  body: string;
  readonly labels: Set<string>;
  readonly requested: Set<string>;
  state: Pull['state'];
  headSha: string;
  baseSha?: string;
  mergeSha?: string;
  mergedBy?: string;
  mergedAt?: string;
  readonly reviews: PullReview[];
  readonly comments: { login: string; key?: string; body: string }[];
  updatedAt: string;
}

export interface MemoryGitHostOptions {
  readonly files: MemoryChanges;
  /** Whose account the adapter uses. */
  readonly login?: string;
  /** Logins that there are, `login` beside them. */
  readonly people: readonly string[];
  readonly now?: () => Date;
}

/** A git host in memory: the shortest account of what the port means. */
export class MemoryGitHost implements GitHost {
  readonly kind = 'memory';
  readonly abilities = {
    atomicMultiFile: true,
    labels: true,
    draft: false,
    teamReviewers: false,
    changesRequested: true,
    commitStatuses: true,
    maxBody: 65_536,
  };
  readonly repository: MemoryRepository;
  readonly pulls: MemoryPull[] = [];
  readonly statuses: (CommitStatus & { readonly sha: string })[] = [];
  archived = false;
  /** Set to make everything fail, as a host that is down does. */
  failure?: GitErrorCode;
  private readonly login: string;

  constructor(private readonly options: MemoryGitHostOptions) {
    this.repository = new MemoryRepository(options.files);
    this.login = options.login ?? 'zero-trust-bot';
  }

  async getRepository() {
    this.check();
    const { archived } = this;
    return { defaultBranch: 'main', archived, canPush: !archived };
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
      if (this.options.people.includes(reviewer)) found.requested.add(reviewer);
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
    const base = pull.baseSha ?? this.branchHead(pull.base);
    const fork = this.repository.forkOf(base, pull.headSha) ?? base;
    return {
      ...refOf(pull),
      title: pull.title,
      state: pull.state,
      base: pull.base,
      headSha: pull.headSha,
      mergeSha: pull.mergeSha,
      mergedBy: pull.mergedBy,
      mergedAt: pull.mergedAt,
      ...(pull.state === 'open'
        ? { mergeable: this.mergeOf(pull) !== undefined }
        : {}),
      reviews: [...pull.reviews],
      committers: [
        ...new Set(
          this.repository.since(base, pull.headSha).map(({ login }) => login),
        ),
      ],
      files: Object.keys(this.repository.changes(fork, pull.headSha)).sort(),
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

  // What people do on the host, around the adapter.

  /** Somebody pushes a commit to a branch, or makes one from `main`. */
  push(login: string, branch: string, changes: MemoryChanges): string {
    const from =
      this.repository.branches.get(branch) ?? this.branchHead('main');
    const sha = this.repository.write([from], login, changes);
    this.moveBranch(branch, sha);
    return sha;
  }

  review(login: string, number: number, state: PullReview['state']): void {
    const pull = this.pull(number);
    const at = this.now();
    pull.reviews.push({ login, state, sha: pull.headSha, at });
    pull.updatedAt = at;
  }

  /** Merges and answers the commit on the base. */
  merge(login: string, number: number, style: 'merge' | 'squash'): string {
    const pull = this.pull(number);
    const changes = this.mergeOf(pull);
    if (pull.state !== 'open' || !changes) throw new Error('cannot be merged');
    const base = this.branchHead(pull.base);
    const parents = style === 'squash' ? [base] : [base, pull.headSha];
    const mergeSha = this.repository.write(parents, login, changes);
    Object.assign(pull, { state: 'merged', mergeSha, mergedBy: login });
    pull.baseSha = base;
    pull.mergedAt = this.now();
    pull.updatedAt = pull.mergedAt;
    this.moveBranch(pull.base, mergeSha);
    return mergeSha;
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

  private entriesAt(sha: string) {
    if (!this.repository.has(sha))
      throw new GitHostError('GIT_REPO_UNAVAILABLE', 'there is no such commit');
    return this.repository.entriesOf(sha);
  }

  private branchHead(name: string): string {
    const sha = this.repository.branches.get(name);
    if (sha === undefined)
      throw new GitHostError('GIT_REPO_UNAVAILABLE', 'there is no such branch');
    return sha;
  }

  /** A branch and its open pull requests are at another commit. */
  moveBranch(name: string, sha: string): void {
    this.repository.branches.set(name, sha);
    for (const pull of this.pulls)
      if (pull.state === 'open' && pull.head === name) {
        pull.headSha = sha;
        pull.updatedAt = this.now();
      }
  }

  private pull(number: number): MemoryPull {
    const found = this.pulls.find(one => one.number === number);
    if (!found)
      throw new GitHostError(
        'GIT_REPO_UNAVAILABLE',
        'there is no such pull request',
      );
    return found;
  }

  private openPullOf(head: string, base: string): MemoryPull | undefined {
    return this.pulls.find(
      one => one.state === 'open' && one.head === head && one.base === base,
    );
  }

  private newPull({ head, base, title, body }: NewPull): MemoryPull {
    const headSha = this.branchHead(head);
    if (!this.repository.since(this.branchHead(base), headSha).length)
      throw new GitHostError('NO_CHANGES', 'the base holds all of it already');
    const pull: MemoryPull = {
      number: this.pulls.length + 1,
      author: this.login,
      head,
      base,
      title,
      body,
      labels: new Set(),
      requested: new Set(),
      state: 'open',
      headSha,
      reviews: [],
      comments: [],
      updatedAt: this.now(),
    };
    this.pulls.push(pull);
    return pull;
  }

  private mergeOf(pull: MemoryPull): MemoryChanges | undefined {
    return this.repository.mergeOf(this.branchHead(pull.base), pull.headSha);
  }

  private now(): string {
    return (this.options.now?.() ?? new Date()).toISOString();
  }
}

const refOf = ({ number }: MemoryPull): PullRef => ({
  number,
  url: `https://git.example/shop/policies/pulls/${number}`,
});
