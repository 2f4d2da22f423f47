import { BitSet } from '../../sets/BitSet';
import { WorkloadSet } from '../../select/Selectors';
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

/** An allow rule, and every workload that it may mean. */
interface AllowRule {
  readonly peers: WorkloadSet;
  /** Whether it may mean somebody who is no workload. */
  readonly outside: boolean;
  readonly traffic: NetworkRule['traffic'];
}

/** What one end may let pass. It may hold too much, never too little. */
interface End {
  /** What is not allowed by a rule is refused, but for what is in `exempt`. */
  readonly closed: boolean;
  readonly exempt: WorkloadSet;
  /** Everybody whom an allow rule may mean. */
  readonly named: WorkloadSet;
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

  constructor(
    readings: Readings,
    private readonly classes: PeerClasses,
    private readonly cni: Facts['cni'],
    previous?: WorkloadPairs,
  ) {
    const { all } = classes;
    this.all = [readings.declared, ...readings.others];
    // Ends follow from programs and classes alone.
    const kept = previous?.classes === classes ? previous : undefined;
    this.byScope = kept?.byScope ?? new WeakMap();
    this.byProgram = kept?.byProgram ?? new WeakMap();
    const nobody = BitSet.none<WorkloadId>(all.size);
    this.open = { closed: false, exempt: all, named: nobody, rules: [] };
  }

  /** With whom one end may let something pass, and the subject itself. */
  peersOf(subject: Workload, direction: Direction): WorkloadSet {
    const { all } = this.classes;
    const open = this.ends(subject, direction).map(end =>
      end.closed ? end.named.union(end.exempt) : all,
    );
    return unionOf(all.size, [...open, BitSet.of(all.size, [subject.id])]);
  }

  /** Whether both ends may let something pass. */
  mayPass(client: Workload, server: Workload): boolean {
    return (
      client.id === server.id ||
      (this.ends(client, 'egress').some(end => mayMeet(end, server)) &&
        this.ends(server, 'ingress').some(end => mayMeet(end, client)))
    );
  }

  /** Whether both ends may let a port pass. */
  portsBetween(client: Workload, server: Workload): MayPassPort {
    if (client.id === server.id) return everyPort;
    const out = this.ends(client, 'egress').map(end => rulesFor(end, server));
    const into = this.ends(server, 'ingress').map(end => rulesFor(end, client));
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
      this.ends(client, 'egress').some(end => end.named.has(server.id)) ||
      this.ends(server, 'ingress').some(end => end.named.has(client.id))
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
    const { all, hostNetwork } = this.classes;
    if (program.gaps.length > 0) return { ...this.open, named: all };
    const rules = program.rules
      .filter(rule => rule.action === 'allow')
      .map(({ peers, traffic }) => ({
        peers: unionOf(
          all.size,
          peers.map(peer => this.mayMatch(peer)),
        ),
        outside: peers.some(({ type }) => type !== 'pods'),
        traffic,
      }));
    return {
      closed: isClosed(program),
      // What is on the subject's own node is let in without any rule.
      exempt: hostNetwork,
      named: unionOf(
        all.size,
        rules.map(({ peers }) => peers),
      ),
      rules,
    };
  }

  private mayMatch(peer: PeerMatcher): WorkloadSet {
    const { all, hostNetwork } = this.classes;
    switch (peer.type) {
      case 'pods':
        return peer.unsure ? all : peer.workloads.union(peer.onHostNetwork);
      case 'addresses':
        return peer.matchesPods === false
          ? hostNetwork
          : hostNetwork.union(this.classes.mayHave(peer.addresses));
      case 'nodes':
      case 'identities':
        return hostNetwork;
      case 'names':
        return BitSet.none(all.size);
      default:
        return all;
    }
  }
}

function mayMeet({ closed, exempt, named }: End, { id }: Workload): boolean {
  return !closed || exempt.has(id) || named.has(id);
}

function rulesFor(end: End, { id }: Workload): readonly AllowRule[] | 'all' {
  if (!end.closed || end.exempt.has(id)) return 'all';
  return end.rules.filter(({ peers }) => peers.has(id));
}

/** What no rule allows is refused. */
function isClosed({ cilium, isolatedBy, onHostNetwork }: Program): boolean {
  if (onHostNetwork) return false;
  if (!cilium) return isolatedBy.length > 0;
  return cilium.enforced && cilium.defaultDeny && !cilium.audit;
}

function unionOf(size: number, sets: readonly WorkloadSet[]): WorkloadSet {
  return sets.reduce(
    (union, set) => union.union(set),
    BitSet.none<WorkloadId>(size),
  );
}
