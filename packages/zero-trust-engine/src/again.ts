/** Something that was made, and what it was made from. */
export interface Made<T> {
  readonly from: readonly unknown[];
  readonly value: T;
}

/**
 * Makes something again only when what it is made from is not the very same any
 * more. Inputs are compared by identity, so they must never change in place.
 */
export function again<T>(
  last: Made<T> | undefined,
  from: readonly unknown[],
  make: () => T,
): Made<T> {
  const same =
    last !== undefined &&
    last.from.length === from.length &&
    last.from.every((input, index) => Object.is(input, from[index]));
  return same ? last : { from, value: make() };
}
