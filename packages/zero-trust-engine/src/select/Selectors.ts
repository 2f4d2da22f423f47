import { BitSet } from '../sets/BitSet';
import { LabelSelector, selectorText } from '../snapshot/LabelSelector';
import { Snapshot } from '../snapshot/Snapshot';
import { WorkloadId } from '../snapshot/Workload';
import { LabelPostings } from './LabelPostings';
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

  private readonly labels: LabelPostings<WorkloadId>;
  private readonly members = new Map<string, WorkloadId[]>();

  constructor(
    private readonly snapshot: Pick<Snapshot, 'workloads' | 'namespaces'>,
  ) {
    const { workloads } = snapshot;
    this.none = BitSet.none(workloads.length);
    this.all = this.none.complement();
    this.labels = new LabelPostings(
      workloads.map(workload => new Map(Object.entries(workload.labels))),
    );
    for (const { id, namespace } of workloads) {
      const ids = this.members.get(namespace);
      if (ids) ids.push(id);
      else this.members.set(namespace, [id]);
    }
  }

  /** Workloads whose labels match, in any namespace. */
  workloads(selector: LabelSelector): WorkloadSet {
    return remember(this.byLabels, selectorText(selector), () =>
      this.labels.meeting(selector.requirements),
    );
  }

  /** Workloads of the namespaces whose labels match. */
  inNamespaces(selector: LabelSelector): WorkloadSet {
    return remember(this.byNamespaceLabels, selectorText(selector), () => {
      const names = [...this.namespaces(selector)];
      return this.of(names.flatMap(name => this.members.get(name) ?? []));
    });
  }

  inNamespace(name: string): WorkloadSet {
    return remember(this.byNamespace, name, () =>
      this.of(this.members.get(name) ?? []),
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

  private of(ids: readonly WorkloadId[]): WorkloadSet {
    return BitSet.of(this.snapshot.workloads.length, ids);
  }
}

function remember<V>(known: Map<string, V>, key: string, make: () => V): V {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
