import { KindInfo } from '@ztn/zero-trust-engine';

/**
 * Kinds in which GitOps controllers say from which repository and folder they
 * apply. Access requests take them as hints where to write; no verdict, control
 * or gap depends on them, so that a cluster without them, or one that does not
 * let them be read, is as complete as any other.
 */
export const hintKinds: readonly KindInfo[] = [
  hint('argoproj.io', 'Application', 'applications', 'v1alpha1'),
  hint(
    'kustomize.toolkit.fluxcd.io',
    'Kustomization',
    'kustomizations',
    'v1 v1beta2',
  ),
  hint(
    'source.toolkit.fluxcd.io',
    'GitRepository',
    'gitrepositories',
    'v1 v1beta2',
  ),
];

function hint(
  group: string,
  kind: string,
  plural: string,
  versions: string,
): KindInfo {
  return {
    key: kind,
    group,
    kind,
    plural,
    scope: 'namespaced',
    versions: versions.split(' '),
    readBy: [],
  };
}
