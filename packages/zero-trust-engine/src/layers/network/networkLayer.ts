import { Made, again } from '../../again';
import { WorkloadSet } from '../../select/Selectors';
import { Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { Direction } from '../../vocabulary';
import { LayerVerdict } from '../../Verdict';
import {
  ConsideredRule,
  Isolation,
  MayPassPort,
  Named,
  NetworkLayer,
  PacketQuestion,
  Party,
} from '../Layer';
import { partyName } from '../partyName';
import { consideredRules } from './consideredRules';
import { Decision } from './Decision';
import {
  addressSets,
  answersBetween,
  destinationsOf,
  Ends,
  viewsFor,
} from './judgeReading';
import { PacketAt } from './judgeView';
import { isolationOf } from './isolationOf';
import { OwnNetworks } from './OwnNetworks';
import { WorkloadPairs } from './WorkloadPairs';
import { fqdnsOf, namedBy, portsOf } from './namedBy';
import { NetworkCell } from './NetworkReach';
import { PeerClasses } from './PeerClasses';
import { PeerIndex } from './PeerIndex';
import { Program } from './Program';
import { reachOf } from './reachOf';
import { Readings, readingsOf } from './Readings';
import { Selection, selectionOf } from './Selection';

interface AskedEnds {
  readonly subject: Party;
  readonly peer: Party;
  readonly answers: (packet: PacketAt) => Decision;
  readonly destinations: PacketAt['destinations'];
}

/**
 * What the network plugin does with packets, compiled from one snapshot.
 * Egress of the source and ingress of the destination are separate questions.
 */
export class CompiledNetworkLayer implements NetworkLayer {
  private readonly selection: Selection;
  private readonly readings: Readings;
  private readonly madeIndex: Made<PeerIndex>;
  private readonly madeClasses: Made<PeerClasses>;
  private readonly madeNetworks: Made<OwnNetworks>;
  private readonly pairs: WorkloadPairs;
  /** The ends that were asked about last: other ports of theirs come next. */
  private readonly last: Partial<Record<Direction, AskedEnds>> = {};

  constructor(
    private readonly snapshot: Snapshot,
    previous?: CompiledNetworkLayer,
  ) {
    const { workloads, namespaces, nodes, services, endpointSlices, facts } =
      snapshot;
    this.selection = selectionOf(snapshot, previous?.selection);
    const { changes } = this.selection;
    this.readings = readingsOf(snapshot, this.selection, previous?.readings);
    this.madeIndex = again(
      previous?.madeIndex,
      [
        workloads,
        nodes,
        services,
        endpointSlices,
        snapshot.gapsOf('EndpointSlice'),
      ],
      () => new PeerIndex(snapshot),
    );
    this.madeClasses = again(previous?.madeClasses, [workloads], () =>
      previous && changes
        ? previous.classes.after(snapshot)
        : new PeerClasses(snapshot),
    );
    this.madeNetworks = again(
      previous?.madeNetworks,
      [
        workloads,
        namespaces,
        facts.cni,
        snapshot.objects('UserDefinedNetwork'),
        snapshot.objects('ClusterUserDefinedNetwork'),
        snapshot.gapsOf('Namespace'),
      ],
      () => new OwnNetworks(snapshot),
    );
    this.pairs = new WorkloadPairs(
      this.readings,
      this.classes,
      facts.cni,
      changes && previous?.pairs,
    );
  }

  private get index(): PeerIndex {
    return this.madeIndex.value;
  }

  private get classes(): PeerClasses {
    return this.madeClasses.value;
  }

  private get networks(): OwnNetworks {
    return this.madeNetworks.value;
  }

  judge(question: PacketQuestion): LayerVerdict {
    const { direction, subject, peer } = question;
    const last = this.last[direction];
    const asked =
      last && last.subject === subject && last.peer === peer
        ? last
        : {
            subject,
            peer,
            answers: this.between(question),
            destinations: destinationsOf(question),
          };
    this.last[direction] = asked;
    const { destinations } = asked;
    const answer = asked.answers({ ...question, destinations });
    return { layer: 'network', direction, ...answer };
  }

  named(subject: Workload, direction: Direction): Named {
    const party: Party = { type: 'workload', workload: subject };
    const named = this.programs(party, direction).map(program =>
      namedBy(program, this.snapshot),
    );
    return {
      ports: named.flatMap(n => n.ports),
      cidrs: [...new Set(named.flatMap(n => n.cidrs))],
      fqdns: [...new Set(named.flatMap(n => n.fqdns))],
    };
  }

  /** The set form of `judge`: every peer, protocol and port once. */
  reach(subject: Workload, direction: Direction): readonly NetworkCell[] {
    const party: Party = { type: 'workload', workload: subject };
    const programs = this.programs(party, direction);
    const source = {
      workloads: this.snapshot.ids,
      classes: this.networks.split(this.classes.of(programs, direction)),
      world: this.index.world,
      addresses: programs.flatMap(addressSets),
      fqdns: [...new Set(programs.flatMap(fqdnsOf))],
      ports: (protocol: 'TCP' | 'UDP' | 'SCTP') =>
        programs.flatMap(program => portsOf(program, protocol, this.snapshot)),
      between: (peer: Party) => {
        const ends: Ends = { subject: party, peer, direction };
        const answers = this.between(ends);
        const destinations = destinationsOf(ends);
        return (
          protocol: PacketAt['protocol'],
          port: PacketAt['port'],
        ): Decision =>
          answers({ protocol, port, destinations, encryptedByMesh: false });
      },
    };
    return reachOf(source, subject, direction);
  }

  peersOf(subject: Workload, direction: Direction): WorkloadSet {
    return this.pairs.peersOf(subject, direction);
  }

  mayPass(client: Workload, server: Workload): boolean {
    return this.pairs.mayPass(client, server);
  }

  portsBetween(client: Workload, server: Workload): MayPassPort {
    return this.pairs.portsBetween(client, server);
  }

  portsOutside(subject: Workload, direction: Direction): MayPassPort {
    return this.pairs.portsOutside(subject, direction);
  }

  mayName(client: Workload, server: Workload): boolean {
    return this.pairs.mayName(client, server);
  }

  isolation(subject: Workload, direction: Direction): Isolation {
    return isolationOf(
      this.programs({ type: 'workload', workload: subject }, direction),
      this.snapshot.facts.cni,
    );
  }

  /** The programs that may govern a subject, the declared one first. */
  programs(subject: Party, direction: Direction): readonly Program[] {
    const { declared, others } = this.readings;
    return [declared, ...others].flatMap(reading => {
      const found = reading.programOf(subject, direction);
      return 'program' in found ? [found.program] : [];
    });
  }

  considered(question: PacketQuestion): readonly ConsideredRule[] {
    const [program] = this.programs(question.subject, question.direction);
    if (!program) return [];
    const packet = { ...question, destinations: destinationsOf(question) };
    const { views } = viewsFor(program, question, this.index);
    return consideredRules(program, views, packet, {
      peer: partyName(question.peer),
      workloads: this.snapshot.workloads,
    });
  }

  /** A workload whose pods may be there and cannot be read. */
  private isUnseen(party: Party): boolean {
    if (party.type !== 'workload') return false;
    const { pods, namespace } = party.workload;
    return (
      pods.length === 0 &&
      this.snapshot
        .gapsOf('Pod')
        .some(({ object }) => !object || object.namespace === namespace)
    );
  }

  private between(ends: Ends): (packet: PacketAt) => Decision {
    const { declared, others, combine } = this.readings;
    const answers = [declared, ...others].map(reading =>
      answersBetween(reading, ends, this.index),
    );
    const [program] = this.programs(ends.subject, ends.direction);
    const policies = program?.policies ?? [];
    const areApart = this.networks.areApart(ends.subject, ends.peer);
    const areUnseen = [ends.subject, ends.peer].some(end => this.isUnseen(end));
    return packet => {
      const [first, ...rest] = answers.map(answer => answer(packet));
      const answer = combine(first, rest, policies);
      if (areUnseen) return ofUnseen(answer);
      return areApart ? acrossNetworks(answer) : answer;
    };
  }
}

/** Labels and addresses of pods may be others than their template's. */
function ofUnseen(answer: Decision): Decision {
  const params = { declared: answer.outcome };
  const because = [{ reason: 'pods-not-readable', params }, ...answer.because];
  return { ...answer, outcome: 'unknown', because };
}

/** A refusal stands; whether the rest gets there at all is not known. */
function acrossNetworks(answer: Decision): Decision {
  if (answer.outcome === 'deny') return answer;
  const because = [{ reason: 'separate-networks' }, ...answer.because];
  return { ...answer, outcome: 'unknown', because };
}

/**
 * The network layer of a snapshot. What an earlier one has compiled and no change
 * touches is taken over.
 */
export function compileNetworkLayer(
  snapshot: Snapshot,
  previous?: CompiledNetworkLayer,
): CompiledNetworkLayer {
  return new CompiledNetworkLayer(snapshot, previous);
}
