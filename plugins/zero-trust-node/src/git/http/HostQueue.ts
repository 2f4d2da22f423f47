import { GitHostError } from '../GitHostError';

/** Time, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  pause(milliseconds: number): Promise<void>;
}

const systemClock: Clock = {
  now: () => Date.now(),
  pause: milliseconds =>
    new Promise(resolve => {
      setTimeout(resolve, milliseconds);
    }),
};

/** How long a call waits for a limit before it gives up and says when to come back. */
const patienceSeconds = 60;

/**
 * What is owed to one host, however many repositories are on it: writes one
 * after the other, and silence for as long as it asks for.
 */
export class HostQueue {
  private last: Promise<unknown> = Promise.resolve();
  private silentUntil = 0;

  constructor(readonly clock: Clock = systemClock) {}

  /** Runs a write when those before it are done. */
  write<T>(task: () => Promise<T>): Promise<T> {
    const result = this.last.then(task, task);
    this.last = result.catch(() => {});
    return result;
  }

  /** The host asked to be left alone. */
  limit(seconds: number): void {
    this.silentUntil = Math.max(
      this.silentUntil,
      this.clock.now() + seconds * 1000,
    );
  }

  /** Waits until the host may be asked again; throws when that takes too long. */
  async ready(sourceId: string): Promise<void> {
    const rest = this.silentUntil - this.clock.now();
    if (rest <= 0) return;
    const seconds = Math.ceil(rest / 1000);
    if (seconds > patienceSeconds)
      throw new GitHostError(
        'GIT_RATE_LIMITED',
        `the git host of policy source '${sourceId}' asks to wait`,
        { retryAfterSeconds: seconds },
      );
    await this.clock.pause(rest);
  }
}

const queues = new Map<string, HostQueue>();

/** The one queue of a host in this process. */
export const queueOf = (host: string): HostQueue => {
  const queue = queues.get(host) ?? new HostQueue();
  queues.set(host, queue);
  return queue;
};
