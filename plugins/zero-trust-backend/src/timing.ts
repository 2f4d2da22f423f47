import { Pause, realPause } from './cluster/pause';

/** Time and chance, given from outside so that tests need not wait. */
export interface Timing {
  readonly pause: Pause;
  /** The time of day, for people to read. */
  readonly clock: () => Date;
  /** Milliseconds since some moment; only differences mean anything. */
  readonly elapsedMs: () => number;
  readonly random: () => number;
}

/** Time as it passes. */
export const realTiming: Timing = {
  pause: realPause,
  clock: () => new Date(),
  elapsedMs: () => performance.now(),
  random: Math.random,
};
