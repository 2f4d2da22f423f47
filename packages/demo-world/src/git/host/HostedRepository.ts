import { BareRepository } from '../repository/BareRepository';
import { writeCommit } from '../repository/writeCommit';
import { HostError, notFound } from './HostError';
import { HostUser } from './HostUser';
import { Label, Protection, PullRequest, Status } from './PullRequest';
import { WriteQueue } from './WriteQueue';

/** A branch that moved, was made or went away. */
export interface BranchChange {
  readonly branch: string;
  readonly before?: string;
  readonly after?: string;
  readonly by?: HostUser;
}

/** What others are told about: webhooks and the GitOps controller. */
export type HostEvent =
  | { readonly type: 'push'; readonly change: BranchChange }
  | {
      readonly type: 'pull';
      readonly action:
        | 'opened'
        | 'edited'
        | 'closed'
        | 'reopened'
        | 'synchronized'
        | 'labeled';
      readonly pull: PullRequest;
      readonly by: HostUser;
    }
  | {
      readonly type: 'review';
      readonly pull: PullRequest;
      readonly review: PullRequest['reviews'][number];
    }
  | {
      readonly type: 'comment';
      readonly action: 'created' | 'edited';
      readonly pull: PullRequest;
      readonly comment: PullRequest['comments'][number];
    };

export interface FileChange {
  readonly path: string;
  /** Absent: removed. */
  readonly bytes?: Uint8Array;
}

/** A repository with what the host keeps beside git: pull requests, statuses. */
export class HostedRepository {
  readonly pulls: PullRequest[] = [];
  readonly labels: Label[] = [];
  readonly statuses = new Map<string, Status[]>();
  readonly protections: Protection[];
  readonly defaultBranch = 'main';
  archived = false;
  /** Changes of branches take turns. */
  readonly writes = new WriteQueue();
  private readonly listeners = new Set<(event: HostEvent) => void>();
  private lastId = 0;

  constructor(
    readonly id: number,
    readonly owner: string,
    readonly name: string,
    readonly git: BareRepository,
    readonly now: () => Date,
    protections: readonly Protection[] = [],
  ) {
    this.protections = [...protections];
  }

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  on(listener: (event: HostEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(event: HostEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  pull(number: number): PullRequest {
    const found = this.pulls.find(pull => pull.number === number);
    if (!found) throw notFound();
    return found;
  }

  /** Where the base is, or was when the pull request was merged. */
  async baseOf(
    pull: Pick<PullRequest, 'base' | 'baseSha'>,
  ): Promise<string | undefined> {
    const now = await this.git.branch(pull.base);
    // Looked at after the wait: a merge meanwhile has moved the branch.
    return pull.baseSha ?? now;
  }

  protectionOf(branch: string): Protection | undefined {
    return this.protections.find(({ rule_name }) => rule_name === branch);
  }

  mayPush(user: HostUser, branch: string): boolean {
    if (user.role === 'read') return false;
    const rule = this.protectionOf(branch);
    return !rule || rule.enable_push || user.role === 'admin';
  }

  /** Newest status per context of a commit. */
  statusesOf(sha: string): readonly Status[] {
    const newest = new Map<string, Status>();
    for (const status of this.statuses.get(sha) ?? [])
      newest.set(status.context, status);
    return [...newest.values()];
  }

  /** One commit on an existing branch, or on a new one that starts there. */
  commit(
    user: HostUser,
    request: {
      readonly branch: string;
      readonly newBranch?: string;
      readonly message: string;
      /** Whom the commit says it is by; whoever pushes it, unless told. */
      readonly author?: HostUser;
      readonly changes: readonly FileChange[];
    },
  ): Promise<string> {
    return this.writes.run(async () => {
      const from = await this.git.branch(request.branch);
      if (!from) throw notFound(`branch does not exist [${request.branch}]`);
      const target = request.newBranch || request.branch;
      const isNew = target !== request.branch;
      if (isNew && (await this.git.branch(target)))
        throw new HostError(422, `branch already exists [name: ${target}]`);
      if (!this.mayPush(user, target))
        throw new HostError(403, `branch ${target} is protected`);
      const { fullName: name, email } = request.author ?? user;
      const sha = await writeCommit(this.git, {
        parents: [from],
        name,
        email,
        at: this.now(),
        message: request.message,
        changes: request.changes.map(({ path, bytes }) =>
          bytes ? { path, bytes } : { path, remove: true },
        ),
      });
      await this.advance(target, isNew ? undefined : from, sha, user);
      return sha;
    });
  }

  /** Moves a branch that must still be where it was; call it from the queue. */
  async advance(
    branch: string,
    before: string | undefined,
    after: string,
    by: HostUser,
  ): Promise<void> {
    if (!(await this.git.moveBranch(branch, after, before)))
      throw new HostError(409, `branch ${branch} moved meanwhile`);
    this.branchMoved({ branch, before, after, by });
  }

  /** Tells what moved, whoever moved it. */
  branchMoved(change: BranchChange): void {
    for (const pull of this.pulls) {
      if (pull.state !== 'open' || pull.head !== change.branch) continue;
      if (!change.after || change.after === pull.headSha) continue;
      const at = this.now().toISOString();
      pull.pushes.push({
        id: this.nextId(),
        by: change.by ?? pull.author,
        before: pull.headSha,
        after: change.after,
        at,
      });
      pull.headSha = change.after;
      pull.updatedAt = at;
      this.emit({
        type: 'pull',
        action: 'synchronized',
        pull,
        by: change.by ?? pull.author,
      });
    }
    this.emit({ type: 'push', change });
  }
}
