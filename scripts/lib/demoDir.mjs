import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { Problem } from './say.mjs';

/** Where the demo keeps its files: `.demo`, or what `ZTN_DEMO_DIR` says. */
export function demoDirFrom(env) {
  return path.resolve(root, env.ZTN_DEMO_DIR || '.demo');
}

/** The directory as people would type it. */
export function shownDir(dir) {
  const relative = path.relative(root, dir);
  return relative.startsWith('..') ? dir : relative;
}

/**
 * Makes the directory this process's own until it exits. Two demos in one would
 * write each other's kubeconfig, so a second one is refused.
 */
export function claimDemoDir(dir) {
  mkdirSync(dir, { recursive: true });
  const claim = path.join(dir, 'in-use');
  const take = () =>
    writeFileSync(claim, String(process.pid), { flag: 'wx', mode: 0o600 });
  try {
    take();
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const other = Number(readFileSync(claim, 'utf8'));
    if (isAlive(other)) {
      throw new Problem(
        `Another demo runs in ${shownDir(
          dir,
        )} (process ${other}), and two would break each other. Stop it, or give this one a directory and ports of its own: ZTN_DEMO_DIR=.demo-2 ZTN_APP_PORT=<port> … npm start. If no demo runs, delete ${shownDir(
          claim,
        )}.`,
      );
    }
    // Left behind by one that was killed.
    rmSync(claim, { force: true });
    take();
  }
  process.on('exit', () => rmSync(claim, { force: true }));
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there and belongs to somebody else.
    return error.code === 'EPERM';
  }
}
