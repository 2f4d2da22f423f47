import { BitSet } from '../../sets/BitSet';
import { WorkloadSet } from '../../select/Selectors';
import { IpSet } from '../../sets/IpSet';
import { Facts } from '../../snapshot/Facts';
import { Workload, WorkloadId } from '../../snapshot/Workload';
import { Direction } from '../../vocabulary';
import { MayPassPort } from '../Layer';
import { everyPort, mayBeTraffic } from './mayBeTraffic';
import { PeerClasses } from './PeerClasses';
import { NetworkRule, PeerMatcher } from './NetworkRule';
import { Program } from './Program';
import { Reading } from './Reading';
import { Readings } from './Readings';

/** Whom a rule may mean, in words that hold for any snapshot. */
interface Meant {
  readonly everybody: boolean;
  readonly workloads: WorkloadSet;
  /** Everybody in the network of his node. */
  readonly hosts: boolean;
  /** Everybody who has, or may have, one of these addresses. */
  readonly addresses: readonly IpSet[];
}

/** An allow rule, and every workload that it may mean. */
interface AllowRule {
  readonly peers: Meant;
  /** Whether it may mean somebody who is no workload. */
  readonly outside: boolean;
  readonly traffic: NetworkRule['traffic'];
}

/** What one end may let pass. It may hold too much, never too little. */
interface End {
  /**
   * What is not allowed by a rule is refused, but for everybody in the network
   * of his node: what is on the subject's own is let in without any rule.
   */
  readonly closed: boolean;
  /** Everybody whom an allow rule may mean. */
  readonly named: Meant;
  readonly rules: readonly AllowRule[];
}

type Ends = Map<WorkloadId, End>;

/**
 * Tells pairs of workloads that need no look at all from the others: both ends
 * have said no, and no rule speaks of them. In a cluster that is closed by
 * default that is nearly every pair.
 */
export class WorkloadPairs {
  /** Ends of the workloads of a scope, by id. */
  private readonly byScope: WeakMap<object, Record<Direction, Ends>>;
  private readonly byProgram: WeakMap<Program, End>;
  private readonly all: readonly Reading[];
  private readonly open: End;
  private readonly nobody: WorkloadSet;

  /** @param previous - of an earlier snapshot in which ids mean the same */
  constructor(
    readings: Readings,
    private readonly classes: PeerClasses,
    private readonly cni: Facts['cni'],
    previous?: WorkloadPairs,
  ) {
    this.all = [readings.declared, ...readings.others];
    this.byScope = previous?.byScope ?? new WeakMap();
    this.byProgram = previous?.byProgram ?? new WeakMap();
    this.nobody = BitSet.none<WorkloadId>(classes.all.size);
    this.open = { closed: false, named: this.meaning({}), rules: [] };
  }

  /** With whom one end may let something pass, and the subject itself. */
  peersOf(subject: Workload, direction: Direction): WorkloadSet {
    const { all, hostNetwork } = this.classes;
    const alone: WorkloadSet = BitSet.of(all.size, [subject.id]);
    return this.ends(subject, direction)
      .map(end =>
        end.closed ? this.everyone(end.named).union(hostNetwork) : all,
      )
      .reduce((union, set) => union.union(set), alone);
  }

  /** Whether both ends may let something pass. */
  mayPass(client: Workload, server: Workload): boolean {
    return (
      client.id === server.id ||
      (this.ends(client, 'egress').some(end => this.mayMeet(end, server)) &&
        this.ends(server, 'ingress').some(end => this.mayMeet(end, client)))
    );
  }

  /** Whether both ends may let a port pass. */
  portsBetween(client: Workload, server: Workload): MayPassPort {
    if (client.id === server.id) return everyPort;
    const out = this.ends(client, 'egress').map(end =>
      this.rulesFor(end, server),
    );
    const into = this.ends(server, 'ingress').map(end =>
      this.rulesFor(end, client),
    );
    return (protocol, range) =>
      [out, into].every(ends =>
        ends.some(
          rules =>
            rules === 'all' ||
            rules.some(({ traffic }) =>
              mayBeTraffic(traffic, protocol, range, server.ports),
            ),
        ),
      );
  }

  /** Which ports addresses and names may pass; nodes have ways of their own. */
  portsOutside(subject: Workload, direction: Direction): MayPassPort {
    const ends = this.ends(subject, direction).map(end =>
      end.closed ? end.rules.filter(({ outside }) => outside) : 'all',
    );
    return (protocol, range) =>
      ends.some(
        rules =>
          rules === 'all' ||
          // A name of a port never means one of an address.
          rules.some(({ traffic }) =>
            mayBeTraffic(traffic, protocol, range, subject.ports),
          ),
      );
  }

  /** Whether an allow rule at one end speaks of the other. */
  mayName(client: Workload, server: Workload): boolean {
    return (
      this.ends(client, 'egress').some(end => this.means(end.named, server)) ||
      this.ends(server, 'ingress').some(end => this.means(end.named, client))
    );
  }

  /** One for each reading of the cluster: what one of them lets pass may pass. */
  private ends(subject: Workload, direction: Direction): readonly End[] {
    // Where nobody enforces, or nobody knows who, nothing is refused for sure.
    if (this.cni === 'none' || this.cni === 'unknown') return [this.open];
    return this.all.map(reading => this.endOf(reading, subject, direction));
  }

  private endOf(
    reading: Reading,
    workload: Workload,
    direction: Direction,
  ): End {
    const scope = reading.scopeOf(workload);
    const ends = this.byScope.get(scope) ?? {
      ingress: new Map(),
      egress: new Map(),
    };
    this.byScope.set(scope, ends);
    const known = ends[direction].get(workload.id);
    if (known) return known;
    const party = { type: 'workload', workload } as const;
    const found = reading.programOf(party, direction);
    const made =
      'program' in found ? this.endOfProgram(found.program) : this.open;
    ends[direction].set(workload.id, made);
    return made;
  }

  private endOfProgram(program: Program): End {
    const known = this.byProgram.get(program);
    if (known) return known;
    const made = this.readProgram(program);
    this.byProgram.set(program, made);
    return made;
  }

  private readProgram(program: Program): End {
    if (program.gaps.length > 0) {
      return { ...this.open, named: this.meaning({ everybody: true }) };
    }
    const rules = program.rules
      .filter(rule => rule.action === 'allow')
      .map(({ peers, traffic }) => ({
        peers: this.unite(peers.map(peer => this.mayMatch(peer))),
        outside: peers.some(({ type }) => type !== 'pods'),
        traffic,
      }));
    return {
      closed: isClosed(program),
      named: this.unite(rules.map(({ peers }) => peers)),
      rules,
    };
  }

  private mayMatch(peer: PeerMatcher): Meant {
    switch (peer.type) {
      case 'pods':
        return peer.unsure
          ? this.meaning({ everybody: true })
          : this.meaning({
              workloads: peer.workloads.union(peer.onHostNetwork),
            });
      case 'addresses':
        return this.meaning({
          hosts: true,
          addresses: peer.matchesPods === false ? [] : [peer.addresses],
        });
      case 'nodes':
      case 'identities':
        return this.meaning({ hosts: true });
      case 'names':
        return this.meaning({});
      default:
        return this.meaning({ everybody: true });
    }
  }

  private meaning(some: Partial<Meant>): Meant {
    return {
      everybody: false,
      workloads: this.nobody,
      hosts: false,
      addresses: [],
      ...some,
    };
  }

  private unite(all: readonly Meant[]): Meant {
    return {
      everybody: all.some(({ everybody }) => everybody),
      workloads: all.reduce(
        (union, { workloads }) => union.union(workloads),
        this.nobody,
      ),
      hosts: all.some(({ hosts }) => hosts),
      addresses: [...new Set(all.flatMap(({ addresses }) => addresses))],
    };
  }

  /** Everybody who is meant, as the cluster is now. */
  private everyone({
    everybody,
    workloads,
    hosts,
    addresses,
  }: Meant): WorkloadSet {
    const { all, hostNetwork } = this.classes;
    if (everybody) return all;
    return [
      ...(hosts ? [hostNetwork] : []),
      ...addresses.map(set => this.classes.mayHave(set)),
    ].reduce((union, set) => union.union(set), workloads);
  }

  private means(meant: Meant, { id }: Workload): boolean {
    return (
      meant.everybody ||
      meant.workloads.has(id) ||
      (meant.hosts && this.classes.hostNetwork.has(id)) ||
      meant.addresses.some(set => this.classes.mayHave(set).has(id))
    );
  }

  private mayMeet({ closed, named }: End, other: Workload): boolean {
    return (
      !closed ||
      this.classes.hostNetwork.has(other.id) ||
      this.means(named, other)
    );
  }

  private rulesFor(
    { closed, rules }: End,
    other: Workload,
  ): readonly AllowRule[] | 'all' {
    if (!closed || this.classes.hostNetwork.has(other.id)) return 'all';
    return rules.filter(({ peers }) => this.means(peers, other));
  }
}

/** What no rule allows is refused. */
function isClosed({ cilium, isolatedBy, onHostNetwork }: Program): boolean {
  if (onHostNetwork) return false;
  if (!cilium) return isolatedBy.length > 0;
  return cilium.enforced && cilium.defaultDeny && !cilium.audit;
}
