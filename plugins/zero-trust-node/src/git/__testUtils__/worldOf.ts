import { MemoryGitHost } from '../memory/MemoryGitHost';
import { GitHostWorld } from './GitHostWorld';

/** What people see and do, for servers that keep their state in the twin. */
export const worldOf = (
  twin: MemoryGitHost,
): Omit<GitHostWorld, 'host' | 'stop'> => ({
  login: twin.login,
  require: async statuses => {
    twin.required = statuses;
  },
  archive: async () => {
    twin.archived = true;
  },
  push: async (login, branch, files, author) =>
    twin.push(login, branch, files, author),
  review: async (login, number, state) => twin.review(login, number, state),
  merge: async (login, number, style) => twin.merge(login, number, style),
  head: async branch => twin.repository.branches.get(branch),
  pulls: async () =>
    twin.pulls.map(pull => ({
      number: pull.number,
      head: pull.head,
      title: pull.title,
      body: pull.body,
      open: pull.state === 'open',
      labels: [...pull.labels],
      requested: [...pull.requested],
    })),
  comments: async number =>
    twin.pulls[number - 1].comments.map(({ body }) => body),
  statuses: async sha => [
    ...new Map(
      twin.statuses
        .filter(one => one.sha === sha)
        .map(({ context, state }) => [context, `${context}=${state}`]),
    ).values(),
  ],
});
