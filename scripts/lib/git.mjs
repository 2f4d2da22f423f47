import { existsSync } from 'node:fs';
import path from 'node:path';
import { installInCi } from './installInCi.mjs';

/** Makes sure that CI has git: the demo's git host is made of it. */
export function ensureGitInCi() {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .some(folder => existsSync(path.join(folder, 'git')));
  if (!onPath) installInCi('git', 'git');
}
