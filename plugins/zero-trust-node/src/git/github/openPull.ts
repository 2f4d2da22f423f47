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

/** Opens one, or adopts one that was opened at the same moment. */
export const createPull = async (
  repository: GithubRepository,
  { head, base, title, body }: NewPull,
): Promise<PullShape> => {
  const { status, json } = await repository.http.send({
    method: 'POST',
    path: repository.path('pulls'),
    body: { head, base, title, body, maintainer_can_modify: false },
    accept: [422],
  });
  if (status !== 422) return repository.http.read(pullShape, json);
  if (/No commits between/i.test(refusalText(json)))
    throw new GitHostError('NO_CHANGES', 'the base holds all of it already');
  const there = await findOpenPull(repository, head, base);
  if (there) return there;
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
