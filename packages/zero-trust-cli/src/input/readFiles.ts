import { readFileSync } from 'node:fs';
import { RawObject } from '@ztn/zero-trust-engine';
import { UsageError } from '../UsageError';
import { codeOf, findFiles } from './findFiles';
import { ObjectPlaces } from './ObjectPlaces';
import { Problem } from './Problem';
import { readDocuments } from './readDocuments';

/** Everything that files and folders hold. */
export interface ManifestFiles {
  /** Lists opened. */
  readonly objects: readonly RawObject[];
  readonly places: ObjectPlaces;
  /** Documents that could not be used, in the order of the files. */
  readonly problems: readonly Problem[];
  /** How many files were read. */
  readonly files: number;
}

/** Reads files and folders into one list of objects, and says what it could not. */
export function readFiles(paths: readonly string[]): ManifestFiles {
  const files = paths.flatMap(path => findFiles(path));
  const read = files.map(file => readDocuments(file, textOf(file)));
  const documents = read.flatMap(({ documents: found }) => found);
  const places = new ObjectPlaces(documents);
  return {
    objects: places.objects,
    places,
    problems: [
      ...read.flatMap(({ problems }) => problems),
      ...places.strangers,
    ],
    files: files.length,
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`'${file}' cannot be read: ${codeOf(error)}`, {
      cause: error,
    });
  }
}
