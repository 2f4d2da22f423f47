import { FactOverrides } from './Facts';
import { Gap } from './Gap';
import { ParseYaml } from './detectFacts';
import { RawObject } from './KubernetesObject';
import { Snapshot } from './Snapshot';
import { SnapshotBuilder } from './SnapshotBuilder';

/** Everything that a snapshot is made of. */
export interface SnapshotInput {
  /** The cluster's configured name; empty for files. */
  readonly cluster: string;
  /** Objects as the API server or a file has them; `List` kinds are opened. */
  readonly objects: readonly unknown[];
  /** What the reader could not read. */
  readonly gaps?: readonly Gap[];
  /** What the operator states; wins over what is detected. */
  readonly facts?: FactOverrides;
  /**
   * Objects whose selectors are heeded when pods are grouped into workloads, and
   * that are otherwise not there. With the same ones, and the same pods, two
   * snapshots have the same workloads, whichever policies are in them.
   */
  readonly groupedAlsoBy?: readonly RawObject[];
  /** Reads the mesh configuration inside a ConfigMap; without it that is a gap. */
  readonly parseYaml?: ParseYaml;
}

/**
 * Objects of one cluster → an immutable snapshot. Never throws for what a
 * cluster contains: an object that does not parse becomes a gap that names the
 * object and the field. Kinds that nothing reads are passed over. Of two
 * objects with the same kind, namespace and name the last one counts.
 *
 * For repeated builds of a changing cluster keep a `SnapshotBuilder`: it parses
 * only objects that it has not seen.
 */
export function buildSnapshot(input: SnapshotInput): Snapshot {
  return new SnapshotBuilder().build(input);
}
