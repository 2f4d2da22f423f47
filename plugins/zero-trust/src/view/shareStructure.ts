/**
 * `next`, with every part that equals the same part of `previous` replaced by
 * that part. Rows that did not change keep their identity across a refetch, so
 * React leaves them alone. Items with an `id` or `key` are matched by it, others
 * by position. For plain JSON only; neither input is changed.
 */
export function shareStructure<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const byName = new Map(
      previous.flatMap(item => {
        const name = nameOf(item);
        return name === undefined ? [] : [[name, item] as const];
      }),
    );
    const items = next.map((item, i) => {
      const name = nameOf(item);
      return shareStructure(
        name === undefined ? previous[i] : byName.get(name),
        item,
      );
    });
    const same =
      items.length === previous.length &&
      items.every((item, i) => Object.is(item, previous[i]));
    return (same ? previous : items) as T;
  }
  if (isRecord(previous) && isRecord(next)) {
    const entries = Object.entries(next).map(
      ([name, value]) => [name, shareStructure(previous[name], value)] as const,
    );
    const same =
      entries.length === Object.keys(previous).length &&
      entries.every(
        ([name, value]) => name in previous && Object.is(value, previous[name]),
      );
    return (same ? previous : Object.fromEntries(entries)) as T;
  }
  return next;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(item: unknown): string | undefined {
  if (!isRecord(item)) return undefined;
  const name = item.id ?? item.key;
  return typeof name === 'string'
    ? `${String(item.cluster ?? '')}/${name}`
    : undefined;
}
