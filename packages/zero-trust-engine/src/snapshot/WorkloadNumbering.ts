import { sameValue } from '../sameValue';
import { UnplacedWorkload } from './splitGroup';
import { Workload, WorkloadId } from './Workload';

/** Room for so many more than there are, before all have to be counted anew. */
const roomFor = (count: number) => Math.ceil(count / 8) + 32;

/**
 * Gives workloads their ids. One that selectors see as before keeps its id, and
 * one that is wholly as before stays the same object. Every other one gets an id
 * that nobody has had; when these run out, all are numbered anew.
 */
export class WorkloadNumbering {
  private next = 0;
  private limit = 0;
  private current: object = {};

  /** Every id is below. */
  get size(): number {
    return this.limit;
  }

  /** A new object each time that numbers lost their meaning. */
  get space(): object {
    return this.current;
  }

  /** Whether there are ids for so many new workloads. */
  hasRoom(count: number): boolean {
    return this.next + count <= this.limit;
  }

  startAnew(count: number): void {
    this.next = 0;
    this.limit = count + roomFor(count);
    this.current = {};
  }

  /** @param old - who had the same key before */
  number(workload: UnplacedWorkload, old?: Workload): Workload {
    if (old && isSelectedAlike(workload, old)) {
      const kept = { ...workload, id: old.id };
      return sameValue(kept, old) ? old : kept;
    }
    const id = this.next as WorkloadId;
    this.next += 1;
    return { ...workload, id };
  }
}

function isSelectedAlike(a: UnplacedWorkload, b: Workload): boolean {
  return (
    a.namespace === b.namespace &&
    a.serviceAccount === b.serviceAccount &&
    a.hostNetwork === b.hostNetwork &&
    sameValue(a.labels, b.labels)
  );
}
