import { isDeepStrictEqual } from 'node:util';
import { KubeError } from '../protocol/KubeError';
import { ResolveSchema, Schema } from '../schema/Schema';
import { cloneJson } from '../store/cloneJson';
import { isJsonObject, JsonObject, JsonValue } from '../store/KubeObject';

const deleteList = '$deleteFromPrimitiveList/';
const elementOrder = '$setElementOrder/';

const listOf = (value: JsonValue | undefined): JsonValue[] =>
  Array.isArray(value) ? value : [];

const fieldSchema = (
  schema: Schema | undefined,
  key: string,
): Schema | undefined =>
  schema?.properties && Object.hasOwn(schema.properties, key)
    ? schema.properties[key]
    : undefined;

const inOrder = (
  list: JsonValue[],
  order: JsonValue[],
  mergeKey: string | undefined,
): JsonValue[] => {
  const idOf = (item: JsonValue) =>
    mergeKey && isJsonObject(item) ? item[mergeKey] : item;
  const rank = (item: JsonValue) =>
    order.findIndex(one => isDeepStrictEqual(idOf(one), idOf(item)));
  const named = list.filter(item => rank(item) >= 0);
  named.sort((a, b) => rank(a) - rank(b));
  return [...named, ...list.filter(item => rank(item) < 0)];
};

const mergeList = (
  current: JsonValue[],
  patch: JsonValue[],
  mergeKey: string | undefined,
  item: Schema | undefined,
  resolve: ResolveSchema,
): JsonValue[] => {
  if (!mergeKey)
    return [
      ...current,
      ...patch.filter(
        value => !current.some(one => isDeepStrictEqual(one, value)),
      ),
    ];
  if (patch.some(one => isJsonObject(one) && one.$patch === 'replace'))
    return patch.filter(one => !(isJsonObject(one) && one.$patch));
  const result = [...current];
  for (const element of patch) {
    if (!isJsonObject(element) || element[mergeKey] === undefined)
      throw KubeError.badRequest(
        `map: ${JSON.stringify(
          element,
        )} does not contain declared merge key: ${mergeKey}`,
      );
    const index = result.findIndex(
      one => isJsonObject(one) && one[mergeKey] === element[mergeKey],
    );
    if (element.$patch === 'delete') {
      if (index >= 0) result.splice(index, 1);
    } else if (index >= 0) {
      result[index] = mergeMap(
        result[index] as JsonObject,
        element,
        item,
        resolve,
      );
    } else {
      result.push(mergeMap({}, element, item, resolve));
    }
  }
  return result;
};

function mergeMap(
  current: JsonObject,
  patch: JsonObject,
  raw: Schema | undefined,
  resolve: ResolveSchema,
): JsonObject {
  if (patch.$patch === 'replace') {
    const { $patch: _, ...rest } = patch;
    return rest;
  }
  if (patch.$patch === 'delete') return {};
  const schema = resolve(raw);
  const retained = patch.$retainKeys;
  const result: JsonObject = Array.isArray(retained)
    ? Object.fromEntries(
        Object.entries(current).filter(([key]) => retained.includes(key)),
      )
    : { ...current };
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(deleteList)) {
      const name = key.slice(deleteList.length);
      const gone = listOf(value);
      result[name] = listOf(result[name]).filter(
        one => !gone.some(value2 => isDeepStrictEqual(one, value2)),
      );
      continue;
    }
    if (key.startsWith('$')) continue;
    if (value === null || value === undefined) {
      delete result[key];
      continue;
    }
    const field =
      fieldSchema(schema, key) ??
      (isJsonObject(schema?.additionalProperties)
        ? (schema.additionalProperties as Schema)
        : undefined);
    const resolved = resolve(field);
    if (isJsonObject(value)) {
      const before = result[key];
      result[key] = mergeMap(
        isJsonObject(before) ? before : {},
        value,
        field,
        resolve,
      );
    } else if (
      Array.isArray(value) &&
      resolved?.['x-kubernetes-patch-strategy']?.includes('merge')
    ) {
      result[key] = mergeList(
        listOf(result[key]),
        value,
        resolved['x-kubernetes-patch-merge-key'],
        resolved.items,
        resolve,
      );
    } else {
      result[key] = value;
    }
  }
  for (const [key, order] of Object.entries(patch)) {
    if (!key.startsWith(elementOrder)) continue;
    const name = key.slice(elementOrder.length);
    if (result[name] === undefined) continue;
    const mergeKey = resolve(fieldSchema(schema, name))?.[
      'x-kubernetes-patch-merge-key'
    ];
    result[name] = inOrder(listOf(result[name]), listOf(order), mergeKey);
  }
  return result;
}

/**
 * Applies a strategic merge patch: lists merge by the key that the kind
 * defines, and `$patch`, `$retainKeys`, `$setElementOrder/…` and
 * `$deleteFromPrimitiveList/…` are honoured.
 */
export const applyStrategicMergePatch = (
  document: JsonObject,
  patch: JsonObject,
  of: { schema: Schema; resolve: ResolveSchema },
): JsonObject => mergeMap(cloneJson(document), patch, of.schema, of.resolve);
