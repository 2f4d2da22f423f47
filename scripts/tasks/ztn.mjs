import { spawn } from 'node:child_process';
import { inRoot } from '../lib/paths.mjs';
import { sayOnStderr } from '../lib/say.mjs';
import { prepare } from '../bootstrap/prepare.mjs';

/**
 * `yarn ztn …`: the command line from its sources. It has the terminal to itself
 * (questions come from standard input, answers go to standard output), and paths
 * are relative to the folder in which the command was typed.
 */
export async function task(args) {
  sayOnStderr();
  const { node, env } = await prepare();
  const child = spawn(
    node,
    [inRoot('packages/zero-trust-cli/bin/ztn'), ...args],
    {
      env,
      cwd: process.env.INIT_CWD ?? process.cwd(),
      stdio: 'inherit',
    },
  );
  return new Promise(resolve => {
    child.on('error', () => resolve(127));
    child.on('exit', code => resolve(code ?? 128));
  });
}
