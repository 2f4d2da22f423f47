// Progress for people: one line a step, no colours that a log cannot show.
const startedAt = Date.now();

let stream = process.stdout;

/** For a task whose standard output is an answer that programs read. */
export function sayOnStderr() {
  stream = process.stderr;
}

export function say(line) {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0).padStart(3);
  stream.write(`[${seconds}s] ${line}\n`);
}

/** An expected failure: it is told as a sentence, never as a stack. */
export class Problem extends Error {}

/** Runs a task; an expected failure ends it with its sentence and exit code 1. */
export async function tellProblems(task) {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    return 1;
  }
}
