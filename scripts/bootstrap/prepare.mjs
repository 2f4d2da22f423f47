import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { installDependencies } from './dependencies.mjs';
import { findNode } from './node.mjs';
import { findYarn } from './yarn.mjs';

/**
 * Everything that a task needs on a bare machine: Node, Yarn, dependencies.
 * Returns how to run programs with them.
 */
export async function prepare() {
  const bin = findNode();
  const node = path.join(
    bin,
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const env = {
    ...process.env,
    PATH: [bin, inRoot('node_modules/.bin'), process.env.PATH].join(
      path.delimiter,
    ),
    // Backstage's tools look for Yarn by this name when they need it.
    BACKSTAGE_CLI_DISABLE_UPDATE_CHECK: '1',
  };
  const yarn = findYarn();
  await installDependencies(node, yarn, env);
  return { node, yarn, env };
}
