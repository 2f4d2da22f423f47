import { SetupServer } from 'msw/node';
import { GitHost } from '../GitHost';
import { ManualClock } from './ManualClock';

/** An adapter in front of a host over HTTP. */
export interface HttpWorld {
  readonly host: GitHost;
  /** The same repository once more, through the same queue. */
  readonly second: GitHost;
  readonly clock: ManualClock;
  /** What every request of this process passes through. */
  readonly faults: SetupServer;
  /** Every address of the API begins with this. */
  readonly apiUrl: string;
  /** What must never be seen. */
  readonly secrets: readonly string[];
  stop(): Promise<void>;
}
