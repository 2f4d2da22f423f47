import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitEnv } from './runGit';

/** What git knows of an object, and what is in it where that was asked for. */
export interface GitObject {
  readonly sha: string;
  readonly type: string;
  readonly size: number;
  readonly bytes: Buffer;
}

interface Waiting {
  readonly resolve: (found: GitObject | undefined) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One `git cat-file` that stays: whoever looks at a repository asks for a
 * hundred objects, and starting a program for each is felt, the more so the
 * larger the process that starts it.
 */
export class BatchGit {
  private child?: ChildProcessWithoutNullStreams;
  private readonly waiting: Waiting[] = [];
  private read = Buffer.alloc(0);

  constructor(
    private readonly directory: string,
    private readonly what: 'contents' | 'facts',
  ) {}

  /** Asks for an object by anything that names it; undefined: there is none. */
  ask(name: string): Promise<GitObject | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      (this.child ??= this.start()).stdin.write(`${name}\n`);
    });
  }

  /** Ends git; it starts again when it is needed. */
  close(): void {
    this.child?.stdin.end();
    this.child?.kill();
    this.child = undefined;
  }

  private start(): ChildProcessWithoutNullStreams {
    const mode = this.what === 'contents' ? '--batch' : '--batch-check';
    const child = spawn('git', ['cat-file', mode], {
      env: gitEnv({ GIT_DIR: this.directory }),
    });
    // Nothing waits for it but what is asked.
    child.unref();
    child.stderr.resume();
    child.stdin.on('error', () => {});
    child.stdout.on('data', chunk => {
      this.read = Buffer.concat([this.read, chunk]);
      this.answer();
    });
    const ended = () => {
      if (this.child === child) this.child = undefined;
      this.read = Buffer.alloc(0);
      for (const { reject } of this.waiting.splice(0))
        reject(new Error('git ended while it was read from'));
    };
    child.on('error', ended);
    child.on('close', ended);
    return child;
  }

  /** Hands out every answer that is there as a whole. */
  private answer(): void {
    for (;;) {
      const end = this.read.indexOf('\n');
      if (end < 0) return;
      const [, sha, type, digits] =
        /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(
          this.read.toString('utf8', 0, end),
        ) ?? [];
      // "… missing", "… ambiguous": one line, and nothing after it.
      const size = Number(digits ?? 0);
      const length = sha && this.what === 'contents' ? size + 1 : 0;
      if (this.read.length < end + 1 + length) return;
      const bytes = Buffer.from(
        this.read.subarray(end + 1, end + Math.max(length, 1)),
      );
      this.read = this.read.subarray(end + 1 + length);
      this.waiting
        .shift()
        ?.resolve(sha ? { sha, type, size, bytes } : undefined);
    }
  }
}
