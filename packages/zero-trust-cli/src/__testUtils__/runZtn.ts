import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ExitCode } from '../exitCodes';
import { main } from '../main';

/** What a command line answered. */
export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, as `bin/ztn` does. */
export async function runZtn(
  args: readonly string[],
  stdin: readonly string[] = [],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await main(args, {
    out: text => {
      out += text;
    },
    err: text => {
      err += text;
    },
    async *lines() {
      yield* stdin;
    },
    now: () => new Date('2026-01-31T00:00:00Z'),
    env,
  });
  return { code, out, err };
}

/** A folder of files that is removed after the tests of this file. */
export function tempFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ztn-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return folder;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});
