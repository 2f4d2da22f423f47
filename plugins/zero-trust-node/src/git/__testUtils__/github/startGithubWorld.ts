import { SetupServer } from 'msw/node';
import { createGithubGitHost } from '../../github/githubFactory';
import { HostQueue } from '../../http/HostQueue';
import { MemoryGitHost } from '../../memory/MemoryGitHost';
import { Connect, GitHostWorld, seedFiles } from '../GitHostWorld';
import { serve, Wire } from '../serve';
import { worldOf } from '../worldOf';
import { GithubServer } from './GithubServer';

export const githubToken = 'ghs-7d1e55a0c2b94f36';

export interface GithubWorld extends GitHostWorld {
  readonly connect: Connect;
  readonly server: GithubServer;
  readonly wire: Wire;
  /** What every request passes through. */
  readonly faults: SetupServer;
}

/** A repository of our own GitHub, and the adapter in front of it. */
export const startGithubWorld = async (
  type: 'app' | 'token' = 'token',
): Promise<GithubWorld> => {
  const twin = new MemoryGitHost({
    files: seedFiles,
    people: ['mila', 'amira'],
    login: type === 'app' ? 'zero-trust[bot]' : 'zero-trust-bot',
  });
  const server = new GithubServer(twin, { token: githubToken, type });
  const api = 'https://api.github.com';
  const { wire, faults, stop } = serve(api, ask => server.answer(ask));
  const connect: Connect = ({ queue, timeoutMs }) =>
    createGithubGitHost({
      sourceId: 'shop',
      address: { host: 'github.com', owner: 'shop', name: 'policies' },
      config: { host: 'github.com', apiBaseUrl: api },
      credentials: {
        getCredentials: async () => ({
          type,
          token: githubToken,
          headers: { Authorization: `Bearer ${githubToken}` },
        }),
      },
      queue,
      timeoutMs,
    });
  return {
    ...worldOf(twin),
    connect,
    server,
    wire,
    faults,
    host: connect({ queue: new HostQueue() }),
    stop: async () => stop(),
  };
};
