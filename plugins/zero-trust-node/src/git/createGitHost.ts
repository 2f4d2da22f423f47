import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { checkRepositoryUrl } from './checkRepositoryUrl';
import { GitHost } from './GitHost';
import { GitHostFactory, RepositoryConfig } from './GitHostFactory';
import { giteaFactory } from './gitea/giteaFactory';
import { githubFactory } from './github/githubFactory';
import { gitlabFactory } from './gitlab/gitlabFactory';

/** The adapters that come with the plugin. */
export const gitHostFactories: readonly GitHostFactory[] = [
  giteaFactory,
  githubFactory,
  gitlabFactory,
];

/**
 * The adapter for a configured repository. `more` are asked first. Refuses an
 * address that belongs to no integration, so that nothing is ever sent to a
 * host that the operator did not name.
 */
export const createGitHost = (
  repository: RepositoryConfig,
  integrations: ScmIntegrations,
  more: readonly GitHostFactory[] = [],
): GitHost => {
  const { host } = checkRepositoryUrl(repository.sourceId, repository.url);
  for (const factory of [...more, ...gitHostFactories]) {
    const found = factory.create(repository, integrations);
    if (found) return found;
  }
  throw new InputError(
    `the repository of policy source '${repository.sourceId}' is on '${host}', and no integration is configured for that host`,
  );
};
