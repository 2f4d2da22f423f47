import { createInterface } from 'node:readline';

/** What a command speaks to: answers, remarks, and lines of questions. */
export interface Io {
  /** Answers; nothing else, so that a program can read them. */
  out(text: string): void;
  /** Remarks for people: what could not be read, and why nothing was answered. */
  err(text: string): void;
  /** Lines of standard input, as they come. */
  lines(): AsyncIterable<string>;
  /** What depends on time gets it from here. */
  now(): Date;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The streams of this process. */
export function processIo(): Io {
  // A reader that has seen enough (`ztn list | head`) closes the pipe.
  process.stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    out: text => {
      process.stdout.write(text);
    },
    err: text => {
      process.stderr.write(text);
    },
    lines: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
    now: () => new Date(),
    env: process.env,
  };
}
