/** The first ones, and how many there are beyond them, where there are any. */
export function firstOf<T>(
  items: readonly T[],
  most: number,
): { readonly items: T[]; readonly more?: number } {
  const left = items.length - most;
  return { items: items.slice(0, most), ...(left > 0 ? { more: left } : {}) };
}
