import {
  getGiteaRequestOptions,
  GiteaIntegrationConfig,
} from '@backstage/integration';
import { checkRepositoryUrl, RepositoryAddress } from '../checkRepositoryUrl';
import { ApiGitHost } from '../api/ApiGitHost';
import { GitHost } from '../GitHost';
import { GitHostFactory } from '../GitHostFactory';
import { GitHttp } from '../http/GitHttp';
import { HostQueue, queueOf } from '../http/HostQueue';
import { GiteaApi } from './GiteaApi';
import { GiteaRepository } from './GiteaRepository';

/** Puts the adapter together. */
export const createGiteaGitHost = ({
  sourceId,
  address,
  config,
  queue,
  timeoutMs,
}: {
  readonly sourceId: string;
  readonly address: RepositoryAddress;
  readonly config: GiteaIntegrationConfig;
  readonly queue: HostQueue;
  readonly timeoutMs?: number;
}): GitHost => {
  const base = config.baseUrl ?? `https://${config.host}`;
  const http = new GitHttp({
    sourceId,
    apiUrl: `${base}/api/v1`,
    headers: async () => getGiteaRequestOptions(config).headers ?? {},
    queue,
    timeoutMs,
  });
  return new ApiGitHost(new GiteaApi(new GiteaRepository(http, address)));
};

/** Repositories of the `integrations.gitea` hosts; Forgejo speaks the same API. */
export const giteaFactory: GitHostFactory = {
  kind: 'gitea',
  create({ sourceId, url }, integrations) {
    const address = checkRepositoryUrl(sourceId, url);
    const config = integrations.gitea
      .list()
      .find(one => one.config.host === address.host)?.config;
    return (
      config &&
      createGiteaGitHost({
        sourceId,
        address,
        config,
        queue: queueOf(config.host),
      })
    );
  },
};
