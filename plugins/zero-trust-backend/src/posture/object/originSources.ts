import { ScmIntegrations } from '@backstage/integration';
import { RepositorySource } from '../../access/config/AccessSettings';
import { OriginSource } from './ObjectOrigins';

/** The places in Git that links to files may lead to: the policy sources. */
export function originSources(
  sources: readonly RepositorySource[],
  integrations: ScmIntegrations,
): readonly OriginSource[] {
  return sources.map(({ id, repo, branch, clusters, roots }) => {
    const pages = pagesOf(integrations.byUrl(repo)?.type);
    const base = repo.replace(/\/+$/, '').replace(/\.git$/, '');
    return {
      id,
      repo,
      branch,
      clusters,
      roots,
      urlOf: path =>
        pages &&
        `${base}/${pages}/${[...branch.split('/'), ...path.split('/')]
          .map(encodeURIComponent)
          .join('/')}`,
    };
  });
}

/** Where a host shows the files of a branch; undefined for one unknown here. */
function pagesOf(type: string | undefined): string | undefined {
  switch (type) {
    case 'github':
      return 'blob';
    case 'gitlab':
      return '-/blob';
    case 'gitea':
      return 'src/branch';
    case 'bitbucketCloud':
      return 'src';
    default:
      return undefined;
  }
}
