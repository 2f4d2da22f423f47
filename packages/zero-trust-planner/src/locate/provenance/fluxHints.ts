import { RawObject } from '@ztn/zero-trust-engine';
import { identityOf, isMap } from '../../objectRef';
import { trimFolder } from '../cleanPath';
import { GitOpsHint } from './GitOpsHint';

const labelGroup = 'kustomize.toolkit.fluxcd.io';

/**
 * Where Flux got an object, from the labels it sets, the Kustomizations and the
 * GitRepositories that can be read. Sources that are no Git are no hint.
 */
export const fluxHints = (
  object: RawObject,
  controllers: readonly RawObject[],
): readonly GitOpsHint[] => {
  const metadata = isMap(object.metadata) ? object.metadata : {};
  const labels = isMap(metadata.labels) ? metadata.labels : {};
  const name = labels[`${labelGroup}/name`];
  const namespace = labels[`${labelGroup}/namespace`];
  const kustomization = find(
    controllers,
    labelGroup,
    'Kustomization',
    namespace,
    name,
  );
  const spec = isMap(kustomization?.spec) ? kustomization.spec : {};
  const sourceRef = isMap(spec.sourceRef) ? spec.sourceRef : {};
  if (sourceRef.kind !== 'GitRepository') return [];
  const repository = find(
    controllers,
    'source.toolkit.fluxcd.io',
    'GitRepository',
    sourceRef.namespace ?? namespace,
    sourceRef.name,
  );
  const source = isMap(repository?.spec) ? repository.spec : {};
  if (typeof source.url !== 'string') return [];
  return [
    {
      controller: 'flux',
      application: `Kustomization ${String(namespace)}/${String(name)}`,
      repo: source.url,
      revision: revisionOf(source.ref),
      folder: trimFolder(typeof spec.path === 'string' ? spec.path : ''),
      suspended: spec.suspend === true,
    },
  ];
};

/** Flux takes the most exact one; without any it follows `master`. */
const revisionOf = (ref: unknown): string => {
  const fields = isMap(ref) ? ref : {};
  for (const key of ['commit', 'name', 'semver', 'tag', 'branch']) {
    const value = fields[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return 'master';
};

const find = (
  objects: readonly RawObject[],
  group: string,
  kind: string,
  namespace: unknown,
  name: unknown,
): RawObject | undefined =>
  objects.find(object => {
    const identity = identityOf(object);
    return (
      identity?.group === group &&
      identity.kind === kind &&
      identity.namespace === namespace &&
      identity.name === name
    );
  });
