import { backoffMs, Pause } from './pause';

/** Ends all waits of a cluster's followers at once; can be used again. */
export class RetrySignal {
  private controller = new AbortController();

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whoever waits tries again now, and as if it had never failed. */
  retryNow(): void {
    const { controller } = this;
    this.controller = new AbortController();
    controller.abort();
  }
}

/**
 * Growing pauses after failures. They start anew after a success, and when the
 * cluster as a whole answers again: what failed for want of it says nothing
 * about the next attempt.
 */
export class Backoff {
  private failures = 0;

  constructor(
    private readonly options: {
      readonly pause: Pause;
      readonly random: () => number;
      readonly signal: AbortSignal;
      readonly retry: RetrySignal;
    },
  ) {}

  succeeded(): void {
    this.failures = 0;
  }

  /** Waits after a failure, at least so many milliseconds when a server said so. */
  async wait(atLeastMs = 0): Promise<void> {
    const { pause, random, signal, retry } = this.options;
    const woken = retry.signal;
    const ms = Math.max(backoffMs(this.failures, random), atLeastMs);
    await pause(ms, AbortSignal.any([signal, woken]));
    this.failures = woken.aborted ? 0 : this.failures + 1;
  }
}
