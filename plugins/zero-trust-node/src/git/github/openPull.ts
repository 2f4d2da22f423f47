import { z } from 'zod';
import { NewPull } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { GithubRepository } from './GithubRepository';
import { pullShape, PullShape, refusalShape } from './shapes';

/** The open pull request of two branches of this very repository. */
export const findOpenPull = async (
  repository: GithubRepository,
  head: string,
  base: string,
): Promise<PullShape | undefined> => {
  const open = await repository.http.ask(z.array(pullShape), {
    path: repository.path('pulls'),
    query: {
      state: 'open',
      // With its owner: a fork may have a branch of the same name.
      head: `${repository.address.owner}:${head}`,
      base,
    },
  });
  return open.find(pull => pull.head.ref === head && pull.base.ref === base);
};

/**
 * 422 is said of an empty one ("No commits between main and x"), of one that is
 * there ("A pull request already exists for owner:x.") and of anything else.
 */
export const createPull = async (
  repository: GithubRepository,
  { head, base, title, body }: NewPull,
): Promise<PullShape | 'exists'> => {
  const { status, json } = await repository.http.send({
    method: 'POST',
    path: repository.path('pulls'),
    body: { head, base, title, body, maintainer_can_modify: false },
    accept: [422],
  });
  if (status !== 422) return repository.http.read(pullShape, json);
  const why = refusalText(json);
  if (/No commits between/i.test(why))
    throw new GitHostError('NO_CHANGES', 'the base holds all of it already');
  if (/already exists/i.test(why)) return 'exists';
  throw new GitHostError(
    'GIT_CONFLICT',
    'the git host refuses the pull request',
    { status },
  );
};

/** Why GitHub refuses, to compare with; never to show. */
const refusalText = (json: unknown): string => {
  const parsed = refusalShape.safeParse(json);
  const { message, errors = [] } = parsed.success ? parsed.data : {};
  return [
    message,
    ...errors.map(error => (typeof error === 'string' ? error : error.message)),
  ].join(' ');
};
