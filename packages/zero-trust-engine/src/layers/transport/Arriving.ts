import { Evidence } from '../../Verdict';
import { Certainty } from '../../vocabulary';
import { Sent } from './meet';

/** What arrives at a server, and why. */
export interface Arriving {
  readonly sent: Sent | 'unknown';
  readonly certainty: Certainty;
  readonly because: readonly Evidence[];
}
