import { invalidInput } from './errors';

/** A part of a list, and where the next one starts. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string;
}

/**
 * One page of an ordered list. The cursor names the last row given out, and its
 * place as a second way: when that row has vanished meanwhile, the list goes on
 * from there.
 */
export function pageOf<T extends { readonly id: string }>(
  rows: readonly T[],
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
): PageOf<T> {
  const start = cursor ? startOf(rows, cursor) : 0;
  const end = start + limit;
  const items = rows.slice(start, end);
  if (end >= rows.length) return { items };
  return { items, nextCursor: format(rows[end - 1].id, end) };
}

function startOf(
  rows: readonly { readonly id: string }[],
  cursor: string,
): number {
  const [id, place] = parse(cursor);
  const last = rows.findIndex(row => row.id === id);
  return last >= 0 ? last + 1 : Math.min(place, rows.length);
}

function format(id: string, place: number): string {
  return Buffer.from(JSON.stringify([id, place])).toString('base64url');
}

function parse(cursor: string): readonly [string, number] {
  try {
    const [id, place] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    if (typeof id === 'string' && Number.isInteger(place) && place >= 0) {
      return [id, place];
    }
  } catch {
    // Told below, in the same words.
  }
  throw invalidInput(`'cursor' is not one that this API gave out`);
}
