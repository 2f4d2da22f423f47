import {
  CommitStatus,
  NewPull,
  Pull,
  PullReview,
  RequiredStatuses,
} from '../GitHost';
import { GitErrorCode, GitHostError } from '../GitHostError';
import {
  MemoryChanges,
  MemoryCommit,
  MemoryRepository,
} from './MemoryRepository';

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

export interface MemoryPush {
  readonly login: string;
  readonly branch: string;
  readonly sha: string;
}

export interface MemoryGitHostOptions {
  readonly files: MemoryChanges;
  /** Whose account the adapter uses. */
  readonly login?: string;
  /** Logins that there are, `login` beside them. */
  readonly people: readonly string[];
  readonly now?: () => Date;
}

/**
 * What a git host in memory remembers, and what people do on it around the
 * adapter: push, review, merge.
 */
export class MemoryForge {
  readonly repository: MemoryRepository;
  readonly pulls: MemoryPull[] = [];
  /** Who pushed what, the newest last. */
  readonly pushes: MemoryPush[] = [];
  readonly statuses: (CommitStatus & { readonly sha: string })[] = [];
  archived = false;
  /** What a merge into any branch asks for. */
  required: RequiredStatuses = [];
  /** Set to make everything fail, as a host that is down does. */
  failure?: GitErrorCode;
  readonly login: string;

  constructor(private readonly options: MemoryGitHostOptions) {
    this.repository = new MemoryRepository(options.files);
    this.login = options.login ?? 'zero-trust-bot';
  }

  /**
   * Somebody pushes a commit to a branch, or makes one from `main`. It may say
   * that it is by somebody else.
   */
  push(
    login: string,
    branch: string,
    changes: MemoryChanges,
    author = login,
  ): string {
    const from =
      this.repository.branches.get(branch) ?? this.branchHead('main');
    const sha = this.repository.write([from], author, changes);
    this.pushes.push({ login, branch, sha });
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

  /** Whether there is an account of this name. */
  knows(login: string): boolean {
    return login === this.login || this.options.people.includes(login);
  }

  /** Commits that a pull request brings, newest first. */
  commitsOf(pull: MemoryPull): readonly MemoryCommit[] {
    return this.repository.since(this.baseOf(pull), pull.headSha);
  }

  /** Who pushed the commits of a pull request. */
  pushersOf(pull: MemoryPull): readonly string[] {
    const commits = new Set(this.commitsOf(pull).map(({ sha }) => sha));
    return this.pushes
      .filter(({ sha }) => commits.has(sha))
      .map(({ login }) => login);
  }

  /** Paths that a pull request changes, in order. */
  filesOf(pull: MemoryPull): readonly string[] {
    const base = this.baseOf(pull);
    const fork = this.repository.forkOf(base, pull.headSha) ?? base;
    return Object.keys(this.repository.changes(fork, pull.headSha)).sort();
  }

  isMergeable(pull: MemoryPull): boolean {
    return this.mergeOf(pull) !== undefined;
  }

  branchHead(name: string): string {
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

  pull(number: number): MemoryPull {
    const found = this.pulls.find(one => one.number === number);
    if (!found)
      throw new GitHostError(
        'GIT_REPO_UNAVAILABLE',
        'there is no such pull request',
      );
    return found;
  }

  openPullOf(head: string, base: string): MemoryPull | undefined {
    return this.pulls.find(
      one => one.state === 'open' && one.head === head && one.base === base,
    );
  }

  addPull({
    head,
    base,
    title,
    body,
  }: Pick<NewPull, 'head' | 'base' | 'title' | 'body'>): MemoryPull {
    const headSha = this.branchHead(head);
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

  private baseOf(pull: MemoryPull): string {
    return pull.baseSha ?? this.branchHead(pull.base);
  }

  private mergeOf(pull: MemoryPull): MemoryChanges | undefined {
    return this.repository.mergeOf(this.branchHead(pull.base), pull.headSha);
  }

  now(): string {
    return (this.options.now?.() ?? new Date()).toISOString();
  }
}
