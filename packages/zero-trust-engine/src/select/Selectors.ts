import { BitSet } from '../sets/BitSet';
import { LabelSelector, selectorText } from '../snapshot/LabelSelector';
import { Snapshot } from '../snapshot/Snapshot';
import { WorkloadId } from '../snapshot/Workload';
import { matchLabels } from './matchLabels';

/** Workloads of one snapshot, as a set of their ids. */
export type WorkloadSet = BitSet<WorkloadId>;

/**
 * Selectors of one snapshot, each evaluated once; equal selectors share one set.
 * Host-network workloads are included: whether a policy may select them is for
 * its layer to say.
 */
export class Selectors {
  readonly none: WorkloadSet;
  readonly all: WorkloadSet;
  private readonly byLabels = new Map<string, WorkloadSet>();
  private readonly byNamespaceLabels = new Map<string, WorkloadSet>();
  private readonly byNamespace = new Map<string, WorkloadSet>();

  constructor(private readonly snapshot: Snapshot) {
    this.none = BitSet.none(snapshot.workloads.length);
    this.all = this.none.complement();
  }

  /** Workloads whose labels match, in any namespace. */
  workloads(selector: LabelSelector): WorkloadSet {
    return remember(this.byLabels, selectorText(selector), () =>
      this.where(workload => matchLabels(selector, workload.labels)),
    );
  }

  /** Workloads of the namespaces whose labels match. */
  inNamespaces(selector: LabelSelector): WorkloadSet {
    return remember(this.byNamespaceLabels, selectorText(selector), () => {
      const names = this.namespaces(selector);
      return this.where(workload => names.has(workload.namespace));
    });
  }

  inNamespace(name: string): WorkloadSet {
    return remember(this.byNamespace, name, () =>
      this.where(workload => workload.namespace === name),
    );
  }

  /** Names of the namespaces whose labels match. */
  namespaces(selector: LabelSelector): ReadonlySet<string> {
    return new Set(
      [...this.snapshot.namespaces.values()]
        .filter(namespace => matchLabels(selector, namespace.labels))
        .map(namespace => namespace.name),
    );
  }

  private where(
    selects: (workload: Snapshot['workloads'][number]) => boolean,
  ): WorkloadSet {
    const { workloads } = this.snapshot;
    return BitSet.of(
      workloads.length,
      workloads.filter(selects).map(workload => workload.id),
    );
  }
}

function remember<V>(known: Map<string, V>, key: string, make: () => V): V {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
