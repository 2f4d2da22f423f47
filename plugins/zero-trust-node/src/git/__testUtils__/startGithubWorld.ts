import { SetupServer } from 'msw/node';
import { createGithubGitHost } from '../github/githubFactory';
import { Clock, HostQueue } from '../http/HostQueue';
import { MemoryGitHost } from '../memory/MemoryGitHost';
import { GithubServer } from './GithubServer';
import { GitHostWorld, seedFiles } from './GitHostWorld';
import { serve, Wire } from './serve';
import { worldOf } from './worldOf';

export const githubToken = 'ghs-7d1e55a0c2b94f36';

export interface GithubWorld extends GitHostWorld {
  readonly server: GithubServer;
  readonly wire: Wire;
  /** What every request passes through. */
  readonly faults: SetupServer;
}

/** A repository of our own GitHub, and the adapter in front of it. */
export const startGithubWorld = async (
  type: 'app' | 'token' = 'token',
  clock?: Clock,
  timeoutMs?: number,
): Promise<GithubWorld> => {
  const twin = new MemoryGitHost({
    files: seedFiles,
    people: ['mila', 'amira'],
  });
  const server = new GithubServer(twin);
  if (type === 'app') server.appId = 4711;
  const api = 'https://api.github.com';
  const { wire, faults, stop } = serve(api, ask => server.answer(ask));
  return {
    ...worldOf(twin),
    server,
    wire,
    faults,
    host: createGithubGitHost({
      sourceId: 'shop',
      address: { host: 'github.com', owner: 'shop', name: 'policies' },
      config: {
        host: 'github.com',
        apiBaseUrl: api,
        ...(type === 'app'
          ? {
              apps: [
                {
                  appId: 4711,
                  clientId: '',
                  clientSecret: '',
                  privateKey: '',
                  webhookSecret: '',
                },
              ],
            }
          : { token: githubToken }),
      },
      credentials: {
        getCredentials: async () => ({
          type,
          token: githubToken,
          headers: { Authorization: `Bearer ${githubToken}` },
        }),
      },
      queue: new HostQueue(clock),
      timeoutMs,
    }),
    stop: async () => stop(),
  };
};
