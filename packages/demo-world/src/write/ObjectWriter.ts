import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { applyDefaults } from '../admission/applyDefaults';
import { checkName } from '../admission/names';
import { validateChange, validateObject } from '../admission/validateObject';
import { FieldManager, trackUpdate } from '../apply/managedFields';
import { apiVersionOf, Resource } from '../kinds/Resource';
import { KubeError } from '../protocol/KubeError';
import { KubeObject, ObjectMeta } from '../store/KubeObject';
import { ObjectStore } from '../store/ObjectStore';
import { decodeObject } from './decodeObject';
import { randomSuffix } from './randomSuffix';
import { Mutator, WriteOptions } from './WriteOptions';

/** RFC 3339 with whole seconds, the precision of the API. */
export const timestamp = (at: Date): string =>
  at.toISOString().replace(/\.\d+Z$/, 'Z');

const contentOf = (object: KubeObject) => {
  const { metadata: _, status: __, ...content } = object;
  return content;
};

const comparable = (object: KubeObject) => {
  const {
    resourceVersion: _,
    managedFields: __,
    ...metadata
  } = object.metadata;
  return { ...object, metadata };
};

const namespaces = { group: '', plural: 'namespaces', kind: 'Namespace' };

const withoutTime = ({ time: _, ...entry }: { time?: string }) => entry;

/** Whether something still has to happen before a deleted object may go. */
export const isHeld = (object: KubeObject): boolean => {
  if (object.metadata.finalizers?.length) return true;
  if (object.metadata.deletionGracePeriodSeconds) return true;
  const finalizers = object.spec?.finalizers;
  return (
    object.kind === 'Namespace' &&
    Array.isArray(finalizers) &&
    finalizers.length > 0
  );
};

/** What a client cannot change in metadata. */
const systemFields = (metadata: ObjectMeta): ObjectMeta => ({
  name: metadata.name,
  namespace: metadata.namespace,
  uid: metadata.uid,
  creationTimestamp: metadata.creationTimestamp,
  generation: metadata.generation,
  resourceVersion: metadata.resourceVersion,
  ...(metadata.deletionTimestamp && {
    deletionTimestamp: metadata.deletionTimestamp,
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
  }),
});

/**
 * The one way into the store: decoding, admission, defaults, validation,
 * optimistic concurrency and field ownership, in the order of the API server.
 */
export class ObjectWriter {
  constructor(
    private readonly store: ObjectStore,
    private readonly options: {
      readonly mutators: readonly Mutator[];
      readonly now: () => Date;
    },
  ) {}

  create(
    resource: Resource,
    sent: KubeObject,
    options: WriteOptions,
  ): KubeObject {
    const object = decodeObject(sent, resource, options);
    this.requireNamespace(resource, object.metadata.namespace);
    if (!object.metadata.name && object.metadata.generateName)
      object.metadata.name = `${object.metadata.generateName}${randomSuffix()}`;
    const { name, namespace } = object.metadata;
    if (!name)
      throw KubeError.invalid(resource, '', [
        {
          reason: 'FieldValueRequired',
          field: 'metadata.name',
          message: 'Required value: name or generateName is required',
        },
      ]);
    const saved = options.keepStatus ? object.metadata : undefined;
    object.metadata = {
      ...object.metadata,
      uid: saved?.uid ?? randomUUID(),
      creationTimestamp:
        saved?.creationTimestamp ?? timestamp(this.options.now()),
      generation: 1,
    };
    delete object.metadata.resourceVersion;
    delete object.metadata.deletionTimestamp;
    delete object.metadata.deletionGracePeriodSeconds;
    if (resource.subresources.includes('status') && !options.keepStatus)
      delete object.status;
    this.admit(resource, object, undefined);
    if (this.store.get(resource.storageKey, namespace, name))
      throw KubeError.alreadyExists(resource, name);
    // An apply states its own fields; a loaded world keeps what it was saved with.
    if (options.operation !== 'Apply' && !options.keepStatus)
      object.metadata.managedFields = trackUpdate(
        object,
        undefined,
        resource,
        this.managerOf(resource, options),
      );
    return options.dryRun
      ? object
      : this.store.put(resource.storageKey, object);
  }

  /**
   * Replaces an object by what `change` makes of the current one. A
   * `resourceVersion` in the result must be the current one.
   */
  update(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    change: (current: KubeObject) => KubeObject,
    options: WriteOptions,
  ): KubeObject {
    const current = this.store.get(resource.storageKey, namespace, name);
    if (!current) throw KubeError.notFound(resource, name);
    const object = decodeObject(change(current), resource, options);
    this.checkIdentity(resource, object, current);
    const status = options.subresource === 'status';
    const next: KubeObject = status
      ? { ...current, status: object.status }
      : { ...object };
    if (!status && resource.subresources.includes('status')) {
      if (current.status === undefined) delete next.status;
      else next.status = current.status;
    }
    next.metadata = {
      ...(status ? current.metadata : object.metadata),
      managedFields: object.metadata.managedFields,
      ...systemFields(current.metadata),
    };
    if (status) {
      const causes = validateObject(next, resource);
      if (causes.length) throw KubeError.invalid(resource, name, causes);
    } else {
      this.admit(resource, next, current);
    }
    if (!isDeepStrictEqual(contentOf(next), contentOf(current)))
      next.metadata.generation = (current.metadata.generation ?? 1) + 1;
    if (isDeepStrictEqual(comparable(next), comparable(current))) {
      // A write that changes nothing does not move the revision.
      if (
        isDeepStrictEqual(
          next.metadata.managedFields?.map(withoutTime),
          current.metadata.managedFields?.map(withoutTime),
        )
      )
        return current;
    }
    if (options.operation !== 'Apply')
      next.metadata.managedFields = trackUpdate(
        next,
        current,
        resource,
        this.managerOf(resource, options),
      );
    if (options.dryRun) return next;
    // What nothing holds any longer goes, and is not changed before.
    if (next.metadata.deletionTimestamp && !isHeld(next))
      return this.store.remove(resource.storageKey, namespace, name) ?? next;
    return this.store.put(resource.storageKey, next);
  }

  /** The field manager of a write. */
  managerOf(resource: Resource, options: WriteOptions): FieldManager {
    return {
      manager: options.manager,
      operation: options.operation ?? 'Update',
      apiVersion: apiVersionOf(resource),
      subresource: options.subresource,
      time: timestamp(this.options.now()),
    };
  }

  private admit(
    resource: Resource,
    object: KubeObject,
    previous: KubeObject | undefined,
  ): void {
    if (resource.origin === 'builtin') applyDefaults(object);
    for (const mutate of this.options.mutators)
      mutate(object, { resource, previous });
    const causes = [
      ...(previous ? [] : checkName(resource, object.metadata.name)),
      ...validateObject(object, resource),
      ...(previous ? validateChange(object, previous, resource) : []),
    ];
    if (causes.length)
      throw KubeError.invalid(resource, object.metadata.name, causes);
  }

  private requireNamespace(resource: Resource, name: string | undefined): void {
    if (!resource.namespaced) return;
    const namespace = this.store.get('namespaces', undefined, name ?? '');
    if (!namespace) throw KubeError.notFound(namespaces, name ?? '');
    if (namespace.metadata.deletionTimestamp)
      throw KubeError.forbidden(
        resource,
        '',
        `${resource.plural} is forbidden: unable to create new content in namespace ${name} because it is being terminated`,
      );
  }

  private checkIdentity(
    resource: Resource,
    object: KubeObject,
    current: KubeObject,
  ): void {
    const { resourceVersion, uid } = object.metadata;
    if (resourceVersion && resourceVersion !== current.metadata.resourceVersion)
      throw KubeError.conflict(
        resource,
        current.metadata.name,
        'the object has been modified; please apply your changes to the latest version and try again',
      );
    if (uid && uid !== current.metadata.uid)
      throw KubeError.conflict(
        resource,
        current.metadata.name,
        `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${current.metadata.uid}`,
      );
  }
}
