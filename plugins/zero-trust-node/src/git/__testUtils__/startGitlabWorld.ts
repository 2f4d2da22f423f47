import { SetupServer } from 'msw/node';
import { createGitlabGitHost } from '../gitlab/gitlabFactory';
import { Clock, HostQueue } from '../http/HostQueue';
import { GitHostWorld, seedFiles } from './GitHostWorld';
import { GitlabServer, GitlabTwin } from './GitlabServer';
import { serve, Wire } from './serve';
import { worldOf } from './worldOf';

export const gitlabToken = 'glpat-5b0e9c3d71f846a2';

export interface GitlabWorld extends GitHostWorld {
  readonly server: GitlabServer;
  readonly wire: Wire;
  /** What every request passes through. */
  readonly faults: SetupServer;
}

/** A project of our own GitLab, and the adapter in front of it. */
export const startGitlabWorld = async (
  clock?: Clock,
  timeoutMs?: number,
): Promise<GitlabWorld> => {
  const twin = new GitlabTwin({ files: seedFiles, people: ['mila', 'amira'] });
  const server = new GitlabServer(twin);
  const api = 'https://gitlab.com/api/v4';
  const { wire, faults, stop } = serve(api, ask => server.answer(ask));
  return {
    ...worldOf(twin),
    comments: async number =>
      (twin.notes.get(number) ?? [])
        .filter(({ system }) => !system)
        .map(({ body }) => body),
    server,
    wire,
    faults,
    host: createGitlabGitHost({
      sourceId: 'shop',
      address: { host: 'gitlab.com', owner: 'shop', name: 'policies' },
      config: {
        host: 'gitlab.com',
        apiBaseUrl: api,
        baseUrl: 'https://gitlab.com',
        token: gitlabToken,
      },
      queue: new HostQueue(clock),
      timeoutMs,
    }),
    stop: async () => stop(),
  };
};
