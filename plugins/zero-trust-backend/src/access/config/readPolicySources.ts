import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { z } from 'zod';
import { RepositorySource } from './AccessSettings';
import { checkConfig } from './checkConfig';

const policyKinds = [
  'AuthorizationPolicy',
  'NetworkPolicy',
  'CiliumNetworkPolicy',
] as const;

const sourceSchema = z
  .object({
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, {
      message: "must be letters, digits, '.', '_' and '-', at most 100",
    }),
    repo: z.string(),
    branch: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,254}$/, {
      message: 'must be the name of a branch',
    }),
    clusters: z.array(z.string()).min(1),
    roots: z.array(z.string()).min(1),
    writable: z.array(z.string()).min(1).optional(),
    newFile: z.string().optional(),
    pathTemplate: z.string().optional(),
    kustomization: z.enum(['nearest', 'none']).default('none'),
    kinds: z
      .array(z.enum(policyKinds))
      .min(1)
      .default([...policyKinds]),
    strategy: z.enum(['newObject', 'merge']).default('newObject'),
  })
  .strict();

/** What the reading is checked against. */
export interface SourceSurroundings {
  readonly integrations: ScmIntegrations;
  readonly clusters: readonly string[];
}

/**
 * Reads `zeroTrust.policySources`. A repository must be on a host of a
 * configured integration, which is where its credentials come from; nobody else
 * ever names one.
 */
export function readPolicySources(
  config: Config | undefined,
  surroundings: SourceSurroundings,
): readonly RepositorySource[] {
  const at = 'zeroTrust.policySources';
  const read = checkConfig(
    z.array(sourceSchema),
    config?.getOptional('policySources') ?? [],
    at,
  );
  const ids = read.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new InputError(`${at} has the id '${twice}' twice; ids are unique`);
  }
  return read.map((source, index) => {
    const key = `${at}[${index}]`;
    const { pathTemplate, newFile, roots, writable, ...rest } = source;
    if (pathTemplate !== undefined && newFile !== undefined) {
      throw new InputError(
        `${key} has both 'newFile' and 'pathTemplate', which mean the same`,
      );
    }
    const unknown = source.clusters.find(
      cluster => !surroundings.clusters.includes(cluster),
    );
    if (unknown !== undefined) {
      throw new InputError(
        `${key}.clusters: no cluster '${unknown}' in zeroTrust.clusters`,
      );
    }
    const template = newFile ?? pathTemplate;
    return {
      ...rest,
      roots,
      writable: writable ?? roots.map(globOf),
      ...(template === undefined ? {} : { newFile: template }),
      repoKey: checkRepository(source.repo, `${key}.repo`, surroundings),
    };
  });
}

const globOf = (root: string): string => {
  const folder = root.replace(/^\.?\/+|\/+$/g, '');
  return folder === '' || folder === '.' ? '**/*.yaml' : `${folder}/**/*.yaml`;
};

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The repository's key; errors say what is wrong and not what is written. */
function checkRepository(
  text: string,
  at: string,
  { integrations }: SourceSurroundings,
): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new InputError(`${at} must be an https URL`);
  if (url.username || url.password) {
    throw new InputError(
      `${at} must hold no user information; credentials belong to the integration`,
    );
  }
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) {
    throw new InputError(`${at} must be https; http is for loopback alone`);
  }
  if (!['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(`${at} must be an https URL`);
  }
  if (url.search || url.hash || url.pathname.replace(/\/+$/, '') === '') {
    throw new InputError(`${at} must be the URL of a repository`);
  }
  if (!integrations.byHost(url.host)) {
    throw new InputError(
      `${at}: no integration is configured for its host; add one under 'integrations'`,
    );
  }
  return repoKeyOf(url);
}

/** `host:port/owner/name` in lower case, without `.git`. */
export function repoKeyOf(url: URL): string {
  const path = url.pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  return `${url.host}${path}`.toLowerCase();
}
