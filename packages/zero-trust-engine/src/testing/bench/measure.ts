/** What one piece of work took: the least of some tries. */
export interface Took {
  /** Milliseconds on the clock. */
  readonly wall: number;
  /** Milliseconds of CPU time, garbage collection included. */
  readonly cpu: number;
}

/**
 * Tries a piece of work some times and keeps the quickest: everything else is
 * other people's work on the same machine.
 *
 * @param prepare - what comes before each try and is not measured
 */
export function measure<T>(
  tries: number,
  prepare: () => T,
  work: (prepared: T) => unknown,
): Took {
  const took = Array.from({ length: tries }, () => {
    const prepared = prepare();
    collectGarbage();
    const before = process.cpuUsage();
    const start = performance.now();
    work(prepared);
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    return { wall, cpu: (user + system) / 1000 };
  });
  return took.reduce((a, b) => (b.cpu < a.cpu ? b : a));
}

/** What a piece of work returns, and the megabytes that stay because of it. */
export function retained<T>(work: () => T): {
  readonly megabytes: number;
  readonly result: T;
} {
  const before = used();
  const result = work();
  return { megabytes: (used() - before) / 1e6, result };
}

function used(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('run with --expose-gc');
  globalThis.gc();
}
