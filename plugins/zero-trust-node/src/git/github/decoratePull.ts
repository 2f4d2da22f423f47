import { NewPull } from '../GitHost';
import { warnOf } from '../warnOf';
import { GithubRepository } from './GithubRepository';

/**
 * Labels and reviewers of a pull request that is there already, so that a crash
 * between the two is made good by doing it again.
 */
export const decoratePull = async (
  repository: GithubRepository,
  number: number,
  { labels, reviewers }: Pick<NewPull, 'labels' | 'reviewers'>,
): Promise<readonly string[]> => {
  const warnings: string[] = [];
  if (labels.length)
    warnings.push(
      ...(await warnOf('the labels could not be set', () =>
        repository.http.send({
          method: 'POST',
          path: repository.path('issues', number, 'labels'),
          body: { labels },
        }),
      )),
    );
  // One by one: GitHub refuses all of them for one that it does not know.
  for (const reviewer of reviewers)
    warnings.push(
      ...(await warnOf(`'${reviewer}' could not be asked for a review`, () =>
        repository.http.send({
          method: 'POST',
          path: repository.path('pulls', number, 'requested_reviewers'),
          body: { reviewers: [reviewer] },
        }),
      )),
    );
  return warnings;
};
