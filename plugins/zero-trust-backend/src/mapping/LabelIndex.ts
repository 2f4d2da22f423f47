import {
  formatWorkloadRef,
  RawObject,
  Snapshot,
  StringMap,
  Workload,
} from '@ztn/zero-trust-engine';
import { fieldsOf } from '../cluster/pick';
import { LabelSelector, matchesLabels } from './LabelSelector';

/** An owner as the cluster has it: its own labels, not its pods'. */
interface LabelledOwner {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly labels: StringMap;
}

const ownerKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
]);

/**
 * Workloads of one snapshot by label and by name, so that mapping an entity
 * costs what it matches and not the size of the cluster.
 */
export class LabelIndex {
  private readonly byLabel = new Map<string, Workload[]>();
  private readonly byRef = new Map<string, Workload[]>();
  private readonly byKey = new Map<string, Workload>();
  private readonly owners: readonly LabelledOwner[];

  constructor(readonly snapshot: Snapshot, objects: readonly RawObject[]) {
    for (const workload of snapshot.workloads) {
      this.byKey.set(workload.key, workload);
      append(this.byRef, formatWorkloadRef(workload.ref), workload);
      for (const [name, value] of Object.entries(workload.labels)) {
        append(this.byLabel, `${name}=${value}`, workload);
      }
    }
    this.owners = objects.filter(isOwner).map(labelledOwner);
  }

  /** The workload of a key, or undefined. */
  workload(key: string): Workload | undefined {
    return this.byKey.get(key);
  }

  /** Workloads of `namespace/Kind/name`, all variants. */
  named(ref: string): readonly Workload[] {
    return this.byRef.get(ref) ?? [];
  }

  /** Workloads whose pods match, in one namespace or in all. */
  selected(selector: LabelSelector, namespace?: string): readonly Workload[] {
    const exact = selector.find(({ operator }) => operator === 'in');
    const candidates = exact
      ? exact.values.flatMap(
          value => this.byLabel.get(`${exact.key}=${value}`) ?? [],
        )
      : this.snapshot.workloads;
    return candidates.filter(
      workload =>
        (namespace === undefined || workload.namespace === namespace) &&
        matchesLabels(selector, workload.labels),
    );
  }

  /** The first owner that has the labels which its pods lack, `Deployment shop/web`. */
  labelledOwner(
    selector: LabelSelector,
    namespace?: string,
  ): string | undefined {
    const owner = this.owners.find(
      candidate =>
        (namespace === undefined || candidate.namespace === namespace) &&
        matchesLabels(selector, candidate.labels),
    );
    return owner && `${owner.kind} ${owner.namespace}/${owner.name}`;
  }
}

function isOwner(object: RawObject): boolean {
  return ownerKinds.has(object.kind);
}

function labelledOwner(object: RawObject): LabelledOwner {
  const { namespace, name, labels } = fieldsOf(object.metadata);
  return {
    kind: object.kind,
    namespace: String(namespace),
    name: String(name),
    labels: fieldsOf(labels) as StringMap,
  };
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
