import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One file of a branch, changed and pushed. */
export interface FileChange {
  readonly branch: string;
  readonly file: string;
  readonly message: string;
  /** From the whole text to the whole text. */
  readonly change: (before: string) => string;
}

/** Clones, commits and pushes with the system's git, as people do. */
export async function pushChange(
  remote: string,
  author: { readonly name: string; readonly email: string },
  { branch, file, message, change }: FileChange,
): Promise<void> {
  const clone = await mkdtemp(path.join(os.tmpdir(), 'zero-trust-clone-'));
  // No settings of whoever runs the tests reach the repository.
  const env = {
    PATH: process.env.PATH,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: os.devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
  };
  const git = (...args: string[]) => run('git', args, { cwd: clone, env });
  try {
    await git('clone', '-q', '--depth=1', '--branch', branch, remote, '.');
    const at = path.join(clone, file);
    const before = await readFile(at, 'utf8').catch(() => '');
    const after = change(before);
    if (after === before) throw new Error(`${file} would stay as it is`);
    await writeFile(at, after);
    await git('add', '--', file);
    await git('commit', '-q', '-m', message);
    await git('push', '-q', 'origin', branch);
  } finally {
    await rm(clone, { recursive: true, force: true });
  }
}
