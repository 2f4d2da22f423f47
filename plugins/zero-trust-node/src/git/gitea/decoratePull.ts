import { z } from 'zod';
import { NewPull } from '../GitHost';
import { warnOf } from '../warnOf';
import { GiteaRepository } from './GiteaRepository';
import { labelShape } from './shapes';

const labelColor = '#5b6b7b';

/**
 * Labels and reviewers of a pull request that is there already, so that a crash
 * between the two is made good by doing it again.
 */
export const decoratePull = async (
  repository: GiteaRepository,
  number: number,
  { labels, reviewers }: Pick<NewPull, 'labels' | 'reviewers'>,
): Promise<readonly string[]> => {
  const warnings: string[] = [];
  if (labels.length)
    warnings.push(
      ...(await warnOf('the labels could not be set', () =>
        addLabels(repository, number, labels),
      )),
    );
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

const addLabels = async (
  repository: GiteaRepository,
  number: number,
  names: readonly string[],
): Promise<void> => {
  const { http } = repository;
  const known = await repository.all(z.array(labelShape), {
    path: repository.path('labels'),
  });
  const ids: number[] = [];
  for (const name of names) {
    // Labels are named by number here, and somebody has to make them first.
    const label =
      known.find(one => one.name === name) ??
      (await http.ask(labelShape, {
        method: 'POST',
        path: repository.path('labels'),
        body: { name, color: labelColor },
      }));
    ids.push(label.id);
  }
  await http.send({
    method: 'POST',
    path: repository.path('issues', number, 'labels'),
    body: { labels: ids },
  });
};
