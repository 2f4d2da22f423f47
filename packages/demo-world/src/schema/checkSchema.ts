import { isJsonObject, JsonObject, JsonValue } from '../store/KubeObject';
import { StatusCause } from '../protocol/KubeError';
import { ResolveSchema, Schema } from './Schema';

/** What decoding an object by its schema found; `value` is without unknown fields. */
export interface SchemaReport {
  readonly value: JsonObject;
  /** Paths of fields that the schema does not know, `spec.foo`. */
  readonly unknownFields: string[];
  /** Values of the wrong JSON type, in the decoder's words. */
  readonly typeErrors: string[];
  readonly causes: StatusCause[];
}

interface Walk {
  readonly kind: string;
  readonly resolve: ResolveSchema;
  readonly origin: 'builtin' | 'custom';
  readonly unknownFields: string[];
  readonly typeErrors: string[];
  readonly causes: StatusCause[];
}

const jsonTypeOf = (value: JsonValue): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number')
    return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
};

const fits = (schema: Schema, actual: string): boolean => {
  if (schema['x-kubernetes-int-or-string'])
    return actual === 'integer' || actual === 'string' || actual === 'number';
  if (!schema.type) return true;
  return (
    schema.type === actual || (schema.type === 'number' && actual === 'integer')
  );
};

const goWord = (actual: string) =>
  ({ integer: 'number', boolean: 'bool' }[actual] ?? actual);

const goType = ({ type }: Schema) =>
  ({ integer: 'int64', boolean: 'bool', number: 'float64', array: 'slice' }[
    type as string
  ] ??
  type ??
  'string');

const cause = (field: string, reason: string, message: string) => ({
  reason,
  message,
  field,
});

const checkScalar = (
  value: JsonValue,
  schema: Schema,
  path: string,
  walk: Walk,
) => {
  if (schema.enum && !schema.enum.includes(value as string)) {
    const supported = schema.enum.map(one => JSON.stringify(one)).join(', ');
    walk.causes.push(
      cause(
        path,
        'FieldValueNotSupported',
        `Unsupported value: ${JSON.stringify(
          value,
        )}: supported values: ${supported}`,
      ),
    );
  }
  const wrong = (why: string) =>
    walk.causes.push(
      cause(
        path,
        'FieldValueInvalid',
        `Invalid value: ${JSON.stringify(
          value,
        )}: ${path} in body should be ${why}`,
      ),
    );
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum)
      wrong(`greater than or equal to ${schema.minimum}`);
    if (schema.maximum !== undefined && value > schema.maximum)
      wrong(`less than or equal to ${schema.maximum}`);
  }
  if (typeof value === 'string') {
    if (schema.minLength !== undefined && value.length < schema.minLength)
      wrong(`at least ${schema.minLength} chars long`);
    if (schema.maxLength !== undefined && value.length > schema.maxLength)
      wrong(`at most ${schema.maxLength} chars long`);
    if (schema.pattern && !new RegExp(schema.pattern).test(value))
      wrong(`matching '${schema.pattern}'`);
  }
};

const isEmptyCollection = (value: JsonValue, schema: Schema) =>
  (Array.isArray(value) && value.length === 0) ||
  (schema.additionalProperties !== undefined &&
    isJsonObject(value) &&
    Object.keys(value).length === 0);

const join = (path: string, key: string) => (path ? `${path}.${key}` : key);

const checkValue = (
  value: JsonValue,
  raw: Schema | undefined,
  path: string,
  walk: Walk,
): JsonValue => {
  const schema = walk.resolve(raw);
  if (!schema) return value;
  const actual = jsonTypeOf(value);
  if (value === null && schema.nullable) return value;
  if (!fits(schema, actual)) {
    if (walk.origin === 'builtin') {
      walk.typeErrors.push(
        `json: cannot unmarshal ${goWord(actual)} into Go struct field ${
          walk.kind
        }.${path} of type ${goType(schema)}`,
      );
    } else {
      walk.causes.push(
        cause(
          path,
          'FieldValueTypeInvalid',
          `Invalid value: ${JSON.stringify(
            actual,
          )}: ${path} in body must be of type ${schema.type}: ${JSON.stringify(
            actual,
          )}`,
        ),
      );
    }
    return value;
  }
  if (Array.isArray(value)) return checkList(value, schema, path, walk);
  if (isJsonObject(value)) return checkMap(value, schema, path, walk);
  checkScalar(value, schema, path, walk);
  return value;
};

function checkList(
  list: JsonValue[],
  schema: Schema,
  path: string,
  walk: Walk,
): JsonValue {
  const size = (why: string) =>
    walk.causes.push(
      cause(
        path,
        'FieldValueInvalid',
        `Invalid value: ${list.length}: ${path} in body should have ${why}`,
      ),
    );
  if (schema.minItems !== undefined && list.length < schema.minItems)
    size(`at least ${schema.minItems} items`);
  if (schema.maxItems !== undefined && list.length > schema.maxItems)
    size(`at most ${schema.maxItems} items`);
  const keys = schema['x-kubernetes-list-map-keys'];
  if (keys && walk.origin === 'custom') {
    const seen = new Set<string>();
    list.forEach((item, index) => {
      const key = JSON.stringify(
        keys.map(k => (isJsonObject(item) ? item[k] : null)),
      );
      if (seen.has(key))
        walk.causes.push(
          cause(
            `${path}[${index}]`,
            'FieldValueDuplicate',
            `Duplicate value: ${key}`,
          ),
        );
      seen.add(key);
    });
  }
  const item = walk.resolve(schema.items);
  return list.map((element, index) => {
    // A Go decoder turns a null element into the zero value of the element type.
    const zero =
      element === null && walk.origin === 'builtin' && item?.type === 'object';
    return checkValue(zero ? {} : element, item, `${path}[${index}]`, walk);
  });
}

function checkMap(
  map: JsonObject,
  schema: Schema,
  path: string,
  walk: Walk,
): JsonObject {
  const result: JsonObject = {};
  const { properties, additionalProperties } = schema;
  const open =
    schema['x-kubernetes-preserve-unknown-fields'] ||
    additionalProperties === true ||
    (!properties && additionalProperties === undefined);
  const required = schema.required ?? [];
  for (const [key, value] of Object.entries(map)) {
    if (value === undefined) continue;
    const known =
      properties && Object.hasOwn(properties, key)
        ? properties[key]
        : undefined;
    const next =
      known ??
      (isJsonObject(additionalProperties)
        ? (additionalProperties as Schema)
        : undefined);
    if (!next) {
      if (open) result[key] = value;
      else walk.unknownFields.push(join(path, key));
      continue;
    }
    // In the built-in kinds null means absent, and empty collections are not stored.
    if (walk.origin === 'builtin' && value === null) continue;
    const resolved = walk.resolve(next);
    if (
      walk.origin === 'builtin' &&
      resolved &&
      !required.includes(key) &&
      isEmptyCollection(value, resolved)
    )
      continue;
    result[key] = checkValue(value, resolved, join(path, key), walk);
  }
  for (const key of required) {
    const value = result[key];
    if (value === undefined || value === '')
      walk.causes.push(
        cause(join(path, key), 'FieldValueRequired', 'Required value'),
      );
  }
  const count = Object.keys(result).length;
  if (schema.minProperties !== undefined && count < schema.minProperties)
    walk.causes.push(
      cause(
        path,
        'FieldValueInvalid',
        `Invalid value: ${count}: ${path} in body should have at least ${schema.minProperties} properties`,
      ),
    );
  if (schema.maxProperties !== undefined && count > schema.maxProperties)
    walk.causes.push(
      cause(
        path,
        'FieldValueInvalid',
        `Invalid value: ${count}: ${path} in body should have at most ${schema.maxProperties} properties`,
      ),
    );
  return result;
}

/** Decodes an object by its schema the way the API server does for its origin. */
export const checkSchema = (
  object: JsonObject,
  of: {
    schema: Schema;
    resolve: ResolveSchema;
    origin: 'builtin' | 'custom';
  },
): SchemaReport => {
  const walk: Walk = {
    kind: String(object.kind ?? ''),
    resolve: of.resolve,
    origin: of.origin,
    unknownFields: [],
    typeErrors: [],
    causes: [],
  };
  const value = checkMap(object, of.schema, '', walk);
  return {
    value,
    unknownFields: walk.unknownFields,
    typeErrors: walk.typeErrors,
    causes: walk.causes,
  };
};
