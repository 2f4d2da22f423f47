import { ResolveSchema, Schema } from '../schema/Schema';
import { isJsonObject, JsonObject, JsonValue } from '../store/KubeObject';

/** Paths of fields as a field manager owns them; see {@link FieldPath}. */
export type FieldSet = Set<FieldPath>;

/**
 * Segments in FieldsV1 notation joined by {@link separator}: `f:name` for a
 * field, `k:{…}` for an element of a keyed list, `v:…` for a value of a set.
 */
export type FieldPath = string;

/** Cannot occur in a segment, since JSON escapes it. */
export const separator = '\u0001';

const untracked = new Set([
  'f:apiVersion',
  'f:kind',
  ...[
    'name',
    'namespace',
    'generateName',
    'uid',
    'resourceVersion',
    'generation',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'managedFields',
    'selfLink',
  ].map(key => `f:metadata${separator}f:${key}`),
]);

const join = (path: string, segment: string) =>
  path ? `${path}${separator}${segment}` : segment;

// Keys that the API server defaults are part of the key even when left out.
const defaultOfKey = (key: string) => (key === 'protocol' ? 'TCP' : null);

/** Segment of an element of a keyed list. */
export const keySegment = (item: JsonValue, keys: readonly string[]) =>
  `k:${JSON.stringify(
    Object.fromEntries(
      keys.map(key => [
        key,
        (isJsonObject(item) ? item[key] : undefined) ?? defaultOfKey(key),
      ]),
    ),
  )}`;

const isGranularMap = (schema: Schema | undefined, value: JsonObject) =>
  schema?.['x-kubernetes-map-type'] !== 'atomic' &&
  Object.keys(value).length > 0;

/** Schema of a field or map entry, if known. */
export const childSchema = (
  schema: Schema | undefined,
  key: string,
): Schema | undefined => {
  if (schema?.properties && Object.hasOwn(schema.properties, key))
    return schema.properties[key];
  return isJsonObject(schema?.additionalProperties)
    ? (schema.additionalProperties as Schema)
    : undefined;
};

const collect = (
  value: JsonValue,
  raw: Schema | undefined,
  path: string,
  resolve: ResolveSchema,
  into: Map<FieldPath, JsonValue>,
): void => {
  if (untracked.has(path)) return;
  const schema = resolve(raw);
  if (isJsonObject(value) && (path === '' || isGranularMap(schema, value))) {
    for (const [key, child] of Object.entries(value)) {
      if (child === undefined) continue;
      collect(
        child,
        childSchema(schema, key),
        join(path, `f:${key}`),
        resolve,
        into,
      );
    }
    return;
  }
  const listType = schema?.['x-kubernetes-list-type'];
  if (Array.isArray(value) && value.length > 0 && listType === 'set') {
    for (const item of value)
      into.set(join(path, `v:${JSON.stringify(item)}`), item);
    return;
  }
  const keys = schema?.['x-kubernetes-list-map-keys'];
  if (Array.isArray(value) && value.length > 0 && listType === 'map' && keys) {
    for (const item of value) {
      const itemPath = join(path, keySegment(item, keys));
      into.set(itemPath, keySegment(item, keys));
      collect(item, schema.items, itemPath, resolve, into);
    }
    return;
  }
  into.set(path, value);
};

/** Every field that an object sets, with its value; lists without keys are one field. */
export const fieldsOf = (
  object: JsonObject,
  of: { schema: Schema; resolve: ResolveSchema },
): Map<FieldPath, JsonValue> => {
  const fields = new Map<FieldPath, JsonValue>();
  collect(object, of.schema, '', of.resolve, fields);
  return fields;
};

/** Writes a set in the nested notation of `managedFields[].fieldsV1`. */
export const encodeFieldSet = (set: FieldSet): JsonObject => {
  const root: JsonObject = {};
  for (const path of [...set].sort()) {
    let node = root;
    for (const segment of path.split(separator)) {
      const next = (node[segment] ?? {}) as JsonObject;
      node[segment] = next;
      node = next;
    }
    // An element of a keyed list is owned itself, beside its fields.
    if (path.split(separator).pop()?.startsWith('k:')) node['.'] = {};
  }
  return root;
};

/** Reads the nested notation of `managedFields[].fieldsV1`. */
export const decodeFieldSet = (fields: JsonObject): FieldSet => {
  const set: FieldSet = new Set();
  const walk = (node: JsonObject, path: string) => {
    const entries = Object.entries(node);
    if (entries.length === 0 && path) set.add(path);
    for (const [segment, child] of entries) {
      if (segment === '.') set.add(path);
      else if (isJsonObject(child)) walk(child, join(path, segment));
    }
  };
  walk(fields, '');
  return set;
};

/** `.spec.ports[port=80,protocol="TCP"].name`, as conflicts name fields. */
export const describePath = (path: FieldPath): string =>
  path
    .split(separator)
    .map(segment => {
      if (segment.startsWith('f:')) return `.${segment.slice(2)}`;
      if (segment.startsWith('k:')) {
        const keys = JSON.parse(segment.slice(2)) as JsonObject;
        return `[${Object.entries(keys)
          .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
          .join(',')}]`;
      }
      return `[=${segment.slice(2)}]`;
    })
    .join('');
