import { Certainty, Outcome } from '../vocabulary';
import { EntryPoint, EntryTarget } from './EntryPoint';

/** One way in to one port of a workload, and whether policy lets it through. */
export interface Exposure {
  readonly entry: EntryPoint;
  readonly target: EntryTarget;
  /**
   * Under every reading of who the caller is to policy: that outcome. Where they
   * differ, `conditional` if each may happen, and `unknown` if one of them is
   * true and it cannot be said which.
   */
  readonly outcome: Outcome;
  readonly certainty: Certainty;
  readonly readings: readonly ExposureReading[];
}

/** The answer if policy takes the caller for this. */
export interface ExposureReading {
  /** A workload's key, a reserved peer, or a block of addresses. */
  readonly caller: string;
  readonly outcome: Outcome;
}
