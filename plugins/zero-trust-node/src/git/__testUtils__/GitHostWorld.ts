import { GitHost, PullReview, RequiredStatuses } from '../GitHost';
import { HostQueue } from '../http/HostQueue';

/** Files that every world begins with. */
export const seedFiles = {
  'README.md': '# Policies\n',
  'clusters/prod-eu/shop/orders/allow-web.yaml': 'kind: NetworkPolicy\n',
  'clusters/prod-eu/shop/orders/kustomization.yaml':
    'resources:\n  - allow-web.yaml\n',
};

/** A pull request as a person sees it on the host. */
export interface SeenPull {
  readonly number: number;
  readonly head: string;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  readonly labels: readonly string[];
  readonly requested: readonly string[];
}

/**
 * A repository with `seedFiles` on `main`, seen through the adapter and by
 * people. `mila` and `amira` may write, `nobody` is no user.
 */
export interface GitHostWorld {
  readonly host: GitHost;
  /** The account behind the adapter, as people see it. */
  readonly login: string;
  /**
   * A commit by somebody else; makes the branch from `main` where it is not
   * there. `author`: whom the commit claims to be by.
   */
  push(
    login: string,
    branch: string,
    files: Readonly<Record<string, string | null>>,
    author?: string,
  ): Promise<string>;
  review(
    login: string,
    number: number,
    state: Extract<PullReview['state'], 'approved' | 'changes_requested'>,
  ): Promise<void>;
  /** Merges and answers the commit that `main` is at then. */
  merge(
    login: string,
    number: number,
    style: 'merge' | 'squash',
  ): Promise<string>;
  head(branch: string): Promise<string | undefined>;
  pulls(): Promise<readonly SeenPull[]>;
  comments(number: number): Promise<readonly string[]>;
  /** `context=state` of a commit, newest of each. */
  statuses(sha: string): Promise<readonly string[]>;
  /** Has `main` require these statuses. */
  require(statuses: Exclude<RequiredStatuses, 'unreadable'>): Promise<void>;
  /** Makes the repository read-only. */
  archive(): Promise<void>;
  stop(): Promise<void>;
}

/** A fresh world. */
export type OpenWorld = () => Promise<GitHostWorld>;

/** Another adapter in front of the same host. */
export type Connect = (options: {
  readonly queue: HostQueue;
  readonly timeoutMs?: number;
}) => GitHost;
