import { GitHostError } from '../GitHostError';

/** One page of a list, and whether another one follows. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/** Enough for any list that one looks at; a host that never ends one is left. */
const maxPages = 200;

/**
 * Every item of a list that comes in pages. Part of a list is never taken for
 * all of it: what is missing would look as if it were not there.
 */
export const readPages = async <T>(
  read: (page: number) => Promise<ListPage<T>>,
): Promise<T[]> => {
  const found: T[] = [];
  for (let page = 1; page <= maxPages; page += 1) {
    const { items, more } = await read(page);
    found.push(...items);
    if (!more) return found;
  }
  throw new GitHostError(
    'SOURCE_NOT_WRITABLE',
    'the git host has a longer list than can be read',
  );
};
