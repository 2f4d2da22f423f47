import { changesBetween } from '../../changesBetween';
import { WorkloadSet } from '../../select/Selectors';
import { BitSet } from '../../sets/BitSet';
import { IpSet } from '../../sets/IpSet';
import { Snapshot } from '../../snapshot/Snapshot';
import { WorkloadId } from '../../snapshot/Workload';
import { Direction } from '../../vocabulary';
import { PeerAddresses } from './PeerAddresses';
import { Program } from './Program';

type Peers = Pick<Snapshot, 'workloads' | 'ids'>;

/** Workloads that are told apart by nothing but what programs name. */
export class PeerClasses {
  readonly all: WorkloadSet;
  readonly hostNetwork: WorkloadSet;
  private readonly addresses: PeerAddresses;
  private readonly named = new Map<string, readonly WorkloadSet[]>();
  private readonly classes = new WeakMap<Program, readonly WorkloadSet[]>();

  constructor(private readonly peers: Peers, addresses?: PeerAddresses) {
    const { workloads, ids } = peers;
    this.addresses = addresses ?? PeerAddresses.of(peers);
    const setOf = (chosen: Snapshot['workloads']) =>
      BitSet.of(
        ids.size,
        chosen.map(({ id }) => id),
      );
    this.all = setOf(workloads);
    this.hostNetwork = setOf(workloads.filter(w => w.hostNetwork));
  }

  /** The classes of the next snapshot, in which ids mean the same. */
  after(peers: Peers): PeerClasses {
    const { removed, added } = changesBetween(
      this.peers.workloads,
      peers.workloads,
    );
    return new PeerClasses(peers, this.addresses.after(peers, removed, added));
  }

  /**
   * A partition of all workloads: every program answers alike for all members
   * of one class. Host-network workloads are classes of their own, since what
   * counts for them is where they run.
   */
  of(
    programs: readonly Program[],
    direction: Direction,
  ): readonly WorkloadSet[] {
    return programs
      .map(program => this.ofProgram(program, direction))
      .reduce((classes, more) => more.reduce(refine, classes), [this.all]);
  }

  /** Workloads of which some pod has one of these addresses, or may have. */
  mayHave(addresses: IpSet): WorkloadSet {
    return this.addresses.coveredBy(addresses).perhaps;
  }

  private ofProgram(
    program: Program,
    direction: Direction,
  ): readonly WorkloadSet[] {
    const found = this.classes.get(program);
    if (found) return found;
    const sets: WorkloadSet[] = [];
    let alone = this.hostNetwork;
    for (const peer of program.rules.flatMap(rule => rule.peers)) {
      if (peer.type === 'pods') sets.push(peer.workloads);
      if (peer.type === 'addresses' && peer.matchesPods !== false) {
        const { every, some } = this.addresses.coveredBy(peer.addresses);
        sets.push(every, this.addresses.unaddressed);
        alone = alone.union(some.subtract(every));
      }
    }
    if (direction === 'egress') sets.push(...this.byNamedPorts(program));
    for (const id of alone.ids()) sets.push(BitSet.of(this.all.size, [id]));
    const classes = sets.reduce(refine, [this.all]);
    this.classes.set(program, classes);
    return classes;
  }

  /** On egress a port's name means what each destination declares. */
  private byNamedPorts(program: Program): readonly WorkloadSet[] {
    const names = program.rules
      .flatMap(rule => (rule.traffic === 'any' ? [] : rule.traffic))
      .flatMap(entry =>
        !('icmp' in entry) && entry.ports !== 'all' && 'name' in entry.ports
          ? [entry.ports.name]
          : [],
      );
    return [...new Set(names)].flatMap(name => {
      const found = this.named.get(name) ?? this.groupByPort(name);
      this.named.set(name, found);
      return found;
    });
  }

  private groupByPort(name: string): readonly WorkloadSet[] {
    const groups = new Map<string, WorkloadId[]>();
    for (const { id, pods, template } of this.peers.workloads) {
      const shapes = pods.length > 0 || !template ? pods : [template];
      const key = JSON.stringify(
        shapes.map(shape =>
          shape.containers.map(({ role, ports }) => [
            role,
            ports.filter(port => port.name === name),
          ]),
        ),
      );
      groups.set(key, [...(groups.get(key) ?? []), id]);
    }
    return [...groups.values()].map(ids => BitSet.of(this.all.size, ids));
  }
}

/** Splits every class that a set cuts. */
function refine(
  classes: readonly WorkloadSet[],
  set: WorkloadSet,
): readonly WorkloadSet[] {
  if (set.isEmpty) return classes;
  return classes.flatMap(members => {
    const inside = members.intersect(set);
    if (inside.isEmpty) return [members];
    const outside = members.subtract(set);
    return outside.isEmpty ? [members] : [inside, outside];
  });
}
