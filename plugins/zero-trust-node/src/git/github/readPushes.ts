import { z } from 'zod';
import { PullPushes } from '../api/committersOf';
import { GithubRepository } from './GithubRepository';
import { activityShape } from './shapes';
import { unlessRefused } from './unlessRefused';

/** The most on a page; the next is told by a cursor, and more is not looked at. */
const most = 100;

/**
 * Who pushed the commits of a pull request: `GET /activity?ref=` (Contents:
 * read) tells the account behind each push, newest first. A commit itself says
 * what its maker wrote into it. Older Enterprise Servers have no such list.
 */
export const readPushes = async (
  repository: GithubRepository,
  branch: string,
  head: string,
  commits: readonly string[],
): Promise<PullPushes> => {
  const activities = await unlessRefused(() =>
    repository.http.ask(z.array(activityShape), {
      path: repository.path('activity'),
      query: { ref: `refs/heads/${branch}`, per_page: most },
    }),
  );
  if (activities === 'unreadable') return { logins: [], complete: false };
  // Other pushes went to the branch before, after, or were pushed over.
  const ours = activities.filter(({ after }) => commits.includes(after));
  const logins = ours.flatMap(({ actor }) => (actor ? [actor.login] : []));
  return {
    logins,
    complete:
      activities.length < most &&
      logins.length === ours.length &&
      ours.some(({ after }) => after === head),
  };
};
