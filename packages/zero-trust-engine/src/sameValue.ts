/**
 * Whether two values are equal all the way down. Rows of one peer are mostly
 * made of the same objects, so this looks at little. Sets that know when they
 * are equal are asked; of anything else that is no plain value, only one and the
 * same is equal: what it holds cannot be seen.
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
  if (!isObject(a) || !isObject(b)) return false;
  if (a instanceof Set || a instanceof Map) return sameMembers(a, b);
  const kind = Object.getPrototypeOf(a);
  if (kind !== Object.getPrototypeOf(b)) return false;
  if (kind !== Object.prototype && kind !== null) {
    return 'equals' in a && typeof a.equals === 'function' && a.equals(b);
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => key in b && sameValue(a[key], b[key]))
  );
}

/** Members of sets and keys of maps are compared by identity. */
function sameMembers(
  a: ReadonlySet<unknown> | ReadonlyMap<unknown, unknown>,
  b: unknown,
): boolean {
  if (a instanceof Set) {
    return (
      b instanceof Set &&
      a.size === b.size &&
      [...a].every(member => b.has(member))
    );
  }
  return (
    a instanceof Map &&
    b instanceof Map &&
    a.size === b.size &&
    [...a].every(([key, value]) => b.has(key) && sameValue(value, b.get(key)))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
