import { Pull } from '../GitHost';
import { GitHostError } from '../GitHostError';

/** One commit of a pull request, as its host tells of it. */
export interface PullCommit {
  readonly sha: string;
  /** Its author and its committer; `undefined`: an address of no account. */
  readonly logins: readonly (string | undefined)[];
}

/** Who pushed to a pull request, which its commits need not tell the truth of. */
export interface PullPushes {
  readonly logins: readonly string[];
  /** Whether these are all of them. */
  readonly complete: boolean;
}

export interface PullCommits {
  readonly commits: readonly PullCommit[];
  /** `some`: the host cuts its list off. */
  readonly listed: 'all' | 'some';
  readonly pushes: PullPushes;
}

/**
 * Who committed to a pull request, and whether that is everybody. Fails while
 * the list does not reach the head yet: what was just pushed would be judged by
 * the files and people of the commit before it.
 */
export const committersOf = (
  head: string,
  { commits, listed, pushes }: PullCommits,
): Pick<Pull, 'committers' | 'committersComplete'> => {
  const reached = commits.some(({ sha }) => sha === head);
  if (!reached && listed === 'all' && commits.length > 0)
    throw new GitHostError(
      'GIT_UNAVAILABLE',
      'the git host has not looked at what was pushed last',
      { retryAfterSeconds: 5 },
    );
  const logins = commits.flatMap(commit => commit.logins);
  const named = logins.filter(login => login !== undefined);
  return {
    committers: [...new Set([...named, ...pushes.logins])],
    committersComplete:
      reached &&
      listed === 'all' &&
      named.length === logins.length &&
      pushes.complete,
  };
};
