import { isMap } from '../objectRef';
import { YamlPath } from './resolvePath';

/** The documents with the value at a path replaced; the rest is shared. */
export const changeDocument = (
  documents: readonly unknown[],
  document: number,
  path: YamlPath,
  change: (value: unknown) => unknown,
): readonly unknown[] =>
  documents.map((value, index) =>
    index === document ? changeAt(value, path, change) : value,
  );

const changeAt = (
  value: unknown,
  path: YamlPath,
  change: (value: unknown) => unknown,
): unknown => {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      index === step ? changeAt(item, rest, change) : item,
    );
  }
  const map = isMap(value) ? value : {};
  return { ...map, [step]: changeAt(map[step], rest, change) };
};

/** A list with an item put in; what is no list is an empty one. */
export const withItem = (
  list: unknown,
  item: unknown,
  at: number,
): readonly unknown[] => {
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  return [...items.slice(0, at), item, ...items.slice(at)];
};

export const withoutItem = (list: unknown, at: number): readonly unknown[] =>
  (Array.isArray(list) ? list : []).filter((_, index) => index !== at);
