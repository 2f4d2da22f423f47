import { HostUser } from './HostUser';

export type ReviewState = 'APPROVED' | 'REQUEST_CHANGES' | 'COMMENT';

export interface Review {
  readonly id: number;
  readonly user: HostUser;
  readonly state: ReviewState;
  readonly body: string;
  /** The head that was reviewed. */
  readonly commit: string;
  readonly at: string;
  dismissed: boolean;
}

export interface Comment {
  readonly id: number;
  readonly user: HostUser;
  body: string;
  readonly at: string;
  editedAt: string;
}

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
}

/** Somebody moved the head of a pull request. */
export interface Push {
  readonly id: number;
  readonly by: HostUser;
  readonly before: string;
  readonly after: string;
  readonly at: string;
}

/** A pull request as the host remembers it; branches and diffs stand in git. */
export interface PullRequest {
  readonly number: number;
  readonly author: HostUser;
  title: string;
  body: string;
  readonly head: string;
  readonly base: string;
  state: 'open' | 'closed';
  /** The head as it was seen last; its branch may be gone. */
  headSha: string;
  /** The base as it was when this was merged or closed. */
  baseSha?: string;
  merged?: { readonly sha: string; readonly by: HostUser; readonly at: string };
  readonly labels: Label[];
  readonly requested: HostUser[];
  readonly reviews: Review[];
  readonly comments: Comment[];
  /** Since it was opened. */
  readonly pushes: Push[];
  readonly createdAt: string;
  updatedAt: string;
}

export interface Status {
  readonly id: number;
  readonly context: string;
  readonly state: 'pending' | 'success' | 'error' | 'failure' | 'warning';
  readonly description: string;
  readonly targetUrl: string;
  readonly creator: HostUser;
  readonly at: string;
}

/** What the base branch asks of a merge; the names are Gitea's. */
export interface Protection {
  readonly rule_name: string;
  enable_push: boolean;
  enable_status_check: boolean;
  status_check_contexts: string[];
  required_approvals: number;
  block_on_rejected_reviews: boolean;
}
