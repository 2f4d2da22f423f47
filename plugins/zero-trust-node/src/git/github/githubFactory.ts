import {
  DefaultGithubCredentialsProvider,
  GithubCredentials,
  GithubCredentialsProvider,
  GithubIntegrationConfig,
} from '@backstage/integration';
import { checkRepositoryUrl, RepositoryAddress } from '../checkRepositoryUrl';
import { ApiGitHost } from '../api/ApiGitHost';
import { GitHost } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { GitHostFactory } from '../GitHostFactory';
import { GitHttp } from '../http/GitHttp';
import { HostQueue, queueOf } from '../http/HostQueue';
import { GithubApi } from './GithubApi';
import { GithubRepository } from './GithubRepository';
import { NarrowedCredentials } from './NarrowedCredentials';
import { OwnAccount } from './OwnAccount';

const spoken = {
  Accept: 'application/vnd.github+json',
  'X-GitHub-Api-Version': '2022-11-28',
  'User-Agent': 'backstage-zero-trust',
};

/** Puts the adapter together. */
export const createGithubGitHost = ({
  sourceId,
  address,
  config,
  credentials,
  queue,
  timeoutMs,
}: {
  readonly sourceId: string;
  readonly address: RepositoryAddress;
  readonly config: GithubIntegrationConfig;
  readonly credentials: GithubCredentialsProvider;
  readonly queue: HostQueue;
  readonly timeoutMs?: number;
}): GitHost => {
  const url = `https://${address.host}/${address.owner}/${address.name}`;
  const apiUrl = (
    config.apiBaseUrl ?? `https://${address.host}/api/v3`
  ).replace(/\/+$/, '');
  const httpTo = (
    api: string,
    headers: () => Promise<Readonly<Record<string, string>> | undefined>,
    line = queue,
  ) =>
    new GitHttp({
      sourceId,
      apiUrl: api,
      headers: async () => ({ ...(await headers()), ...spoken }),
      queue: line,
      timeoutMs,
    });
  const narrowed = new NarrowedCredentials(credentials, {
    address,
    // A token is asked for in the middle of a write, which would wait for itself.
    http: headers => httpTo(apiUrl, headers, new HostQueue(queue.clock)),
    clock: queue.clock,
  });
  const identify = () => credentialsFor(sourceId, narrowed, url);
  const headers = async () => (await identify()).headers;
  const http = httpTo(apiUrl, headers);
  return new ApiGitHost(
    new GithubApi(
      new GithubRepository(http, address),
      new OwnAccount(
        http,
        // `/api/v3` is for REST alone; elsewhere both have one root.
        httpTo(apiUrl.replace(/\/api\/v3$/, '/api'), headers),
        async () => (await identify()).type,
      ),
    ),
  );
};

/** Installation tokens are short-lived: the provider renews them by itself. */
const credentialsFor = async (
  sourceId: string,
  provider: GithubCredentialsProvider,
  url: string,
): Promise<GithubCredentials> => {
  let credentials: GithubCredentials;
  try {
    credentials = await provider.getCredentials({ url });
  } catch (error) {
    if (error instanceof GitHostError) throw error;
    throw credentialFailure(sourceId, error);
  }
  if (credentials.headers) return credentials;
  throw new GitHostError(
    'GIT_AUTH_FAILED',
    `the integration of policy source '${sourceId}' has neither an app nor a token`,
  );
};

/** Without a word of the cause, which may name addresses and installations. */
const credentialFailure = (sourceId: string, error: unknown): GitHostError => {
  const { status, message } = Object(error) as {
    status?: unknown;
    message?: unknown;
  };
  if (status === 401 || status === 403)
    return new GitHostError(
      'GIT_AUTH_FAILED',
      `the git host of policy source '${sourceId}' does not accept the app of the integration`,
    );
  return status === 404 || /does not have access/.test(String(message))
    ? new GitHostError(
        'GIT_REPO_UNAVAILABLE',
        `the app of the integration has no access to the repository of policy source '${sourceId}'; it has to be installed there`,
      )
    : new GitHostError(
        'GIT_UNAVAILABLE',
        `the git host of policy source '${sourceId}' gives no token to the app`,
      );
};

/** Repositories of the `integrations.github` hosts, with an app or a token. */
export const githubFactory: GitHostFactory = {
  kind: 'github',
  create({ sourceId, url }, integrations) {
    const address = checkRepositoryUrl(sourceId, url);
    const config = integrations.github
      .list()
      .find(one => one.config.host === address.host)?.config;
    return (
      config &&
      createGithubGitHost({
        sourceId,
        address,
        config,
        credentials:
          DefaultGithubCredentialsProvider.fromIntegrations(integrations),
        queue: queueOf(config.host),
      })
    );
  },
};
