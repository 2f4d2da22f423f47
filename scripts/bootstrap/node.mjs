import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { toolsDir } from '../lib/paths.mjs';
import { Problem, say } from '../lib/say.mjs';
import { npmInstall } from './npm.mjs';

/** Backstage 1.55 runs on these and on no other. */
const supported = [22, 24];
const wanted = 24;

const majorOf = version => Number(/^v?(\d+)\./.exec(version)?.[1]);

/**
 * The folder of a Node that Backstage accepts: the one that runs this script,
 * or one fetched through npm into the ignored tools folder.
 */
export function findNode() {
  if (supported.includes(majorOf(process.version))) {
    return path.dirname(process.execPath);
  }
  const name = `node-${platform()}-${process.arch}`;
  const bin = path.join(toolsDir, 'node_modules', name, 'bin');
  const executable = path.join(
    bin,
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!worksAs(executable)) {
    say(
      `Node ${process.version} cannot run Backstage; fetching Node ${wanted} into .tools`,
    );
    npmInstall(`${name}@${wanted}`);
    if (!worksAs(executable)) {
      throw new Problem(
        `Node ${wanted} could not be prepared for ${platform()} on ${
          process.arch
        }. Install Node 22 or 24 and run the command again.`,
      );
    }
  }
  return bin;
}

function platform() {
  return process.platform === 'win32' ? 'win' : process.platform;
}

function worksAs(executable) {
  if (!existsSync(executable)) return false;
  try {
    const version = execFileSync(executable, ['--version'], {
      encoding: 'utf8',
    });
    return supported.includes(majorOf(version));
  } catch {
    return false;
  }
}
