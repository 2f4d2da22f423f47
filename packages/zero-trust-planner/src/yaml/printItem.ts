import { OrRefusal, accepted, refused } from '../EditRefusal';
import { isMap } from '../objectRef';
import { printYaml } from './printYaml';
import { isSafeValue } from './unsafeText';

/** How lines of a list look in a file. */
export interface ItemLayout {
  /** Of the dash. */
  readonly column: number;
  /** Spaces between the dash and what follows. */
  readonly gap: number;
  /** Whether lists stand to the right of their keys. */
  readonly indentSeq: boolean;
}

/** An item of a block sequence as lines, in the layout of its neighbours. */
export const printItem = (
  item: unknown,
  layout: ItemLayout,
): OrRefusal<readonly string[]> => {
  if (!isSafeValue(item)) {
    return refused(
      'INVALID_SPEC',
      'a value holds a character that must not be written to a file',
    );
  }
  const margin = ' '.repeat(layout.column);
  const lines = dashed(item, layout);
  return lines.every(line => line !== undefined)
    ? accepted(lines.map(line => `${margin}${line}`))
    : refused('EDIT_NOT_PROVABLE', 'a value does not survive being printed');
};

type Lines = readonly (string | undefined)[];

const dashed = (item: unknown, layout: ItemLayout): Lines =>
  blockOf(item, layout).map((line, index) => {
    const lead =
      index === 0 ? '-'.padEnd(layout.gap + 1) : ' '.repeat(layout.gap + 1);
    return line === undefined ? undefined : `${lead}${line}`;
  });

const blockOf = (value: unknown, layout: ItemLayout): Lines => {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item: unknown) => dashed(item, layout));
  }
  if (isMap(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, inner]) =>
      pairOf(scalarOf(key), inner, layout),
    );
  }
  return [scalarOf(value)];
};

const pairOf = (
  key: string | undefined,
  value: unknown,
  layout: ItemLayout,
): Lines => {
  if (key === undefined) return [undefined];
  const lines = blockOf(value, layout);
  const isNested =
    (Array.isArray(value) && value.length > 0) ||
    (isMap(value) && Object.keys(value).length > 0);
  if (!isNested) return lines.map(line => line && `${key}: ${line}`);
  const isFlush = Array.isArray(value) && !layout.indentSeq;
  const margin = isFlush ? '' : ' '.repeat(layout.gap + 1);
  return [`${key}:`, ...lines.map(line => line && `${margin}${line}`)];
};

/** Keys, scalars and empty collections, as the serializer writes them. */
const scalarOf = (value: unknown): string | undefined => {
  const printed = printYaml(value);
  if (!printed.ok) return undefined;
  const line = printed.value.trimEnd();
  return line.includes('\n') ? undefined : line;
};

/** Our mark above an item: an id, nothing that people wrote. */
export const markerLine = (column: number, id: string): string =>
  `${' '.repeat(column)}# zero-trust/request: ${id}`;

export const isMarkerId = (id: string): boolean => /^[0-9a-z]{12,26}$/.test(id);

export const isMarkerLine = (line: string): boolean =>
  /^\s*# zero-trust\/request: [0-9a-z]{12,26}\s*$/.test(line);
