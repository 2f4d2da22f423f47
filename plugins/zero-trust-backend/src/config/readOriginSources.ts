import { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { OriginSource } from '../posture/object/ObjectOrigins';

/**
 * The places in Git that links to files may lead to: `zeroTrust.policySources`.
 * One without a repository or a branch has no pages to link to.
 */
export function readOriginSources(root: Config): readonly OriginSource[] {
  const sources = root.getOptionalConfigArray('zeroTrust.policySources') ?? [];
  if (sources.length === 0) return [];
  const integrations = ScmIntegrations.fromConfig(root);
  return sources.flatMap(source => {
    const repo = source.getOptionalString('repo');
    const branch = source.getOptionalString('branch');
    if (!repo || !branch || !URL.canParse(repo)) return [];
    const pages = pagesOf(integrations.byUrl(repo)?.type);
    const base = repo.replace(/\/+$/, '').replace(/\.git$/, '');
    return [
      {
        id: source.getString('id'),
        repo,
        branch,
        clusters: source.getOptionalStringArray('clusters') ?? [],
        roots: source.getOptionalStringArray('roots') ?? ['.'],
        urlOf: (path: string) =>
          pages &&
          `${base}/${pages}/${[...branch.split('/'), ...path.split('/')]
            .map(encodeURIComponent)
            .join('/')}`,
      },
    ];
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
