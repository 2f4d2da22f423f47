import { ObjectIdentity, identityOf, isMap } from '../objectRef';
import { YamlFile } from './openYaml';

/** Where an object stands in a file. */
export interface ObjectPlace {
  readonly document: number;
  /** From the document's root: empty, or an item of a `List`. */
  readonly at: readonly (string | number)[];
  readonly identity: ObjectIdentity;
  readonly value: Record<string, unknown>;
}

/** Every object of a file, those in `List` wrappers too, in order. */
export const objectsOf = (file: YamlFile): readonly ObjectPlace[] =>
  objectsAmong(file.readings['1.2']);

/** The same, of documents that were only read. */
export const objectsAmong = (
  documents: readonly unknown[],
): readonly ObjectPlace[] =>
  documents.flatMap((value, document) => placesIn(value, document, []));

const placesIn = (
  value: unknown,
  document: number,
  path: readonly (string | number)[],
): readonly ObjectPlace[] => {
  if (!isMap(value)) return [];
  if (isList(value) && Array.isArray(value.items) && path.length === 0) {
    return value.items.flatMap((item: unknown, index) =>
      placesIn(item, document, ['items', index]),
    );
  }
  const identity = identityOf(value);
  return identity ? [{ document, at: path, identity, value }] : [];
};

const isList = (value: Record<string, unknown>): boolean =>
  typeof value.kind === 'string' && value.kind.endsWith('List');
