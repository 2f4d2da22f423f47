import { existsSync } from 'node:fs';
import path from 'node:path';
import { installInCi } from './installInCi.mjs';

/** Makes sure that CI has a PostgreSQL: one test starts two backends on it. */
export function ensurePostgresInCi() {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .some(folder => existsSync(path.join(folder, 'initdb')));
  if (onPath || existsSync('/usr/lib/postgresql')) return;
  installInCi('PostgreSQL', 'postgresql');
}
