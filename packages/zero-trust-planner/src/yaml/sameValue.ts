// Deeper than any manifest; a value that contains itself ends here, as different.
const maxDepth = 200;

/** Whether two values read from YAML are the same; the order of keys is not. */
export const sameValue = (a: unknown, b: unknown, depth = 0): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (depth > maxDepth) return false;
  if (a instanceof Date || b instanceof Date) {
    return a instanceof Date && b instanceof Date && +a === +b;
  }
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = new Map(Object.entries(a));
  const right = new Map(Object.entries(b));
  return (
    left.size === right.size &&
    [...left].every(
      ([key, value]) =>
        right.has(key) && sameValue(value, right.get(key), depth + 1),
    )
  );
};
