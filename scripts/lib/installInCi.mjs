import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './say.mjs';

/**
 * In CI, as root on a Debian-like machine, a program that is missing is
 * installed through the system's package manager. Elsewhere nothing is: false.
 */
export function installInCi(title, name) {
  const mayInstall =
    process.env.CI &&
    process.getuid?.() === 0 &&
    existsSync('/usr/bin/apt-get');
  if (!mayInstall) return false;
  say(`installing ${title} through the system package manager`);
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', name],
    options,
  );
  return true;
}
