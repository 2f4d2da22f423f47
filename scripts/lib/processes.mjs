import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

const running = new Set();

/**
 * Starts a program in a process group of its own, so that stopping it stops
 * everything that it started. `onLine` receives each line it prints.
 */
export function start(command, args, { env, cwd = root, onLine } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: env ?? process.env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', onLine ? 'pipe' : 'inherit', onLine ? 'pipe' : 'inherit'],
  });
  running.add(child);
  if (onLine) {
    for (const stream of [child.stdout, child.stderr]) eachLine(stream, onLine);
  }
  child.ended = new Promise(resolve => {
    child.on('error', error => {
      running.delete(child);
      resolve({ code: 127, error });
    });
    child.on('exit', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? 128, signal });
    });
  });
  return child;
}

/** Runs a program to its end and returns its exit code. */
export async function run(command, args, options) {
  return (await start(command, args, options).ended).code;
}

function eachLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', text => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
  stream.on('end', () => rest && onLine(rest));
}

function signal(child, name) {
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // It is gone already, which is what was wanted.
  }
}

/** Stops everything that was started; insists after five seconds. */
export async function stopAll() {
  const children = [...running];
  children.forEach(child => signal(child, 'SIGTERM'));
  const insist = setTimeout(
    () => children.forEach(child => signal(child, 'SIGKILL')),
    5000,
  );
  await Promise.all(children.map(child => child.ended));
  clearTimeout(insist);
  // A wrapper may be gone while what it started is still shutting down.
  children.forEach(child => signal(child, 'SIGKILL'));
}

/** Stops everything on Ctrl-C and on a request to end, then exits. */
export function stopOnSignals() {
  let stopping = false;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, async () => {
      if (stopping) return;
      stopping = true;
      process.stdout.write('\nstopping…\n');
      await stopAll();
      process.exit(name === 'SIGINT' ? 130 : 143);
    });
  }
}
