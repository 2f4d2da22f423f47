import { BitSet } from '../../sets/BitSet';
import { WorkloadSet } from '../../select/Selectors';
import { Facts } from '../../snapshot/Facts';
import { Workload, WorkloadId } from '../../snapshot/Workload';
import { Direction } from '../../vocabulary';
import { PeerClasses } from './PeerClasses';
import { PeerMatcher } from './NetworkRule';
import { Program } from './Program';
import { Readings } from './Readings';

/** Both may hold too many workloads, never too few. */
interface Peers {
  /** Between whom and the subject something may pass, as far as it decides. */
  readonly open: WorkloadSet;
  /** Whom its allow rules name. */
  readonly named: WorkloadSet;
}

/**
 * Tells pairs of workloads that need no look at all from the others: both ends
 * have said no, and no rule speaks of them. In a cluster that is closed by
 * default that is nearly every pair.
 */
export class MayConnect {
  private readonly byProgram = new WeakMap<Program, Peers>();
  private readonly bySubject = {
    ingress: new Map<WorkloadId, Peers>(),
    egress: new Map<WorkloadId, Peers>(),
  };

  constructor(
    private readonly readings: Readings,
    private readonly classes: PeerClasses,
    private readonly cni: Facts['cni'],
  ) {}

  /** Whether something may pass between two workloads, or a rule names both. */
  test(client: Workload, server: Workload): boolean {
    const out = this.peers(client, 'egress');
    const into = this.peers(server, 'ingress');
    return (
      client.id === server.id ||
      (out.open.has(server.id) && into.open.has(client.id)) ||
      out.named.has(server.id) ||
      into.named.has(client.id)
    );
  }

  private peers(subject: Workload, direction: Direction): Peers {
    const known = this.bySubject[direction].get(subject.id);
    if (known) return known;
    const { all } = this.classes;
    const { declared, others } = this.readings;
    const nobody = BitSet.none<WorkloadId>(all.size);
    const perReading = [declared, ...others].map((reading): Peers => {
      const party = { type: 'workload', workload: subject } as const;
      const found = reading.programOf(party, direction);
      return 'program' in found
        ? this.ofProgram(found.program)
        : { open: all, named: nobody };
    });
    // Where nobody enforces, or nobody knows who, nothing is refused for sure.
    const sure = this.cni !== 'none' && this.cni !== 'unknown';
    const peers = {
      open: sure
        ? unionOf(
            all.size,
            perReading.map(p => p.open),
          )
        : all,
      named: unionOf(
        all.size,
        perReading.map(p => p.named),
      ),
    };
    this.bySubject[direction].set(subject.id, peers);
    return peers;
  }

  private ofProgram(program: Program): Peers {
    const known = this.byProgram.get(program);
    if (known) return known;
    const made = this.readProgram(program);
    this.byProgram.set(program, made);
    return made;
  }

  private readProgram(program: Program): Peers {
    const { all, hostNetwork } = this.classes;
    if (program.gaps.length > 0) return { open: all, named: all };
    const named = unionOf(
      all.size,
      program.rules
        .filter(rule => rule.action === 'allow')
        .flatMap(rule => rule.peers)
        .map(peer => this.mayMatch(peer)),
    );
    // What is on the subject's own node is let in without any rule.
    return { named, open: isClosed(program) ? named.union(hostNetwork) : all };
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

/** What no rule allows is refused. */
function isClosed({ cilium, isolatedBy }: Program): boolean {
  if (!cilium) return isolatedBy.length > 0;
  return cilium.enforced && cilium.defaultDeny && !cilium.audit;
}

function unionOf(size: number, sets: readonly WorkloadSet[]): WorkloadSet {
  return sets.reduce(
    (union, set) => union.union(set),
    BitSet.none<WorkloadId>(size),
  );
}
