import { createHash } from 'node:crypto';

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, canonical(child)]),
  );
};

/** A short name for a pod template that does not depend on the order of keys. */
export const templateHash = (template: unknown): string =>
  BigInt(
    `0x${createHash('sha256')
      .update(JSON.stringify(canonical(template)))
      .digest('hex')
      .slice(0, 13)}`,
  )
    .toString(36)
    .slice(0, 10);
