import { Resource } from '../kinds/Resource';
import { KubeError } from '../protocol/KubeError';
import { at, KubeObject, numberAt } from '../store/KubeObject';
import { ObjectStore } from '../store/ObjectStore';
import { isHeld, timestamp } from './ObjectWriter';
import { DeleteOptions } from './WriteOptions';

const checkPreconditions = (
  resource: Resource,
  object: KubeObject,
  options: DeleteOptions,
) => {
  const { uid, resourceVersion } = object.metadata;
  if (options.uid && options.uid !== uid)
    throw KubeError.conflict(
      resource,
      object.metadata.name,
      `Precondition failed: UID in precondition: ${options.uid}, UID in object meta: ${uid}`,
    );
  if (options.resourceVersion && options.resourceVersion !== resourceVersion)
    throw KubeError.conflict(
      resource,
      object.metadata.name,
      `Precondition failed: ResourceVersion in precondition: ${options.resourceVersion}, ResourceVersion in object meta: ${resourceVersion}`,
    );
};

const propagationFinalizer = (options: DeleteOptions): string[] => {
  switch (options.propagation) {
    case 'Foreground':
      return ['foregroundDeletion'];
    case 'Orphan':
      return ['orphan'];
    default:
      return [];
  }
};

/** A scheduled pod gets time to stop; everything else goes at once unless held. */
const gracePeriodOf = (object: KubeObject, options: DeleteOptions): number => {
  if (object.kind !== 'Pod' || !at(object, 'spec', 'nodeName')) return 0;
  return (
    options.gracePeriodSeconds ??
    numberAt(object, 'spec', 'terminationGracePeriodSeconds') ??
    30
  );
};

/**
 * Deletes an object, or marks it for deletion while finalizers, dependents or
 * a grace period hold it. Answers the object as it was or now is.
 */
export const deleteObject = (
  store: ObjectStore,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  options: DeleteOptions & { now: () => Date },
): { object: KubeObject; gone: boolean } => {
  const current = store.get(resource.storageKey, namespace, name);
  if (!current) throw KubeError.notFound(resource, name);
  checkPreconditions(resource, current, options);
  const grace = gracePeriodOf(current, options);
  const finalizers = [
    ...new Set([
      ...(current.metadata.finalizers ?? []),
      ...propagationFinalizer(options),
    ]),
  ];
  const marked: KubeObject = {
    ...current,
    metadata: {
      ...current.metadata,
      deletionTimestamp:
        current.metadata.deletionTimestamp ?? timestamp(options.now()),
      deletionGracePeriodSeconds: grace,
      ...(finalizers.length && { finalizers }),
    },
  };
  const held = isHeld(marked) || grace > 0;
  if (options.dryRun) return { object: held ? marked : current, gone: !held };
  if (!held) {
    const object = store.remove(resource.storageKey, namespace, name);
    return { object: object ?? current, gone: true };
  }
  // Asking again for something that is already on its way out changes nothing.
  const already =
    current.metadata.deletionTimestamp &&
    finalizers.length === (current.metadata.finalizers?.length ?? 0);
  if (already) return { object: current, gone: false };
  const terminating =
    current.kind === 'Namespace'
      ? { ...marked, status: { ...marked.status, phase: 'Terminating' } }
      : marked;
  return { object: store.put(resource.storageKey, terminating), gone: false };
};
