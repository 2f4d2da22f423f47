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
import { OwnAccount } from './OwnAccount';

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
  const identify = () => credentialsFor(sourceId, credentials, url);
  const apiUrl = (
    config.apiBaseUrl ?? `https://${address.host}/api/v3`
  ).replace(/\/+$/, '');
  const httpTo = (api: string) =>
    new GitHttp({
      sourceId,
      apiUrl: api,
      headers: async () => ({
        ...(await identify()).headers,
        Accept: 'application/vnd.github+json',
        'X-GitHub-Api-Version': '2022-11-28',
        'User-Agent': 'backstage-zero-trust',
      }),
      queue,
      timeoutMs,
    });
  const http = httpTo(apiUrl);
  return new ApiGitHost(
    new GithubApi(
      new GithubRepository(http, address),
      new OwnAccount(
        http,
        // `/api/v3` is for REST alone; elsewhere both have one root.
        httpTo(apiUrl.replace(/\/api\/v3$/, '/api')),
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
