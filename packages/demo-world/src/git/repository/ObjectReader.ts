import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitEnv } from './runGit';

interface Waiting {
  readonly resolve: (bytes: Buffer | undefined) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Reads blobs through one git that stays: whoever looks at a repository asks for
 * a hundred of them, and starting a program for each would be felt.
 */
export class ObjectReader {
  private child?: ChildProcessWithoutNullStreams;
  private readonly waiting: Waiting[] = [];
  private read = Buffer.alloc(0);

  constructor(private readonly directory: string) {}

  /** Bytes of a blob; undefined when there is none of this id. */
  blob(sha: string): Promise<Buffer | undefined> {
    if (!/^[0-9a-f]{40}$/.test(sha)) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      (this.child ??= this.start()).stdin.write(`${sha}\n`);
    });
  }

  /** Ends git; it starts again when it is needed. */
  close(): void {
    this.child?.stdin.end();
    this.child?.kill();
    this.child = undefined;
  }

  private start(): ChildProcessWithoutNullStreams {
    const child = spawn('git', ['cat-file', '--batch'], {
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
      const [, type, size] = this.read.toString('utf8', 0, end).split(' ');
      const missing = type === 'missing';
      const length = missing ? 0 : Number(size) + 1;
      if (this.read.length < end + 1 + length) return;
      const bytes = Buffer.from(
        this.read.subarray(end + 1, end + Math.max(length, 1)),
      );
      this.read = this.read.subarray(end + 1 + length);
      this.waiting.shift()?.resolve(type === 'blob' ? bytes : undefined);
    }
  }
}
