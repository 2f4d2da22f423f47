import { formatObjectRef, RawObject } from '@ztn/zero-trust-engine';
import { fieldsOf } from '../../cluster/pick';
import { policyKinds } from './policyKinds';
import { WhatIfChange } from './WhatIfChange';

/** A cluster's objects after a change, and what the change is about. */
export interface ChangedObjects {
  readonly objects: readonly RawObject[];
  /** What is new, what it replaces, and what is gone. */
  readonly touched: readonly RawObject[];
}

/**
 * Applies a change to a list of objects. What is replaced keeps its age: of two
 * policies the older one may win, and a new one is the youngest.
 */
export function changedObjects(
  objects: readonly RawObject[],
  { add, remove }: WhatIfChange,
  now: Date,
): ChangedObjects {
  const goes = new Set(remove);
  const comes = new Map(add.map(object => [identityOf(object), object]));
  const before = objects.filter(
    object =>
      isPolicy(object) &&
      (goes.has(refOf(object)) || comes.has(identityOf(object))),
  );
  const gone = new Set(before);
  const ages = new Map(
    before.map(object => [
      identityOf(object),
      fieldsOf(object.metadata).creationTimestamp,
    ]),
  );
  const added = [...comes].map(
    ([identity, object]): RawObject => ({
      ...object,
      metadata: {
        ...fieldsOf(object.metadata),
        creationTimestamp: ages.get(identity) ?? now.toISOString(),
      },
    }),
  );
  return {
    objects: [...objects.filter(object => !gone.has(object)), ...added],
    touched: [...before, ...added],
  };
}

/** `Kind namespace/name`, as evidence has it. */
export function refOf({ kind, metadata }: RawObject): string {
  const { namespace, name } = fieldsOf(metadata);
  return formatObjectRef({
    kind,
    name: String(name),
    ...(typeof namespace === 'string' ? { namespace } : {}),
  });
}

/** Whether an object is of a kind that decides about traffic. */
export function isPolicy(object: RawObject): boolean {
  return policyKinds.some(
    ({ group, kind }) => kind === object.kind && group === groupOf(object),
  );
}

function identityOf(object: RawObject): string {
  return `${groupOf(object)} ${refOf(object)}`;
}

function groupOf({ apiVersion }: RawObject): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}
