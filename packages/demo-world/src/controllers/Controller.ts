import { isDeepStrictEqual } from 'node:util';
import { ResourceRegistry } from '../kinds/ResourceRegistry';
import { JsonObject, KubeObject, OwnerReference } from '../store/KubeObject';
import { ObjectStore, StoreEvent } from '../store/ObjectStore';
import { ObjectWriter } from '../write/ObjectWriter';

/** What controllers work with. */
export interface ControllerContext {
  readonly store: ObjectStore;
  readonly writer: ObjectWriter;
  readonly registry: ResourceRegistry;
  readonly now: () => Date;
}

/**
 * Drives objects towards what they ask for. `keysOf` names what a change may
 * affect; `reconcile` looks at the present state only, so it can run any
 * number of times.
 */
export interface Controller {
  readonly name: string;
  keysOf(event: StoreEvent, context: ControllerContext): readonly string[];
  reconcile(key: string, context: ControllerContext): void;
}

/** Key of a namespaced object for a queue. */
export const keyOf = (object: KubeObject) =>
  `${object.metadata.namespace ?? ''}/${object.metadata.name}`;

/** Namespace and name of a key. */
export const parseKey = (key: string) => {
  const [namespace, name] = key.split('/');
  return { namespace: namespace || undefined, name };
};

/** The owner that controls an object, if any. */
export const controllerOf = (object: KubeObject): OwnerReference | undefined =>
  object.metadata.ownerReferences?.find(owner => owner.controller);

/** A reference that makes `owner` the controller of a new object. */
export const controlledBy = (owner: KubeObject): OwnerReference => ({
  apiVersion: owner.apiVersion,
  kind: owner.kind,
  name: owner.metadata.name,
  uid: owner.metadata.uid ?? '',
  controller: true,
  blockOwnerDeletion: true,
});

/** Writes a status if it differs from the present one. */
export const writeStatus = (
  store: ObjectStore,
  resource: string,
  object: KubeObject,
  status: JsonObject,
): void => {
  const current = store.get(
    resource,
    object.metadata.namespace,
    object.metadata.name,
  );
  if (current && !isDeepStrictEqual(current.status, status))
    store.put(resource, { ...current, status });
};
