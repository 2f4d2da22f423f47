import { isDeepStrictEqual } from 'node:util';
import { Resource } from '../kinds/Resource';
import { KubeError } from '../protocol/KubeError';
import { ResolveSchema, Schema } from '../schema/Schema';
import { cloneJson } from '../store/cloneJson';
import {
  isJsonObject,
  JsonObject,
  JsonValue,
  KubeObject,
  ManagedFieldsEntry,
} from '../store/KubeObject';
import {
  childSchema,
  decodeFieldSet,
  describePath,
  FieldSet,
  fieldsOf,
  keySegment,
  separator,
} from './fieldSet';
import {
  entryOf,
  FieldManager,
  ownedBy,
  ownedByOthers,
  withoutFields,
} from './managedFields';

const mergeValue = (
  live: JsonValue | undefined,
  applied: JsonValue,
  raw: Schema | undefined,
  resolve: ResolveSchema,
): JsonValue => {
  const schema = resolve(raw);
  if (isJsonObject(applied)) {
    if (!isJsonObject(live) || schema?.['x-kubernetes-map-type'] === 'atomic')
      return applied;
    const result: JsonObject = { ...live };
    for (const [key, value] of Object.entries(applied)) {
      if (value === undefined) continue;
      result[key] = mergeValue(
        live[key],
        value,
        childSchema(schema, key),
        resolve,
      );
    }
    return result;
  }
  if (!Array.isArray(applied) || !Array.isArray(live)) return applied;
  const keys = schema?.['x-kubernetes-list-map-keys'];
  switch (schema?.['x-kubernetes-list-type']) {
    case 'set':
      return [
        ...applied,
        ...live.filter(one => !applied.some(a => isDeepStrictEqual(a, one))),
      ];
    case 'map': {
      if (!keys) return applied;
      const idOf = (item: JsonValue) => keySegment(item, keys);
      const incoming = new Map(applied.map(item => [idOf(item), item]));
      const merged = live.map(item => {
        const change = incoming.get(idOf(item));
        incoming.delete(idOf(item));
        return change === undefined
          ? item
          : mergeValue(item, change, schema.items, resolve);
      });
      return [...merged, ...incoming.values()];
    }
    default:
      return applied;
  }
};

const indexOfSegment = (list: JsonValue[], segment: string): number => {
  if (segment.startsWith('v:'))
    return list.findIndex(item => JSON.stringify(item) === segment.slice(2));
  const keys = Object.keys(JSON.parse(segment.slice(2)) as JsonObject);
  return list.findIndex(item => keySegment(item, keys) === segment);
};

/** Removes a field from a document, and the containers that this empties. */
const removeField = (node: JsonValue, segments: string[]): void => {
  const [segment, ...rest] = segments;
  if (Array.isArray(node)) {
    const index = indexOfSegment(node, segment);
    if (index < 0) return;
    if (rest.length === 0) node.splice(index, 1);
    else removeField(node[index], rest);
    return;
  }
  if (!isJsonObject(node)) return;
  const key = segment.slice(2);
  const child = node[key];
  if (child === undefined) return;
  if (rest.length === 0) {
    delete node[key];
    return;
  }
  removeField(child, rest);
  const empty = Array.isArray(child)
    ? child.length === 0
    : isJsonObject(child) && Object.keys(child).length === 0;
  if (empty) delete node[key];
};

const conflictError = (
  conflicts: { owner: ManagedFieldsEntry; path: string }[],
): KubeError => {
  const causes = conflicts.map(({ owner, path }) => ({
    reason: 'FieldManagerConflict',
    // As the API server says it: an owner by apply is named alone.
    message: `conflict with "${owner.manager}"${
      owner.operation === 'Update' ? ` using ${owner.apiVersion}` : ''
    }`,
    field: describePath(path),
  }));
  const list = causes.map(one => `${one.message}: ${one.field}`).join('\n');
  return new KubeError({
    code: 409,
    reason: 'Conflict',
    message: `Apply failed with ${causes.length} conflict${
      causes.length === 1 ? '' : 's'
    }: ${list}`,
    details: { causes },
  });
};

/**
 * Server-side apply: merges a configuration into the live object, removes
 * what this manager applied before and leaves out now, and refuses to change
 * a field of another manager unless forced.
 */
export const serverSideApply = (options: {
  live: KubeObject;
  configuration: JsonObject;
  resource: Resource;
  by: FieldManager;
  force: boolean;
}): KubeObject => {
  const { live, configuration, resource, by, force } = options;
  const entries = live.metadata.managedFields ?? [];
  const applied = fieldsOf(configuration, resource);
  const current = fieldsOf(live as unknown as JsonObject, resource);
  const others = ownedByOthers(entries, by);
  const conflicts = others.flatMap(entry => {
    const owned = decodeFieldSet(entry.fieldsV1);
    return [...applied]
      .filter(
        ([path, value]) =>
          owned.has(path) &&
          current.has(path) &&
          !isDeepStrictEqual(current.get(path), value),
      )
      .map(([path]) => ({ owner: entry, path }));
  });
  if (conflicts.length && !force) throw conflictError(conflicts);

  const merged = mergeValue(
    cloneJson(live) as unknown as JsonObject,
    configuration,
    resource.schema,
    resource.resolve,
  ) as JsonObject;
  const elsewhere: FieldSet = new Set(
    others.flatMap(entry => [...decodeFieldSet(entry.fieldsV1)]),
  );
  const stillOwned = (path: string) =>
    [...applied.keys(), ...elsewhere].some(
      one => one === path || one.startsWith(`${path}${separator}`),
    );
  for (const path of ownedBy(entries, by))
    if (!stillOwned(path)) removeField(merged, path.split(separator));

  const lost = new Set(conflicts.map(conflict => conflict.path));
  const object = merged as unknown as KubeObject;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      managedFields: [
        ...withoutFields(others, path => lost.has(path)),
        entryOf(by, new Set(applied.keys())),
      ],
    },
  };
};
