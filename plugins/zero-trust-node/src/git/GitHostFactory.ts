import { ScmIntegrations } from '@backstage/integration';
import { GitHost } from './GitHost';

/** A repository that the operator configured; users never name one. */
export interface RepositoryConfig {
  /** Id of the policy source; what errors and people are told. */
  readonly sourceId: string;
  /** `https://…` without user information, checked against an integration. */
  readonly url: string;
  readonly branch: string;
}

/**
 * Makes the adapter for repositories of its hosts. `undefined` when the
 * repository is on no host of its kind.
 */
export interface GitHostFactory {
  readonly kind: string;
  create(
    repository: RepositoryConfig,
    integrations: ScmIntegrations,
  ): GitHost | undefined;
}
