import { useState } from 'react';

/** Where in a list the reader is. The API pages by cursor, one way. */
export interface Paging {
  /** Number of the first row shown, from 1. */
  first: number;
  toNext?: () => void;
  toPrevious?: () => void;
}

/**
 * The cursors that led to the page on screen. Another `list` (other filters,
 * another entity) begins at its first page.
 */
export function useCursorTrail(
  list: string,
  pageSize: number,
): {
  cursor: string | undefined;
  pagingTo: (next: string | undefined) => Paging;
} {
  const [trail, setTrail] = useState({ list, cursors: [] as string[] });
  const cursors = trail.list === list ? trail.cursors : [];
  return {
    cursor: cursors.at(-1),
    pagingTo: next => ({
      first: cursors.length * pageSize + 1,
      toNext: next
        ? () => setTrail({ list, cursors: [...cursors, next] })
        : undefined,
      toPrevious: cursors.length
        ? () => setTrail({ list, cursors: cursors.slice(0, -1) })
        : undefined,
    }),
  };
}
