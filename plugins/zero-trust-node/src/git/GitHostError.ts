import { CustomErrorBase } from '@backstage/errors';

/** Why a git host did not do what was asked. */
export type GitErrorCode =
  | 'GIT_AUTH_FAILED'
  | 'GIT_REPO_UNAVAILABLE'
  | 'GIT_RATE_LIMITED'
  | 'GIT_FORBIDDEN'
  | 'GIT_UNAVAILABLE'
  /** The branch, a file or a pull request is not what was expected. */
  | 'GIT_CONFLICT'
  /** The base holds all of it already. */
  | 'NO_CHANGES'
  | 'SOURCE_NOT_WRITABLE';

/** How to say it: one sentence, and when to try again. */
export interface GitErrorOptions {
  /** Seconds until another try makes sense. */
  readonly retryAfterSeconds?: number;
  readonly status?: number;
}

/**
 * Failure of a git host, reduced to what may be shown and logged: no header, no
 * URL, no token, no body of the host's answer.
 */
export class GitHostError extends CustomErrorBase {
  readonly code: GitErrorCode;
  readonly retryAfterSeconds?: number;
  readonly status?: number;

  constructor(
    code: GitErrorCode,
    message: string,
    options: GitErrorOptions = {},
  ) {
    super(message);
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.status = options.status;
  }

  /** Whether waiting helps. */
  get retryable(): boolean {
    return this.code === 'GIT_RATE_LIMITED' || this.code === 'GIT_UNAVAILABLE';
  }
}
