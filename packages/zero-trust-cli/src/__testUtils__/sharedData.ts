import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder beside the project that holds other projects' test data. */
const root = resolve(__dirname, '../../../../../shared/conformance');

/**
 * Runs a body with the folder of one set of data. A plain clone does not have
 * it: then `absent` (a test framework's `it.todo`) says which one is missing.
 */
export function withData(
  set: string,
  absent: (message: string) => void,
  body: (folder: string) => void,
): void {
  const folder = join(root, set);
  if (existsSync(folder)) body(folder);
  else absent(`needs the folder ../shared/conformance/${set}`);
}

/** A JSON file of the data. */
export function readJson<T>(...path: readonly string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}
