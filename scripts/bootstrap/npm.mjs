import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toolsDir } from '../lib/paths.mjs';
import { Problem } from '../lib/say.mjs';

/** Installs one package into the tools folder, running none of its scripts. */
export function npmInstall(spec) {
  mkdirSync(toolsDir, { recursive: true });
  // With a manifest npm keeps what an earlier call brought; without one it prunes.
  const manifest = path.join(toolsDir, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(
    npm,
    [
      'install',
      '--prefix',
      toolsDir,
      '--save-exact',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
      '--no-package-lock',
      spec,
    ],
    { encoding: 'utf8', shell: process.platform === 'win32', env: plainEnv() },
  );
  if (result.error?.code === 'ENOENT') {
    throw new Problem('npm is not on the PATH, and it is needed once.');
  }
  if (result.status !== 0) {
    const lines = (result.stderr ?? '').trim().split('\n');
    throw new Problem(
      `${spec} could not be fetched through npm. Is the network there?\n${lines
        .slice(0, 3)
        .join('\n')}`,
    );
  }
}

/** Without what an outer `npm start` tells its scripts. */
function plainEnv() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([key]) =>
        !/^npm_(config_(prefix|global|local_prefix)|package_|lifecycle_)/.test(
          key,
        ),
    ),
  );
}
