import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { join, resolve } from 'path';

/** The folder beside the project that holds other projects' test data. */
const shared = resolve(__dirname, '../../../../../shared');

/**
 * Runs a body with the folder of one set of data. A plain clone does not have
 * it: then `absent` (a test framework's `it.todo`) says which one is missing.
 */
export function withData(
  set: string,
  absent: (message: string) => void,
  body: (folder: string) => void,
): void {
  withShared(join('conformance', set), absent, body);
}

/** The same for any other file or folder that lies there. */
export function withShared(
  path: string,
  absent: (message: string) => void,
  body: (path: string) => void,
): void {
  const found = join(shared, path);
  if (existsSync(found)) body(found);
  else absent(`needs ../shared/${path}`);
}

/** Runs a body with one of the specifications, which a plain clone lacks too. */
export function withSpec(
  name: string,
  absent: (message: string) => void,
  body: (file: string) => void,
): void {
  withShared(join('specs', name), absent, body);
}

/** A JSON file of the data. */
export function readJson<T>(...path: readonly string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}

/** Every file under a folder, in order. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .flatMap(name => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesUnder(path) : [path];
    });
}

/** Says how much was compared; a silent pass proves nothing. */
export function reportCompared(title: string, count: number, what: string) {
  // eslint-disable-next-line no-console
  console.info(`${title}: ${count} ${what} compared`);
}
