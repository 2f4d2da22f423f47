import { Snapshot, Workload } from '@ztn/zero-trust-engine';

/**
 * The workloads of a thought-of snapshot, tied to those that the catalog knows.
 * A policy that reads another label splits a workload into variants, whose keys
 * belong to no entity: whoever may read the whole may read its parts.
 */
export class Regrouping {
  private readonly byRef = new Map<string, Workload[]>();
  private readonly byKey: ReadonlyMap<string, Workload>;

  constructor(known: Snapshot, private readonly thoughtOf: Snapshot) {
    for (const workload of known.workloads) {
      const ref = refOf(workload);
      const same = this.byRef.get(ref);
      if (same) same.push(workload);
      else this.byRef.set(ref, [workload]);
    }
    this.byKey = new Map(thoughtOf.workloads.map(w => [w.key, w]));
  }

  /** Whether both have the same workloads. */
  static isNeeded(known: Snapshot, thoughtOf: Snapshot): boolean {
    const keys = new Set(known.workloads.map(({ key }) => key));
    return (
      keys.size !== thoughtOf.workloads.length ||
      thoughtOf.workloads.some(({ key }) => !keys.has(key))
    );
  }

  /** Known keys of the pods that a thought-of workload has; never none. */
  knownKeys(key: string): readonly string[] {
    const workload = this.byKey.get(key);
    if (!workload) return [key];
    const candidates = this.byRef.get(refOf(workload)) ?? [];
    const sharing = candidates.filter(candidate => shares(candidate, workload));
    const found = sharing.length > 0 ? sharing : candidates;
    return found.length > 0 ? found.map(known => known.key) : [key];
  }

  /** Thought-of keys of what known keys stand for. */
  thoughtOfKeys(known: ReadonlySet<string>): readonly string[] {
    return this.thoughtOf.workloads
      .map(({ key }) => key)
      .filter(key => this.knownKeys(key).some(one => known.has(one)));
  }
}

function refOf({ ref }: Workload): string {
  return `${ref.namespace}/${ref.kind}/${ref.name}`;
}

function shares(a: Workload, b: Workload): boolean {
  const pods = new Set(a.pods.map(({ name }) => name));
  return b.pods.some(({ name }) => pods.has(name));
}
