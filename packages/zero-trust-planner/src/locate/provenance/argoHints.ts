import {
  argoApplicationOf,
  argoTrackingAnnotation,
  RawObject,
} from '@ztn/zero-trust-engine';
import { ObjectIdentity, identityOf, isMap } from '../../objectRef';
import { trimFolder } from '../cleanPath';
import { GitOpsHint } from './GitOpsHint';

/**
 * Where Argo CD got an object, from its tracking annotation, or its instance
 * label, and the Applications that can be read.
 */
export const argoHints = (
  object: RawObject,
  controllers: readonly RawObject[],
): readonly GitOpsHint[] => {
  const identity = identityOf(object);
  const owner = identity && applicationOf(object, identity);
  if (!owner) return [];
  return controllers
    .filter(controller => isApplication(controller, owner))
    .flatMap(hintsOf);
};

const applicationOf = (
  object: RawObject,
  identity: ObjectIdentity,
): string | undefined => {
  const metadata = isMap(object.metadata) ? object.metadata : {};
  const tracking = textAt(metadata, 'annotations', argoTrackingAnnotation);
  // Where there is an annotation, it decides: a copied object tells of another.
  if (tracking !== undefined) return argoApplicationOf(tracking, identity);
  return textAt(metadata, 'labels', 'app.kubernetes.io/instance');
};

/** `name`, or `namespace_name` for one outside of Argo CD's own namespace. */
const isApplication = (controller: RawObject, owner: string): boolean => {
  const identity = identityOf(controller);
  return (
    identity?.group === 'argoproj.io' &&
    identity.kind === 'Application' &&
    (identity.name === owner ||
      `${identity.namespace}_${identity.name}` === owner)
  );
};

const hintsOf = (application: RawObject): readonly GitOpsHint[] => {
  const spec = isMap(application.spec) ? application.spec : {};
  const { namespace, name } = identityOf(application) ?? {
    namespace: '',
    name: '',
  };
  return sourcesOf(spec).flatMap(source => {
    const { repoURL, targetRevision, path, chart } = source;
    // Charts and sources that only lend values hold no manifests of ours.
    if (typeof repoURL !== 'string' || typeof path !== 'string' || chart)
      return [];
    return [
      {
        controller: 'argocd' as const,
        application: `Application ${namespace}/${name}`,
        repo: repoURL,
        ...(typeof targetRevision === 'string' && targetRevision !== 'HEAD'
          ? { revision: targetRevision }
          : {}),
        folder: trimFolder(path),
        suspended: false,
      },
    ];
  });
};

/** The hydrated branch is written by a machine: only the dry source is ours. */
const sourcesOf = (
  spec: Record<string, unknown>,
): readonly Record<string, unknown>[] => {
  const { sourceHydrator, sources, source } = spec;
  if (isMap(sourceHydrator)) {
    return isMap(sourceHydrator.drySource) ? [sourceHydrator.drySource] : [];
  }
  const all: readonly unknown[] =
    Array.isArray(sources) && sources.length > 0 ? sources : [source];
  return all.filter(isMap);
};

const textAt = (
  metadata: Record<string, unknown>,
  field: string,
  key: string,
): string | undefined => {
  const map = metadata[field];
  const value = isMap(map) ? map[key] : undefined;
  return typeof value === 'string' ? value : undefined;
};
