import { RawObject } from '@ztn/zero-trust-engine';
import { acceptedValue, refusalOf } from '../../testing/edited';
import { aSource } from '../../testing/edge';
import { matchHint } from './matchHint';
import { normalizeRepo } from './normalizeRepo';
import { provenanceOf } from './provenanceOf';

const repo = 'https://git.example.com/acme/gitops';

const deployment = (metadata: object): RawObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders', namespace: 'shop', ...metadata },
});

const tracked = (id: string) =>
  deployment({ annotations: { 'argocd.argoproj.io/tracking-id': id } });

const application = (spec: object, name = 'orders'): RawObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name, namespace: 'argocd' },
  spec,
});

const plain = application({
  source: {
    repoURL: `${repo}.git`,
    path: './clusters/prod-eu1/',
    targetRevision: 'main',
  },
});

const fluxed = deployment({
  labels: {
    'kustomize.toolkit.fluxcd.io/name': 'apps',
    'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
  },
});

const flux = (
  spec: object = {},
  ref: object = { branch: 'main' },
): RawObject[] => [
  {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'apps', namespace: 'flux-system' },
    spec: {
      path: './clusters/prod-eu1/apps',
      sourceRef: { kind: 'GitRepository', name: 'gitops' },
      ...spec,
    },
  },
  {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'gitops', namespace: 'flux-system' },
    spec: { url: 'ssh://git@git.example.com:22/acme/gitops', ref },
  },
];

describe('provenanceOf', () => {
  const tracking = 'orders:apps/Deployment:shop/orders';

  it('reads the application of the tracking annotation', () => {
    expect(provenanceOf(tracked(tracking), [plain])).toEqual([
      {
        controller: 'argocd',
        application: 'Application argocd/orders',
        repo: `${repo}.git`,
        revision: 'main',
        folder: 'clusters/prod-eu1',
        suspended: false,
      },
    ]);
  });

  it.each([
    'orders:apps/Deployment:shop/web',
    'orders:apps/Deployment:other/orders',
    'orders:apps/StatefulSet:shop/orders',
    'orders:/Deployment:shop/orders',
    'orders:apps/Deployment:shop/orders:more',
    'orders',
    ':apps/Deployment:shop/orders',
  ])('L2 ignores the tracking annotation %s of another object', id => {
    const object = {
      ...tracked(id),
      // A copied object may carry the label too: the annotation decides.
      metadata: {
        ...(deployment({}).metadata as object),
        annotations: { 'argocd.argoproj.io/tracking-id': id },
        labels: { 'app.kubernetes.io/instance': 'orders' },
      },
    };
    expect(provenanceOf(object, [plain])).toEqual([]);
  });

  it('reads the instance label, and an application of another namespace', () => {
    const labelled = deployment({
      labels: { 'app.kubernetes.io/instance': 'orders' },
    });
    expect(provenanceOf(labelled, [plain])).toHaveLength(1);
    expect(provenanceOf(tracked(`argocd_${tracking}`), [plain])).toHaveLength(
      1,
    );
  });

  it('L3 takes the dry source of an application that is hydrated', () => {
    const hydrated = application({
      sourceHydrator: {
        drySource: {
          repoURL: repo,
          path: 'clusters/prod-eu1',
          targetRevision: 'main',
        },
        syncSource: { targetBranch: 'env/prod', path: 'rendered' },
      },
      source: { repoURL: repo, path: 'rendered', targetRevision: 'env/prod' },
    });
    expect(provenanceOf(tracked(tracking), [hydrated])).toMatchObject([
      { folder: 'clusters/prod-eu1', revision: 'main' },
    ]);
  });

  it('takes every source with manifests, and no chart', () => {
    const several = application({
      sources: [
        { repoURL: 'https://charts.example.com', chart: 'orders', path: 'x' },
        { repoURL: repo, ref: 'values' },
        { repoURL: repo, path: 'a', targetRevision: 'HEAD' },
      ],
    });
    const hints = provenanceOf(tracked(tracking), [several]);
    expect(hints).toMatchObject([{ folder: 'a' }]);
    expect(hints[0].revision).toBeUndefined();
  });

  it('reads the Kustomization and the repository of Flux', () => {
    expect(provenanceOf(fluxed, flux({ suspend: true }))).toEqual([
      {
        controller: 'flux',
        application: 'Kustomization flux-system/apps',
        repo: 'ssh://git@git.example.com:22/acme/gitops',
        revision: 'main',
        folder: 'clusters/prod-eu1/apps',
        suspended: true,
      },
    ]);
  });

  it('takes no hint from an OCI source or from controllers it cannot read', () => {
    const oci = flux({ sourceRef: { kind: 'OCIRepository', name: 'gitops' } });
    expect(provenanceOf(fluxed, oci)).toEqual([]);
    expect(provenanceOf(fluxed, [])).toEqual([]);
    expect(provenanceOf(tracked(tracking), [])).toEqual([]);
  });
});

describe('matchHint', () => {
  const source = aSource({ repo, branch: 'main' });
  const [hint] = provenanceOf(fluxed, flux());

  it('matches a configured source by repository, branch and folder', () => {
    expect(acceptedValue(matchHint(hint, [source]))).toMatchObject({
      sourceId: 'prod',
      folder: 'clusters/prod-eu1/apps',
    });
  });

  it('names no folder when the controller reads more than the roots', () => {
    const match = acceptedValue(matchHint({ ...hint, folder: '' }, [source]));
    expect(match).toMatchObject({ sourceId: 'prod' });
    expect(match?.folder).toBeUndefined();
  });

  it.each([
    ['a tag', { tag: 'v1.2.3' }],
    ['a commit', { branch: 'main', commit: 'abc' }],
    ['another branch', { branch: 'release' }],
    ['a range of versions', { semver: '>=1' }],
  ])('L4 refuses a controller that follows %s', (_, ref) => {
    const [other] = provenanceOf(fluxed, flux({}, ref));
    expect(refusalOf(matchHint(other, [source]))).toMatchObject({
      code: 'SOURCE_NOT_WRITABLE',
    });
  });

  it('T5 matches no repository that only looks like a configured one', () => {
    for (const evil of [
      'https://git.example.com.evil.org/acme/gitops',
      'https://git.example.com@evil.org/acme/gitops',
      'https://git.example.com:8443/acme/gitops',
      'https://git.example.com/acme/gitops-evil',
      'https://git.example.com/acme/gitops/../other',
      'git.example.com/acme/gitops',
      'file:///acme/gitops',
    ]) {
      expect(
        acceptedValue(matchHint({ ...hint, repo: evil }, [source])),
      ).toBeUndefined();
    }
  });

  it('has no opinion on folders outside of the roots', () => {
    expect(
      acceptedValue(
        matchHint({ ...hint, folder: 'clusters/prod-eu1-evil' }, [source]),
      ),
    ).toBeUndefined();
  });
});

describe('normalizeRepo', () => {
  it.each([
    'https://git.example.com/acme/gitops',
    'https://git.example.com/acme/gitops.git',
    'https://GIT.example.com:443/Acme/GitOps/',
    'https://user@git.example.com/acme/gitops',
    'git@git.example.com:acme/gitops.git',
    'ssh://git@git.example.com:2222/acme/gitops.git',
  ])('reads %s as the same repository', url => {
    expect(normalizeRepo(url)).toBe('git.example.com/acme/gitops');
  });
});
