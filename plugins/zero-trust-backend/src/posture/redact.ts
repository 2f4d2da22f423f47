/** Stands where the name of a workload was that the caller may not read. */
export const HIDDEN = '(hidden)';

/** Every text in a JSON value, at any depth. */
export function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* textsIn(inner);
  }
}

/**
 * The value without hidden texts: in lists they are left out, elsewhere
 * `(hidden)` stands in their place. Parts without any keep their identity.
 */
export function redact<T>(value: T, isHidden: (text: string) => boolean): T {
  return redactValue(value, isHidden) as T;
}

function redactValue(
  value: unknown,
  isHidden: (text: string) => boolean,
): unknown {
  if (typeof value === 'string') return isHidden(value) ? HIDDEN : value;
  if (Array.isArray(value)) {
    const shown = value.filter(v => typeof v !== 'string' || !isHidden(v));
    const inner = shown.map(item => redactValue(item, isHidden));
    const same =
      inner.length === value.length && inner.every((v, i) => v === value[i]);
    return same ? value : inner;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const inner = entries.map(([key, v]) => [key, redactValue(v, isHidden)]);
  return inner.every(([, v], i) => v === entries[i][1])
    ? value
    : Object.fromEntries(inner);
}
