import { Workload, WorkloadId } from './Workload';

/**
 * The ids of one snapshot's workloads. They say nothing about order: a workload
 * keeps its id through changes as long as selectors see it the same, and an id
 * that was somebody's is nobody else's in the same space.
 */
export class WorkloadIds {
  private readonly places = new Map<WorkloadId, number>();

  constructor(
    private readonly workloads: readonly Workload[],
    /** Every id is below. */
    readonly size: number,
    /** In the same space the same id is the same workload, to selectors. */
    readonly space: object,
  ) {
    workloads.forEach(({ id }, place) => this.places.set(id, place));
  }

  at(id: WorkloadId): Workload {
    return this.workloads[this.placeOf(id)];
  }

  /** Where it stands among the snapshot's workloads. */
  placeOf(id: WorkloadId): number {
    const place = this.places.get(id);
    if (place === undefined) throw new Error(`no workload has the id ${id}`);
    return place;
  }

  /** Workloads in the snapshot's order. */
  inOrder(ids: Iterable<WorkloadId>): readonly Workload[] {
    return [...ids]
      .map(id => this.placeOf(id))
      .sort((a, b) => a - b)
      .map(place => this.workloads[place]);
  }
}
