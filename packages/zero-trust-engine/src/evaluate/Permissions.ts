import { Workload } from '../snapshot/Workload';
import { Direction } from '../vocabulary';
import type { JudgeContext } from './judge';
import { OutsideRows } from './OutsideRows';
import { Permission } from './Permission';
import { RowSources } from './RowSources';
import { WorkloadRows } from './WorkloadRows';

/** Permissions of one engine's workloads, worked out on demand and kept. */
export class Permissions {
  private readonly all = byDirection();
  private readonly open = byDirection();
  private readonly workloads: WorkloadRows;
  private readonly outside: OutsideRows;

  constructor(private readonly context: JudgeContext) {
    const sources = new RowSources(context);
    this.workloads = new WorkloadRows(context, sources);
    this.outside = new OutsideRows(context, sources);
  }

  /** Workload peers first, in the snapshot's order, then everybody else. */
  of(key: string, direction: Direction): readonly Permission[] {
    return remember(this.all[direction], key, () => [
      ...this.workloads.of(this.subject(key), direction, 'shown'),
      ...this.outside.of(this.subject(key), direction),
    ]);
  }

  /** Without refusals, for which most pairs need no look. */
  openings(key: string, direction: Direction): readonly Permission[] {
    return remember(this.open[direction], key, () => {
      const rows = this.all[direction].get(key) ?? [
        ...this.workloads.of(this.subject(key), direction, 'left out'),
        ...this.outside.of(this.subject(key), direction),
      ];
      return rows.filter(({ outcome }) => outcome !== 'deny');
    });
  }

  /** Addresses alone, on declared ports where there are any. */
  addresses(key: string, direction: Direction): readonly Permission[] {
    const subject = this.subject(key);
    return this.outside.addresses(subject, direction, 'declared ports');
  }

  private subject(key: string): Workload {
    const subject = this.context.resolver.byKey.get(key);
    if (!subject) throw new Error(`no workload '${key}' in the snapshot`);
    return subject;
  }
}

type Known = Map<string, readonly Permission[]>;

function byDirection(): Readonly<Record<Direction, Known>> {
  return { ingress: new Map(), egress: new Map() };
}

function remember(
  known: Known,
  key: string,
  make: () => readonly Permission[],
): readonly Permission[] {
  const rows = known.get(key) ?? make();
  known.set(key, rows);
  return rows;
}
