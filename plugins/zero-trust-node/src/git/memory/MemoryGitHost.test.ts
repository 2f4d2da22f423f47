import { gitHostContract } from '../__testUtils__/gitHostContract';
import { seedFiles } from '../__testUtils__/GitHostWorld';
import { MemoryGitHost } from './MemoryGitHost';

describe('MemoryGitHost', () => {
  gitHostContract(async () => {
    const host = new MemoryGitHost({
      files: seedFiles,
      people: ['mila', 'amira'],
    });
    return {
      host,
      push: async (login, branch, files) => host.push(login, branch, files),
      review: async (login, number, state) => host.review(login, number, state),
      merge: async (login, number, style) => host.merge(login, number, style),
      head: async branch => host.repository.branches.get(branch),
      pulls: async () =>
        host.pulls.map(pull => ({
          number: pull.number,
          head: pull.head,
          title: pull.title,
          body: pull.body,
          open: pull.state === 'open',
          labels: [...pull.labels],
          requested: [...pull.requested],
        })),
      comments: async number =>
        host.pulls[number - 1].comments.map(({ body }) => body),
      statuses: async sha => [
        ...new Map(
          host.statuses
            .filter(one => one.sha === sha)
            .map(({ context, state }) => [context, `${context}=${state}`]),
        ).values(),
      ],
      stop: async () => {},
    };
  });
});
