import { BitSet } from '../sets/BitSet';
import { LabelSelector, selectorText } from '../snapshot/LabelSelector';
import { Workload, WorkloadId } from '../snapshot/Workload';
import { LabelSets } from './LabelSets';
import { matchLabels } from './matchLabels';
import { Selectable, SelectionChanges } from './selectionChanges';

/** Workloads of one snapshot, as a set of their ids. */
export type WorkloadSet = BitSet<WorkloadId>;

/** What selectors choose, as compilers ask for it. */
export type SelectorSource = Pick<
  Selectors,
  'none' | 'workloads' | 'inNamespaces' | 'inNamespace'
>;

/** A selector of namespaces, and the workloads that are in them. */
interface InNamespaces {
  readonly selector: LabelSelector;
  readonly set: WorkloadSet;
}

/** What was worked out of one snapshot. */
interface Known {
  readonly labels: LabelSets<WorkloadId>;
  readonly members: ReadonlyMap<string, readonly WorkloadId[]>;
  readonly inNamespace: Map<string, WorkloadSet>;
  readonly inNamespaces: Map<string, InNamespaces>;
}

/**
 * Selectors of one snapshot, each evaluated once; equal selectors share one set.
 * Host-network workloads are included: whether a policy may select them is for
 * its layer to say.
 */
export class Selectors {
  readonly none: WorkloadSet;
  private readonly known: Known;

  constructor(private readonly selectable: Selectable, known?: Known) {
    this.none = BitSet.none(selectable.ids.size);
    this.known = known ?? startingWith(selectable);
  }

  /** Workloads whose labels match, in any namespace. */
  workloads(selector: LabelSelector): WorkloadSet {
    return this.known.labels.get(
      selectorText(selector),
      () => selector.requirements,
    );
  }

  /** Workloads of the namespaces whose labels match. */
  inNamespaces(selector: LabelSelector): WorkloadSet {
    const { inNamespaces } = this.known;
    const text = selectorText(selector);
    const found = inNamespaces.get(text);
    if (found) return found.set;
    const set = this.chosenBy(selector);
    inNamespaces.set(text, { selector, set });
    return set;
  }

  inNamespace(name: string): WorkloadSet {
    const { inNamespace } = this.known;
    const set = inNamespace.get(name) ?? this.of([name]);
    inNamespace.set(name, set);
    return set;
  }

  /**
   * The selectors of the next snapshot. Sets that no change touches are the very
   * same.
   *
   * @param replaced - gets every set of before that is another one now
   */
  after(
    selectable: Selectable,
    { gone, come, namespaces }: SelectionChanges,
    replaced: Set<object>,
  ): Selectors {
    const { known } = this;
    const labels = known.labels.with(
      [
        ...gone.map(({ id }) => [id, undefined] as const),
        ...come.map(w => [w.id, labelsOf(w)] as const),
      ],
      replaced,
    );
    const members = new Map(known.members);
    for (const { id, namespace } of gone) {
      const rest = members.get(namespace)?.filter(other => other !== id) ?? [];
      members.set(namespace, rest);
    }
    for (const { id, namespace } of come) {
      members.set(namespace, [...(members.get(namespace) ?? []), id]);
    }
    const inNamespace = new Map(known.inNamespace);
    const places = new Set([...gone, ...come].map(w => w.namespace));
    for (const name of places) {
      const old = inNamespace.get(name);
      if (old) replaced.add(old);
      inNamespace.delete(name);
    }
    const inNamespaces = new Map(known.inNamespaces);
    const next = new Selectors(selectable, {
      labels,
      members,
      inNamespace,
      inNamespaces,
    });
    for (const name of namespaces) places.add(name);
    for (const [text, { selector, set }] of known.inNamespaces) {
      const mayDiffer = [...places].some(name =>
        [this.selectable, selectable].some(at => isChosen(at, selector, name)),
      );
      const now = mayDiffer ? next.chosenBy(selector) : set;
      if (!now.equals(set)) {
        inNamespaces.set(text, { selector, set: now });
        replaced.add(set);
      }
    }
    return next;
  }

  private chosenBy(selector: LabelSelector): WorkloadSet {
    const { namespaces } = this.selectable;
    return this.of(
      [...namespaces.keys()].filter(name =>
        isChosen(this.selectable, selector, name),
      ),
    );
  }

  private of(names: readonly string[]): WorkloadSet {
    const ids = names.flatMap(name => this.known.members.get(name) ?? []);
    return BitSet.of(this.selectable.ids.size, ids);
  }
}

function startingWith({ workloads, ids }: Selectable): Known {
  const members = new Map<string, WorkloadId[]>();
  for (const { id, namespace } of workloads) {
    const own = members.get(namespace);
    if (own) own.push(id);
    else members.set(namespace, [id]);
  }
  const labelled = workloads.map(w => [w.id, labelsOf(w)] as const);
  return {
    labels: LabelSets.of(ids.size, labelled),
    members,
    inNamespace: new Map(),
    inNamespaces: new Map(),
  };
}

function labelsOf({ labels }: Workload): ReadonlyMap<string, string> {
  return new Map(Object.entries(labels));
}

function isChosen(
  { namespaces }: Selectable,
  selector: LabelSelector,
  name: string,
): boolean {
  const namespace = namespaces.get(name);
  return namespace !== undefined && matchLabels(selector, namespace.labels);
}
