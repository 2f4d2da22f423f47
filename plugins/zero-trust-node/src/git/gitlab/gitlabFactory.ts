import {
  getGitLabRequestOptions,
  GitLabIntegrationConfig,
} from '@backstage/integration';
import { checkRepositoryUrl, RepositoryAddress } from '../checkRepositoryUrl';
import { ApiGitHost } from '../api/ApiGitHost';
import { GitHost } from '../GitHost';
import { GitHostError } from '../GitHostError';
import { GitHostFactory } from '../GitHostFactory';
import { GitHttp } from '../http/GitHttp';
import { HostQueue, queueOf } from '../http/HostQueue';
import { GitlabApi } from './GitlabApi';
import { GitlabProject } from './GitlabProject';
import { GitlabUsers } from './GitlabUsers';

/** Puts the adapter together. */
export const createGitlabGitHost = ({
  sourceId,
  address,
  config,
  queue,
  timeoutMs,
}: {
  readonly sourceId: string;
  readonly address: RepositoryAddress;
  readonly config: GitLabIntegrationConfig;
  readonly queue: HostQueue;
  readonly timeoutMs?: number;
}): GitHost => {
  const http = new GitHttp({
    sourceId,
    apiUrl: config.apiBaseUrl.replace(/\/+$/, ''),
    headers: async () => {
      const { Authorization } = getGitLabRequestOptions(config).headers;
      if (Authorization) return { Authorization };
      throw new GitHostError(
        'GIT_AUTH_FAILED',
        `the integration of policy source '${sourceId}' has no token`,
      );
    },
    queue,
    timeoutMs,
  });
  const name = projectName(address, config);
  return new ApiGitHost(
    new GitlabApi(
      new GitlabProject(http, name),
      new GitlabUsers(http, new URL(config.baseUrl).hostname),
    ),
  );
};

/** GitLab may live below a path of its host, which is no group. */
const projectName = (
  { owner, name }: RepositoryAddress,
  { baseUrl }: GitLabIntegrationConfig,
): string => {
  const prefix = new URL(baseUrl).pathname.replace(/^\/|\/+$/g, '');
  const path = `${owner}/${name}`;
  return prefix !== '' && path.startsWith(`${prefix}/`)
    ? path.slice(prefix.length + 1)
    : path;
};

/** Projects of the `integrations.gitlab` hosts. */
export const gitlabFactory: GitHostFactory = {
  kind: 'gitlab',
  create({ sourceId, url }, integrations) {
    const address = checkRepositoryUrl(sourceId, url);
    const config = integrations.gitlab
      .list()
      .find(one => one.config.host === address.host)?.config;
    return (
      config &&
      createGitlabGitHost({
        sourceId,
        address,
        config,
        queue: queueOf(config.host),
      })
    );
  },
};
