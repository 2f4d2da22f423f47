import { Direction } from '../../vocabulary';
import { Workload } from '../../snapshot/Workload';
import { Party } from '../Layer';
import { Decision } from './Decision';
import { PacketAt } from './judgeView';
import { PeerView } from './PeerView';
import { Program } from './Program';

/**
 * One way to read a cluster's policies: under a dialect, with a set of kinds
 * enforced. A cluster of which everything is known has one reading.
 */
export interface Reading {
  /** What governs a subject, or why nothing does. */
  programOf(
    subject: Party,
    direction: Direction,
  ): { readonly program: Program } | { readonly exempt: Decision };
  /**
   * Of what the program of a workload follows: as long as this is the same
   * object, so are the workload's programs.
   */
  scopeOf(workload: Workload): object;
  /** The answer for one view of a peer. */
  judge(program: Program, view: PeerView, packet: PacketAt): Decision;
}
