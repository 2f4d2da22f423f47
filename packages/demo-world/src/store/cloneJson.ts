import { JsonValue } from './KubeObject';

const clone = (value: JsonValue | undefined): JsonValue | undefined => {
  if (Array.isArray(value)) return value.map(one => clone(one) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, clone(inner)]),
  );
};

/**
 * A deep copy of something that came out of JSON or goes into it. Unlike
 * structuredClone it stays in the realm of its caller, so that copies are
 * strictly equal to their originals under a test runner too.
 */
export const cloneJson = <T>(value: T): T =>
  clone(value as JsonValue | undefined) as T;
