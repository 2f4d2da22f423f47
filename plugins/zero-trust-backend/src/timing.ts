import { Pause, realPause } from './cluster/pause';

/** Time and chance, given from outside so that tests need not wait. */
export interface Timing {
  readonly pause: Pause;
  /** The time of day, for people to read. */
  readonly clock: () => Date;
  /** Milliseconds since some moment; only differences mean anything. */
  readonly elapsedMs: () => number;
  /** The same for work, which takes as long as it takes, in tests too. */
  readonly busyMs: () => number;
  readonly random: () => number;
}

/** Time as it passes. */
export const realTiming: Timing = {
  pause: realPause,
  clock: () => new Date(),
  elapsedMs: () => performance.now(),
  busyMs: () => performance.now(),
  random: Math.random,
};
