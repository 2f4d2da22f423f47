import { isDeepStrictEqual } from 'node:util';
import { Resource } from '../kinds/Resource';
import {
  JsonObject,
  KubeObject,
  ManagedFieldsEntry,
} from '../store/KubeObject';
import { decodeFieldSet, encodeFieldSet, FieldSet, fieldsOf } from './fieldSet';

/** Who writes, through which kind of request and when. */
export interface FieldManager {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly subresource?: string;
  readonly apiVersion: string;
  /** RFC 3339. */
  readonly time: string;
}

const sameManager = (entry: ManagedFieldsEntry, by: FieldManager) =>
  entry.manager === by.manager &&
  entry.operation === by.operation &&
  (entry.subresource ?? '') === (by.subresource ?? '');

/** The entry of a manager for a set of fields. */
export const entryOf = (
  by: FieldManager,
  set: FieldSet,
): ManagedFieldsEntry => ({
  manager: by.manager,
  operation: by.operation,
  apiVersion: by.apiVersion,
  time: by.time,
  fieldsType: 'FieldsV1',
  fieldsV1: encodeFieldSet(set),
  ...(by.subresource && { subresource: by.subresource }),
});

/** The fields that a manager owns so far. */
export const ownedBy = (
  entries: readonly ManagedFieldsEntry[],
  by: FieldManager,
): FieldSet => {
  const entry = entries.find(one => sameManager(one, by));
  return entry ? decodeFieldSet(entry.fieldsV1) : new Set();
};

/** Entries of everyone but this manager. */
export const ownedByOthers = (
  entries: readonly ManagedFieldsEntry[],
  by: FieldManager,
) => entries.filter(one => !sameManager(one, by));

/** Takes fields away from entries, dropping entries that own nothing more. */
export const withoutFields = (
  entries: readonly ManagedFieldsEntry[],
  lost: (path: string) => boolean,
): ManagedFieldsEntry[] =>
  entries.flatMap(entry => {
    const before = decodeFieldSet(entry.fieldsV1);
    const kept = new Set([...before].filter(path => !lost(path)));
    if (kept.size === before.size) return [entry];
    return kept.size === 0
      ? []
      : [{ ...entry, fieldsV1: encodeFieldSet(kept) }];
  });

/**
 * Ownership after a create, update or patch: changed and new fields belong to
 * the writer alone, vanished fields to nobody.
 */
export const trackUpdate = (
  next: KubeObject,
  previous: KubeObject | undefined,
  resource: Resource,
  by: FieldManager,
): ManagedFieldsEntry[] => {
  const after = fieldsOf(next as unknown as JsonObject, resource);
  const before = previous
    ? fieldsOf(previous as unknown as JsonObject, resource)
    : new Map<string, never>();
  const changed = new Set(
    [...after]
      .filter(
        ([path, value]) =>
          !before.has(path) || !isDeepStrictEqual(before.get(path), value),
      )
      .map(([path]) => path),
  );
  const entries = next.metadata.managedFields ?? [];
  const gone = (path: string) => !after.has(path);
  const vanished = [...before.keys()].some(gone);
  if (changed.size === 0 && !vanished) return entries;
  const others = withoutFields(
    ownedByOthers(entries, by),
    path => changed.has(path) || gone(path),
  );
  const own = new Set(
    [...ownedBy(entries, by), ...changed].filter(path => !gone(path)),
  );
  return own.size ? [...others, entryOf(by, own)] : others;
};
