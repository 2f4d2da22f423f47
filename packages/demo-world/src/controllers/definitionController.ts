import { JsonObject, listAt } from '../store/KubeObject';
import { deleteObject } from '../write/deleteObject';
import { timestamp } from '../write/ObjectWriter';
import { Controller, writeStatus } from './Controller';

const resource = 'customresourcedefinitions.apiextensions.k8s.io';
const finalizer = 'customresourcecleanup.apiextensions.k8s.io';

/** Reports a CustomResourceDefinition as established, and empties its kind before it goes. */
export const definitionController: Controller = {
  name: 'customresourcedefinition-controller',

  keysOf: (event, { store }) => {
    if (event.resource === resource) return [event.object.metadata.name];
    return event.type === 'DELETED' &&
      store.get(resource, undefined, event.resource)
      ? [event.resource]
      : [];
  },

  reconcile(name, { store, registry, now }) {
    const definition = store.get(resource, undefined, name);
    if (!definition) return;
    if (definition.metadata.deletionTimestamp) {
      const kind = registry.byStorageKey(name);
      for (const object of kind ? store.scan(name) : [])
        deleteObject(
          store,
          kind as NonNullable<typeof kind>,
          object.metadata.namespace,
          object.metadata.name,
          { now },
        );
      if (store.scan(name).length === 0)
        store.remove(resource, undefined, name);
      return;
    }
    if (listAt(definition, 'status', 'conditions').length) return;
    const condition = (type: string, reason: string, message: string) => ({
      type,
      status: 'True',
      reason,
      message,
      lastTransitionTime: timestamp(now()),
    });
    writeStatus(store, resource, definition, {
      acceptedNames: definition.spec?.names,
      storedVersions: listAt(definition, 'spec', 'versions')
        .filter(version => version.storage === true)
        .map(version => String(version.name)),
      conditions: [
        condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
        condition(
          'Established',
          'InitialNamesAccepted',
          'the initial names have been accepted',
        ),
      ] as JsonObject[],
    });
  },
};

/** Held until its objects are gone, so that none outlives its kind. */
export const definitionFinalizer = finalizer;
