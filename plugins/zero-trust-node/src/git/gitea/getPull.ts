import { z } from 'zod';
import { committersOf } from '../api/committersOf';
import { pathsOf } from '../api/pathsOf';
import { Pull, TreeEntry } from '../GitHost';
import { GiteaRepository } from './GiteaRepository';
import { isMergeable } from './isMergeable';
import { readPull, readReviews } from './readPull';
import { readPushes } from './readPushes';
import { commitShape, fileShape, pullShape, reviewShape } from './shapes';

/** A pull request with everything that is judged about it. */
export const getPull = async (
  repository: GiteaRepository,
  number: number,
  treeAt: (commit: string) => Promise<readonly TreeEntry[]>,
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
  const pull = readPull(shape);
  // `head.sha` is where the branch is at this moment, also of what was merged or
  // closed long ago. Commits and files are those of `refs/pull/N/head`, newest
  // first, which stays where it was then.
  const headSha =
    pull.state === 'open' ? pull.headSha : commits[0]?.sha ?? pull.headSha;
  const ids = commits.map(({ sha }) => sha);
  const paths = pathsOf(files);
  const mergeable =
    pull.state === 'open' ? await isMergeable(shape, paths, treeAt) : undefined;
  return {
    ...pull,
    headSha,
    ...(mergeable === undefined ? {} : { mergeable }),
    reviews: readReviews(reviews),
    ...committersOf(headSha, {
      listed: 'all',
      pushes: await readPushes(repository, number, ids),
      commits: commits.map(({ sha, author, committer }) => ({
        sha,
        logins: [author?.login, committer?.login],
      })),
    }),
    files: paths,
  };
};
