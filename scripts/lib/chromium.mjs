import { existsSync } from 'node:fs';
import path from 'node:path';
import { installInCi } from './installInCi.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A Chromium on this machine: `CHROMIUM_PATH`, the PATH, or a usual place. */
export function findChromium() {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap(folder => names.map(name => path.join(folder, name)));
  return [process.env.CHROMIUM_PATH, ...onPath, ...places].find(
    candidate => candidate && existsSync(candidate),
  );
}

/**
 * In CI, as root on a Debian-like machine, a missing browser is installed
 * through the system's package manager. Elsewhere nothing is installed.
 */
export function installChromiumInCi() {
  return installInCi('Chromium', 'chromium') ? findChromium() : undefined;
}
