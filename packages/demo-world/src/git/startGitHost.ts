import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import path from 'node:path';
import { answerApi } from './api/answerApi';
import { GitHost } from './host/GitHost';
import { HostError } from './host/HostError';
import { HostedRepository } from './host/HostedRepository';
import { HostUser, UserDirectory } from './host/HostUser';
import { Protection } from './host/PullRequest';
import { Seed, seedRepository } from './host/seedRepository';
import { tellWebhooks } from './host/tellWebhooks';
import { Webhooks } from './host/Webhooks';
import { answerGit, parseGitRequest } from './http/answerGit';
import { answerPage } from './page/answerPage';
import { findGit, gitIsMissing } from './repository/findGit';

/** A repository to start with. */
export interface RepositoryOptions {
  readonly owner: string;
  readonly name: string;
  readonly seed: Seed;
  readonly protections?: readonly Protection[];
}

/** How to start a git host. */
export interface GitHostOptions {
  /** Folder of the bare repositories; what is in it is made anew. */
  readonly directory: string;
  /** Loopback port, 0 for any free one (the default). */
  readonly port?: number;
  readonly users: readonly HostUser[];
  /** Passwords by login; others are made up. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly repositories: readonly RepositoryOptions[];
  readonly now?: () => Date;
}

/** A running git host. */
export interface RunningGitHost extends GitHost {
  repository(owner: string, name: string): HostedRepository;
  /** Refuses connections from now on; the undo listens again on the same port. */
  refuseConnections(): Promise<() => Promise<void>>;
  /** Answers 503 to whatever would change something; the undo ends that. */
  refuseWrites(): () => void;
  stop(): Promise<void>;
}

/**
 * Starts a git host on loopback: repositories over smart HTTP, the part of
 * Gitea's API that clients of the demo use, and a page per pull request.
 * Rejects with a sentence when there is no git on this machine.
 */
export const startGitHost = async (
  options: GitHostOptions,
): Promise<RunningGitHost> => {
  if (!(await findGit())) throw new Error(gitIsMissing);
  const now = options.now ?? (() => new Date());
  const repositories: HostedRepository[] = [];
  for (const { owner, name, seed, protections } of options.repositories) {
    const folder = path.join(options.directory, owner, `${name}.git`);
    const git = await seedRepository(folder, seed, now());
    const id = repositories.length + 1;
    repositories.push(
      new HostedRepository(id, owner, name, git, now, protections),
    );
  }
  let maintenance = false;
  const server = createServer((request, response) => {
    void answer(host, request, response, maintenance);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const host: RunningGitHost = {
    url: `http://127.0.0.1:${port}`,
    users: new UserDirectory(options.users, options.secrets),
    repositories,
    webhooks: new Webhooks(),
    repository(owner, name) {
      const found = repositories.find(
        one => one.owner === owner && one.name === name,
      );
      if (!found) throw new Error(`no repository "${owner}/${name}"`);
      return found;
    },
    async refuseConnections() {
      await close();
      return () => listen(port);
    },
    refuseWrites() {
      maintenance = true;
      return () => {
        maintenance = false;
      };
    },
    async stop() {
      await host.webhooks.stop();
      await close();
      for (const { git } of repositories) git.close();
    },
  };
  for (const repository of repositories) tellWebhooks(host, repository);
  return host;
};

const reading = ['GET', 'HEAD'];

const answer = async (
  host: GitHost,
  request: IncomingMessage,
  response: ServerResponse,
  maintenance: boolean,
): Promise<void> => {
  try {
    if (maintenance && !reading.includes(request.method ?? 'GET'))
      throw new HostError(503, 'in maintenance: nothing is changed');
    const url = new URL(request.url ?? '/', host.url);
    if (url.pathname.startsWith('/api/v1/')) {
      await answerApi(host, request, response);
      return;
    }
    const git = parseGitRequest(request.method ?? 'GET', url);
    if (git) await answerGit(host, git, request, response);
    else await answerPage(host, url, request, response);
  } catch (error) {
    const status = error instanceof HostError ? error.status : 500;
    if (!response.headersSent)
      response.writeHead(status, { 'Content-Type': 'text/plain' });
    response.end(error instanceof Error ? error.message : String(error));
  }
};
