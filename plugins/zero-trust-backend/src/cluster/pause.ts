import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits that many milliseconds, or less when the signal aborts; never throws.
 * Injected everywhere, so that tests do not wait.
 */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** The pause of production. */
export const realPause: Pause = async (ms, signal) => {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
};

/** Doubling from one second to at most a minute, with up to half of jitter. */
export function backoffMs(failures: number, random: () => number): number {
  const ceiling = Math.min(60_000, 1_000 * 2 ** Math.min(failures, 6));
  return ceiling / 2 + (random() * ceiling) / 2;
}
