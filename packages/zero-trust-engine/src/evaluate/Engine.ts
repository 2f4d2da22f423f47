import { Direction } from '../vocabulary';
import { Connection } from '../Connection';
import { Verdict } from '../Verdict';
import { Snapshot } from '../snapshot/Snapshot';
import {
  Isolation,
  Layers,
  Path,
  Party,
  TransportQuestion,
} from '../layers/Layer';
import type { Judged } from './judge';
import { Permission } from './Permission';

/**
 * One snapshot, compiled: all layers once, ready to answer. Immutable; a
 * changed cluster gives a new engine.
 */
export interface Engine {
  readonly snapshot: Snapshot;
  /** The compiled layers, for findings and explanations. */
  readonly layers: Layers;
  /**
   * The verdict of one connection. Throws a plain `Error` with a clear message
   * when the question names a workload or service that is not in the snapshot.
   */
  judge(connection: Connection): Verdict;
  /** Everything that may reach, or be reached from, a workload (`Workload.key`). */
  permissions(workloadKey: string, direction: Direction): readonly Permission[];
  /**
   * The rows of `permissions` without refusals. Where a cluster is closed by
   * default that is much less work than all of them.
   */
  openings(workloadKey: string, direction: Direction): readonly Permission[];
  /**
   * The rows of `permissions` whose peers are addresses, and of them only those
   * of declared ports where the workload that is called declares any. Its cost
   * does not grow with the number of workloads.
   */
  addresses(workloadKey: string, direction: Direction): readonly Permission[];
  /** Whether the network layer closes a direction of a workload (`Workload.key`). */
  isolation(workloadKey: string, direction: Direction): Isolation;
  /** The transport path alone, for explanations. */
  path(question: TransportQuestion): Path;
  /**
   * Every combination of a question's ends with its path and its layers, worst
   * first; none where an end cannot be resolved.
   */
  trace(connection: Connection): readonly Judged[];
  /** Names of the parties that a question's ends resolve to. */
  resolve(connection: Connection): {
    readonly from: readonly Party[];
    readonly to: readonly Party[];
  };
}
