import { isRecord } from './snapshot/Field';

/**
 * Whether two plain values are equal all the way down. Rows of one peer are
 * mostly made of the same objects, so this looks at little.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameValue(item, b[index]))
    );
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => key in b && sameValue(a[key], b[key]))
  );
}
