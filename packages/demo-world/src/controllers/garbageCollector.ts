import { KubeObject } from '../store/KubeObject';
import { deleteObject } from '../write/deleteObject';
import { Controller, ControllerContext } from './Controller';

type Place = { resource: string; namespace?: string; name: string };

const placeKey = (place: Place) =>
  `${place.resource}/${place.namespace ?? ''}/${place.name}`;

const withoutFinalizer = (object: KubeObject, name: string): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    finalizers: object.metadata.finalizers?.filter(one => one !== name),
  },
});

/**
 * Deletes what nobody owns any more, and carries out foreground deletion and
 * orphaning (Kubernetes, cascading deletion).
 */
export const createGarbageCollector = (): Controller => {
  // Owner uid → places of dependents, kept up to date from events.
  const dependents = new Map<string, Map<string, Place>>();
  const alive = new Map<string, Place>();

  const dependentsOf = ({ store }: ControllerContext, uid: string) =>
    [...(dependents.get(uid)?.values() ?? [])].flatMap(place => {
      const object = store.get(place.resource, place.namespace, place.name);
      return object?.metadata.ownerReferences?.some(owner => owner.uid === uid)
        ? [{ place, object }]
        : [];
    });

  const deleteDependents = (context: ControllerContext, uid: string) => {
    for (const { place, object } of dependentsOf(context, uid)) {
      const resource = context.registry.byStorageKey(place.resource);
      const owners = object.metadata.ownerReferences ?? [];
      const others = owners.filter(
        owner => owner.uid !== uid && alive.has(owner.uid),
      );
      if (!resource || object.metadata.deletionTimestamp) continue;
      if (others.length)
        context.store.put(place.resource, {
          ...object,
          metadata: { ...object.metadata, ownerReferences: others },
        });
      else
        deleteObject(context.store, resource, place.namespace, place.name, {
          now: context.now,
        });
    }
  };

  const finish = (
    { store }: ControllerContext,
    resource: string,
    owner: KubeObject,
    finalizer: string,
  ) => {
    const next = withoutFinalizer(owner, finalizer);
    const { namespace, name } = owner.metadata;
    if (next.metadata.finalizers?.length) store.put(resource, next);
    else store.remove(resource, namespace, name);
  };

  return {
    name: 'garbage-collector',

    keysOf: event => {
      const { resource, object } = event;
      const { uid = '', namespace, name } = object.metadata;
      const place = { resource, namespace, name };
      if (event.type === 'DELETED') alive.delete(uid);
      else alive.set(uid, place);
      for (const owner of object.metadata.ownerReferences ?? []) {
        const of = dependents.get(owner.uid) ?? new Map<string, Place>();
        dependents.set(owner.uid, of);
        if (event.type === 'DELETED') of.delete(placeKey(place));
        else of.set(placeKey(place), place);
      }
      const self = `${resource}|${namespace ?? ''}|${name}|${uid}`;
      const owners =
        event.type === 'DELETED'
          ? (object.metadata.ownerReferences ?? []).map(
              owner => `?|||${owner.uid}`,
            )
          : [];
      const held = object.metadata.finalizers?.some(
        one => one === 'foregroundDeletion' || one === 'orphan',
      );
      if (event.type === 'DELETED') return [self, ...owners];
      return held && object.metadata.deletionTimestamp ? [self] : [];
    },

    reconcile(key, context) {
      const { store } = context;
      const [resource, namespace, name, uid] = key.split('|');
      if (resource === '?') {
        // A dependent went: an owner that waits for its dependents may go now.
        const place = alive.get(uid);
        const waiting =
          place && store.get(place.resource, place.namespace, place.name);
        if (
          place &&
          waiting?.metadata.deletionTimestamp &&
          waiting.metadata.finalizers?.includes('foregroundDeletion') &&
          dependentsOf(context, uid).length === 0
        )
          finish(context, place.resource, waiting, 'foregroundDeletion');
        return;
      }
      const owner = store.get(resource, namespace || undefined, name);
      if (!owner || owner.metadata.uid !== uid) {
        deleteDependents(context, uid);
        dependents.delete(uid);
        return;
      }
      if (owner.metadata.finalizers?.includes('orphan')) {
        for (const { place, object } of dependentsOf(context, uid))
          store.put(place.resource, {
            ...object,
            metadata: {
              ...object.metadata,
              ownerReferences: object.metadata.ownerReferences?.filter(
                one => one.uid !== uid,
              ),
            },
          });
        dependents.delete(uid);
        finish(context, resource, owner, 'orphan');
      } else if (owner.metadata.finalizers?.includes('foregroundDeletion')) {
        deleteDependents(context, uid);
        if (dependentsOf(context, uid).length === 0)
          finish(context, resource, owner, 'foregroundDeletion');
      }
    },
  };
};
