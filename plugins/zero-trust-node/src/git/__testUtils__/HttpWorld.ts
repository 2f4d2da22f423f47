import { SetupServer } from 'msw/node';
import { Connect } from './GitHostWorld';

/** A host behind HTTP, in which every test connects adapters of its own. */
export interface HttpWorld {
  readonly connect: Connect;
  /** What every request of this process passes through. */
  readonly faults: SetupServer;
  /** Every address of the API begins with this. */
  readonly apiUrl: string;
  /** What must never be seen. */
  readonly secrets: readonly string[];
  stop(): Promise<void>;
}
