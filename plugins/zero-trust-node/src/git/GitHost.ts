/** What a git host can do; callers ask before they rely on it. */
export interface GitHostAbilities {
  /** Several files in one commit. */
  readonly atomicMultiFile: boolean;
  readonly labels: boolean;
  /** Reviews tell "changes requested" apart from a comment. */
  readonly changesRequested: boolean;
  readonly commitStatuses: boolean;
  /** Characters of a pull request's body. */
  readonly maxBody: number;
}

/** One file of a tree, as git knows it. */
export interface TreeEntry {
  readonly path: string;
  /** `100644`, `100755`, `120000` (symbolic link), `160000` (submodule). */
  readonly mode: string;
  readonly blobSha: string;
  /** Bytes; absent where the host does not tell. */
  readonly size?: number;
}

export interface FileContent {
  readonly bytes: Uint8Array;
  readonly blobSha: string;
  readonly mode: string;
}

/** What a commit does to one file. */
export interface FileWrite {
  readonly path: string;
  /** Absent: the file is removed. */
  readonly bytes?: Uint8Array;
  /** The blob that is replaced; `null`: no file may be there. */
  readonly expectBlob: string | null;
}

export interface CommitRequest {
  readonly branch: string;
  /** Where the branch starts when it is not there yet. */
  readonly createFrom: string;
  /** The head that the branch must still have when it is there already. */
  readonly expectHead?: string;
  readonly message: string;
  readonly files: readonly FileWrite[];
}

export interface NewPull {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** Logins; one that the host refuses is told in the answer, not thrown. */
  readonly reviewers: readonly string[];
}

export interface PullRef {
  readonly number: number;
  readonly url: string;
}

export interface OpenedPull extends PullRef {
  /** Whether it was there already, and was adopted. */
  readonly adopted: boolean;
  /** Labels and reviewers that the host refused, one sentence each. */
  readonly warnings: readonly string[];
}

export interface PullReview {
  readonly login: string;
  readonly state: 'approved' | 'changes_requested' | 'commented' | 'dismissed';
  /** The commit that was reviewed. */
  readonly sha?: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface Pull extends PullRef {
  readonly title: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly base: string;
  readonly headSha: string;
  /** The commit on the base branch, squashed or not. */
  readonly mergeSha?: string;
  readonly mergedBy?: string;
  /** ISO 8601: what was said later had no part in it. */
  readonly mergedAt?: string;
  /** Absent: the host has not worked it out. */
  readonly mergeable?: boolean;
  /** All of them, oldest first. */
  readonly reviews: readonly PullReview[];
  /** Logins of whoever committed or pushed to the branch, as far as the host tells. */
  readonly committers: readonly string[];
  /**
   * Whether `committers` names everybody: not when a commit has an author or a
   * committer without an account, when it is not known who pushed, or when the
   * host lists only some commits.
   */
  readonly committersComplete: boolean;
  /** Paths that the pull request changes. */
  readonly files: readonly string[];
  readonly updatedAt: string;
}

export interface CommitStatus {
  readonly context: string;
  readonly state: 'pending' | 'success' | 'failure';
  readonly description: string;
  readonly url?: string;
}

/**
 * Contexts of the commit statuses without which the host merges nothing into a
 * branch. `unreadable`: the host does not tell the plugin's account, or has
 * nothing that holds a merge back for sure. Never take that for required.
 */
export type RequiredStatuses = readonly string[] | 'unreadable';

/**
 * One repository on a git host. All adapters pass one contract suite. Every
 * method throws `GitHostError`; its message never holds a token, a URL or a
 * header.
 */
export interface GitHost {
  readonly kind: string;
  readonly abilities: GitHostAbilities;
  getRepository(): Promise<{
    readonly defaultBranch: string;
    readonly archived: boolean;
    readonly canPush: boolean;
  }>;
  /** The account that this writes as, as the host names it. */
  ownLogin(): Promise<string>;
  /** What the host asks of a merge into a branch; absent: it cannot be asked. */
  requiredStatuses?(branch: string): Promise<RequiredStatuses>;
  resolveBranch(name: string): Promise<{ readonly sha: string } | undefined>;
  /** Files below `root` (empty: all) at a commit, sorted by path. */
  readTree(sha: string, root: string): Promise<readonly TreeEntry[]>;
  readFile(sha: string, path: string): Promise<FileContent | undefined>;
  /**
   * One commit on a branch. `GIT_CONFLICT` when the branch or a file is not what
   * was expected; a branch that holds the very files already is adopted.
   */
  commit(
    request: CommitRequest,
  ): Promise<{ readonly sha: string; readonly adopted: boolean }>;
  /** Opens one, or adopts the open one of the same branches. */
  openPull(pull: NewPull): Promise<OpenedPull>;
  findPull(head: string, base: string): Promise<PullRef | undefined>;
  getPull(number: number): Promise<Pull>;
  updatePull(
    number: number,
    change: { readonly title?: string; readonly body?: string },
  ): Promise<void>;
  /** Says it once: a comment with the same key is edited instead of repeated. */
  comment(number: number, key: string, body: string): Promise<void>;
  setStatus(sha: string, status: CommitStatus): Promise<void>;
  closePull(number: number, comment?: string): Promise<void>;
  /** Only while its head is still the expected commit. */
  deleteBranch(name: string, expectSha: string): Promise<void>;
}
