import { spawn } from 'node:child_process';

/** What one run of git is told. */
export interface GitRun {
  /** The bare repository; absent for commands that need none. */
  readonly directory?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are answers and not failures; 0 alone by default. */
  readonly answers?: readonly number[];
}

/** Git ended with a code that nobody expected. */
export class GitCommandError extends Error {
  constructor(
    readonly command: string,
    readonly code: number | undefined,
    readonly detail: string,
  ) {
    super(`git ${command} ended with ${code}: ${detail}`);
    this.name = 'GitCommandError';
  }
}

/** No settings of the machine or of its user reach the demo's repositories. */
export const gitEnv = (
  more: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  ...more,
});

/** Runs the system's git without a shell; answers code and standard output. */
export const runGit = (
  args: readonly string[],
  { directory, input, env, answers = [0] }: GitRun = {},
): Promise<{ code: number; output: Buffer }> =>
  new Promise((resolve, reject) => {
    const child = spawn('git', [...args], {
      env: gitEnv({ ...(directory ? { GIT_DIR: directory } : {}), ...env }),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    const said: Buffer[] = [];
    child.stdout.on('data', chunk => output.push(chunk));
    child.stderr.on('data', chunk => said.push(chunk));
    child.on('error', reject);
    // Git may end before it read everything, and says why with its exit code.
    child.stdin.on('error', () => {});
    child.on('close', code => {
      if (code !== null && answers.includes(code))
        resolve({ code, output: Buffer.concat(output) });
      else
        reject(
          new GitCommandError(
            args.find(arg => !arg.startsWith('-')) ?? '',
            code ?? undefined,
            Buffer.concat(said).toString('utf8').trim(),
          ),
        );
    });
    child.stdin.end(input);
  });
