import { Direction } from '../../vocabulary';
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
  /** The answer for one view of a peer. */
  judge(program: Program, view: PeerView, packet: PacketAt): Decision;
}
