import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { originSources } from './originSources';
import { readPolicySources } from '../../access/config/readPolicySources';
import { ObjectOrigins } from './ObjectOrigins';

describe('ObjectOrigins', () => {
  const root = new ConfigReader({
    integrations: {
      github: [{ host: 'github.com' }],
      gitea: [{ host: 'git.test:3000', baseUrl: 'https://git.test:3000' }],
    },
    zeroTrust: {
      policySources: [
        {
          id: 'shop',
          repo: 'https://github.com/shop/policies',
          branch: 'main',
          clusters: ['prod'],
          roots: ['clusters/prod'],
        },
        {
          id: 'local',
          repo: 'https://git.test:3000/shop/local.git',
          branch: 'release/1',
          clusters: ['prod'],
          roots: ['.'],
        },
      ],
    },
  });
  const integrations = ScmIntegrations.fromConfig(root);
  const sources = readPolicySources(root.getConfig('zeroTrust'), {
    integrations,
    clusters: ['prod'],
  });
  const origins = new ObjectOrigins(originSources(sources, integrations));
  const of = (metadata: object, cluster = 'prod') =>
    origins.of(cluster, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
    });
  const from = (path: string, repo: string) => ({
    annotations: {
      'config.kubernetes.io/origin': `path: ${path}\nrepo: ${repo}\nref: main\n`,
    },
  });

  it.each([
    'https://github.com/shop/policies',
    'https://github.com/Shop/Policies.git',
    'ssh://git@github.com/shop/policies',
    'git@github.com:shop/policies.git',
  ])('links to the file in a configured source, of %s', repo => {
    expect(of(from('clusters/prod/pay/a b.yaml', repo))).toEqual({
      file: {
        source: 'shop',
        path: 'clusters/prod/pay/a b.yaml',
        url: 'https://github.com/shop/policies/blob/main/clusters/prod/pay/a%20b.yaml',
      },
    });
  });

  it('knows the pages of the host that the source is on', () => {
    expect(
      of(from('a.yaml', 'https://git.test:3000/shop/local')).file?.url,
    ).toBe('https://git.test:3000/shop/local/src/branch/release/1/a.yaml');
  });

  it.each([
    [
      'a repository that is not configured',
      'clusters/prod/a.yaml',
      'https://github.com/evil/policies',
    ],
    [
      'a folder outside of the source',
      'clusters/dev/a.yaml',
      'https://github.com/shop/policies',
    ],
    [
      'a way out of the source',
      'clusters/prod/../../a.yaml',
      'https://github.com/shop/policies',
    ],
  ])('names no file for %s', (_what, path, repo) => {
    expect(of(from(path, repo))).toEqual({});
  });

  it('names no file of a source of other clusters, nor for a broken mark', () => {
    const mark = from(
      'clusters/prod/a.yaml',
      'https://github.com/shop/policies',
    );
    expect(of(mark, 'dev')).toEqual({});
    expect(
      of({ annotations: { 'config.kubernetes.io/origin': '{ path: [' } }),
    ).toEqual({});
  });

  it('does not name the Application of an object that was copied', () => {
    expect(
      of({
        namespace: 'pay',
        name: 'copy',
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'shop:networking.k8s.io/NetworkPolicy:pay/callers',
        },
        managedFields: [{ manager: 'kubectl-edit' }],
      }),
    ).toEqual({ writtenBy: { type: 'field-manager', name: 'kubectl-edit' } });
  });

  it.each([
    [
      {
        namespace: 'pay',
        name: 'callers',
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'shop:networking.k8s.io/NetworkPolicy:pay/callers',
        },
      },
      { type: 'argocd', name: 'shop' },
    ],
    [
      {
        labels: {
          'kustomize.toolkit.fluxcd.io/name': 'apps',
          'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
        },
      },
      { type: 'flux', name: 'flux-system/apps' },
    ],
    [
      {
        annotations: {
          'meta.helm.sh/release-name': 'shop',
          'meta.helm.sh/release-namespace': 'pay',
        },
      },
      { type: 'helm', name: 'pay/shop' },
    ],
    [
      { ownerReferences: [{ kind: 'ClientIntents', name: 'web' }] },
      { type: 'owner', name: 'ClientIntents web' },
    ],
    [
      { managedFields: [{ manager: 'kubectl-edit' }, { manager: 'helm' }] },
      { type: 'field-manager', name: 'kubectl-edit, helm' },
    ],
  ])('tells by its marks who wrote %j', (metadata, writtenBy) => {
    expect(of(metadata)).toEqual({ writtenBy });
  });
});
