import { SetupServer } from 'msw/node';
import { createGitlabGitHost } from '../../gitlab/gitlabFactory';
import { HostQueue } from '../../http/HostQueue';
import { Connect, GitHostWorld, seedFiles } from '../GitHostWorld';
import { serve, Wire } from '../serve';
import { worldOf } from '../worldOf';
import { GitlabServer } from './GitlabServer';
import { GitlabTwin } from './GitlabTwin';

export const gitlabToken = 'glpat-5b0e9c3d71f846a2';

export interface GitlabWorld extends GitHostWorld {
  readonly connect: Connect;
  readonly server: GitlabServer;
  readonly wire: Wire;
  /** What every request passes through. */
  readonly faults: SetupServer;
}

/** A project of our own GitLab, and the adapter in front of it. */
export const startGitlabWorld = async (): Promise<GitlabWorld> => {
  const twin = new GitlabTwin({ files: seedFiles, people: ['mila', 'amira'] });
  const server = new GitlabServer(twin, gitlabToken);
  const api = 'https://gitlab.com/api/v4';
  const { wire, faults, stop } = serve(api, ask => server.answer(ask));
  const connect: Connect = ({ queue, timeoutMs }) =>
    createGitlabGitHost({
      sourceId: 'shop',
      address: { host: 'gitlab.com', owner: 'shop', name: 'policies' },
      config: {
        host: 'gitlab.com',
        apiBaseUrl: api,
        baseUrl: 'https://gitlab.com',
        token: gitlabToken,
      },
      queue,
      timeoutMs,
    });
  return {
    ...worldOf(twin),
    comments: async number =>
      (twin.notes.get(number) ?? [])
        .filter(({ system }) => !system)
        .map(({ body }) => body),
    connect,
    server,
    wire,
    faults,
    host: connect({ queue: new HostQueue() }),
    stop: async () => stop(),
  };
};
