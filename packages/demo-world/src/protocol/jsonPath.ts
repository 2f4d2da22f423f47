import { isJsonObject, JsonValue } from '../store/KubeObject';

const token =
  /\.([A-Za-z0-9_-]+(?:\\\.[A-Za-z0-9_/-]+)*)|\[['"]([^'"]+)['"]\]|\[(\d+|\*)\]|\[\?\(@\.([A-Za-z0-9_]+)\s*==\s*['"]([^'"]*)['"]\)\]/g;

const step = (values: JsonValue[], match: RegExpMatchArray): JsonValue[] => {
  const [, field, quoted, index, filterKey, filterValue] = match;
  const key = field?.replace(/\\\./g, '.') ?? quoted;
  return values.flatMap(value => {
    if (key !== undefined) {
      const child = isJsonObject(value) ? value[key] : undefined;
      return child === undefined || child === null ? [] : [child];
    }
    if (!Array.isArray(value)) return [];
    if (index === '*') return value;
    if (index !== undefined)
      return value.slice(Number(index), Number(index) + 1);
    return value.filter(
      item => isJsonObject(item) && item[filterKey] === filterValue,
    );
  });
};

/** Values at a path such as `.status.conditions[?(@.type=="Ready")].status`. */
export const jsonPath = (value: unknown, path: string): JsonValue[] =>
  [...path.matchAll(token)].reduce<JsonValue[]>(step, [value as JsonValue]);
