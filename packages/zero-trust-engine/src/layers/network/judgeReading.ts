import { PacketQuestion, Party } from '../Layer';
import { IpSet } from '../../sets/IpSet';
import { PodShape, Workload } from '../../snapshot/Workload';
import { familiesBetween } from './commonFamily';
import { conditional, Decision, decision, worstOf } from './Decision';
import { PacketAt } from './judgeView';
import { PeerIndex } from './PeerIndex';
import { Program } from './Program';
import { Reading } from './Reading';
import { ViewSet, viewsOf } from './viewsOf';

/** Two ends of a question, without the packet. */
export type Ends = Pick<PacketQuestion, 'subject' | 'peer' | 'direction'>;

/** One end's answers under one reading, for packets between two fixed ends. */
export function answersBetween(
  reading: Reading,
  ends: Ends,
  index: PeerIndex,
): (packet: PacketAt) => Decision {
  const found = reading.programOf(ends.subject, ends.direction);
  if ('exempt' in found) return () => found.exempt;
  if (isSelf(ends.subject, ends.peer)) return () => decision('allow', 'self');
  const { program } = found;
  const views = viewsFor(program, ends, index);
  const judge = (packet: PacketAt) =>
    judgeViews(reading, program, views, packet);
  return packet => {
    if (packet.protocol !== 'ICMP') return judge(packet);
    const families = familiesBetween(ends.subject, ends.peer, index.world);
    return together(
      families.map(family => judge({ ...packet, family })),
      views.real,
    );
  };
}

/** The answer over all views of a peer. */
export function judgeViews(
  reading: Reading,
  program: Program,
  { views, real }: ViewSet,
  packet: PacketAt,
): Decision {
  const { family } = packet;
  const own = views.filter(
    ({ address }) => !family || !address || address.family === family,
  );
  const asked = own.length > 0 ? own : views;
  if (asked.length === 1) return reading.judge(program, asked[0], packet);
  const answers = asked.map(view => reading.judge(program, view, packet));
  return together(answers, real);
}

/** Answers that all hold, or of which one does. */
function together(
  answers: readonly Decision[],
  real: ViewSet['real'],
): Decision {
  const isSame = answers.every(a => a.outcome === answers[0].outcome);
  return real === 'all' || isSame ? worstOf(answers) : conditional(answers);
}

/** Views of the peer, told apart by what the program's rules name. */
export function viewsFor(
  program: Program,
  ends: Pick<PacketQuestion, 'subject' | 'peer'>,
  index: PeerIndex,
): ViewSet {
  const { sets, ofPods } = addressUse(program);
  return viewsOf(ends.peer, index, {
    subject: ends.subject,
    named: sets,
    podAddressesMatter: ofPods,
  });
}

/** What the rules of a program say of addresses. */
interface AddressUse {
  readonly sets: readonly IpSet[];
  readonly ofPods: boolean;
}

const addressUses = new WeakMap<Program, AddressUse>();

function addressUse(program: Program): AddressUse {
  const found = addressUses.get(program);
  if (found) return found;
  const matchers = program.rules
    .flatMap(rule => rule.peers)
    .flatMap(peer => (peer.type === 'addresses' ? [peer] : []));
  const made = {
    sets: matchers.map(matcher => matcher.addresses),
    ofPods: matchers.some(matcher => matcher.matchesPods !== false),
  };
  addressUses.set(program, made);
  return made;
}

/** Every address set that rules of a program name. */
export function addressSets(program: Program): readonly IpSet[] {
  return addressUse(program).sets;
}

/** Where named ports of a question between these ends resolve. */
export function destinationsOf(ends: Ends): readonly PodShape[] {
  return shapesOf(ends.direction === 'ingress' ? ends.subject : ends.peer);
}

/** "A pod cannot block itself." A bare pod is all of its workload. */
export function isSelf(subject: Party, peer: Party): boolean {
  if (subject.type !== 'workload' || peer.type !== 'workload') return false;
  if (subject.workload.id !== peer.workload.id) return false;
  if (subject.workload.ref.kind === 'Pod') return true;
  return subject.pod !== undefined && subject.pod.name === peer.pod?.name;
}

/** None for what is no pod. */
function shapesOf(party: Party): readonly PodShape[] {
  if (party.type !== 'workload') return [];
  return party.pod ? [party.pod] : distinctShapes(party.workload);
}

const shapesByWorkload = new WeakMap<Workload, readonly PodShape[]>();

/** Pods of a workload, one for each set of ports that they declare. */
function distinctShapes(workload: Workload): readonly PodShape[] {
  const found = shapesByWorkload.get(workload);
  if (found) return found;
  const { pods, template } = workload;
  const shapes: readonly PodShape[] =
    pods.length > 0 || !template ? pods : [template];
  const byPorts = new Map(
    shapes.map(shape => [
      JSON.stringify(shape.containers.map(c => [c.role, c.ports])),
      shape,
    ]),
  );
  const distinct = [...byPorts.values()];
  shapesByWorkload.set(workload, distinct);
  return distinct;
}
