import { PullPushes } from '../api/committersOf';
import { GitHostError } from '../GitHostError';
import { readPages } from '../http/readPages';
import { GiteaRepository } from './GiteaRepository';
import { pushedShape, timelineShape } from './shapes';

/**
 * Who pushed to a pull request since it was opened: `pull_push` in its timeline,
 * with the commits (`CreatePushPullComment`). A commit itself says what its
 * maker wrote into it. What was there at the opening is our one commit; more
 * that no push brought means that the timeline does not tell all.
 */
export const readPushes = async (
  repository: GiteaRepository,
  number: number,
  commits: readonly string[],
): Promise<PullPushes> => {
  const pushes = await readTimeline(repository, number);
  if (pushes === undefined) return { logins: [], complete: false };
  const ours = pushes.filter(({ ids }) => ids.some(id => commits.includes(id)));
  const logins = ours.flatMap(({ login }) => login ?? []);
  const brought = new Set(ours.flatMap(({ ids }) => ids));
  const others = commits.filter(sha => !brought.has(sha));
  return {
    logins,
    complete: logins.length === ours.length && others.length <= 1,
  };
};

/**
 * Every page until an empty one: `X-Total-Count` counts the page alone here, and
 * a page may be shorter than asked for, as comments on code are left out of it.
 */
const readTimeline = async (repository: GiteaRepository, number: number) => {
  try {
    const items = await readPages(async page => {
      const found = await repository.http.ask(timelineShape, {
        path: repository.path('issues', number, 'timeline'),
        query: { page, limit: 50 },
      });
      return { items: found ?? [], more: !!found?.length };
    });
    return items.flatMap(item => {
      if (item?.type !== 'pull_push') return [];
      return [{ login: item.user?.login, ids: commitsIn(item.body ?? '') }];
    });
  } catch (error) {
    // Older hosts have no timeline.
    if (error instanceof GitHostError && error.status === 404) return undefined;
    throw error;
  }
};

const commitsIn = (body: string): readonly string[] => {
  try {
    return pushedShape.parse(JSON.parse(body)).commit_ids ?? [];
  } catch {
    return [];
  }
};
