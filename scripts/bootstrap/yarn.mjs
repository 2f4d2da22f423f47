import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, toolsDir } from '../lib/paths.mjs';
import { say } from '../lib/say.mjs';
import { npmInstall } from './npm.mjs';

/** The path of the Yarn that `packageManager` in package.json names. */
export function findYarn() {
  const { packageManager } = JSON.parse(
    readFileSync(inRoot('package.json'), 'utf8'),
  );
  const version = packageManager.replace(/^yarn@/, '').replace(/\+.*$/, '');
  const folder = path.join(toolsDir, 'node_modules/@yarnpkg/cli-dist');
  if (versionIn(folder) !== version) {
    say(`fetching Yarn ${version} into .tools`);
    npmInstall(`@yarnpkg/cli-dist@${version}`);
  }
  return path.join(folder, 'bin/yarn.js');
}

function versionIn(folder) {
  const manifest = path.join(folder, 'package.json');
  return existsSync(manifest)
    ? JSON.parse(readFileSync(manifest, 'utf8')).version
    : undefined;
}
