import { z } from 'zod';
import { committersOf } from '../api/committersOf';
import { pathsOf } from '../api/pathsOf';
import { Pull } from '../GitHost';
import { GithubRepository } from './GithubRepository';
import { readPull, readReviews } from './readPull';
import { readPushes } from './readPushes';
import { commitShape, fileShape, pullShape, reviewShape } from './shapes';

/** GitHub's own account, which it names as committer of what it signs itself. */
const signer = 'web-flow';

/**
 * A pull request with everything that is judged about it. Its list of commits
 * ends at 250 and its list of files at 3,000, without a word; how many commits
 * there are stands in the pull request itself.
 */
export const getPull = async (
  repository: GithubRepository,
  number: number,
): Promise<Pull> => {
  const list = <T>(shape: z.ZodType<T[]>, part: string) =>
    repository.all(shape, { path: repository.path('pulls', number, part) });
  const [shape, reviews, commits, files] = await Promise.all([
    repository.http.ask(pullShape, {
      path: repository.path('pulls', number),
    }),
    list(z.array(reviewShape), 'reviews'),
    list(z.array(commitShape), 'commits'),
    list(z.array(fileShape), 'files'),
  ]);
  const { ref: branch, sha: head } = shape.head;
  const ids = commits.map(({ sha }) => sha);
  return {
    ...readPull(shape),
    reviews: readReviews(reviews),
    ...committersOf(head, {
      pushes: await readPushes(repository, branch, head, ids),
      listed: commits.length < (shape.commits ?? 0) ? 'some' : 'all',
      commits: commits.map(({ sha, author, committer }) => ({
        sha,
        logins:
          committer?.login === signer
            ? [author?.login]
            : [author?.login, committer?.login],
      })),
    }),
    files: pathsOf(files),
  };
};
