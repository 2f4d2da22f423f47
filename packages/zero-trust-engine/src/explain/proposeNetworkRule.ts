import { Connection } from '../Connection';
import { kindEnforcement } from '../layers/network/enforcement';
import { Party } from '../layers/Layer';
import { partyName } from '../layers/partyName';
import { RawObject, StringMap } from '../snapshot/KubernetesObject';
import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';
import { edgeLabels } from './edgeLabels';
import { edgeName } from './edgeName';
import { ciliumPeer, ciliumPorts, kubernetesPeer } from './networkWords';
import { Refusal } from './refusals';
import { Obstacle, ObstacleCode, ProposedObject } from './Remedy';

type NetworkRefusal = Extract<Refusal, { layer: 'network' }>;

/** Refusals that a new allow rule for the same end can lift. */
const liftable = [
  'no-allow-rule-matched',
  'mode-always',
  'l7-denied',
  'l7-on-encrypted',
  'sni-denied',
  // Said beside the answer: an object that Cilium refuses closes nothing.
  'invalid-policy-ignored',
];

/** Refusals of a rule that reads more than peer and port. */
const aboutRequests = ['l7-denied', 'sni-denied'];

/**
 * A policy for the end that refuses, with one rule for the other end and the
 * port on the wire. The end is closed already, so one more policy closes
 * nothing. Cilium's own kind only where NetworkPolicy has no word for it.
 */
export function proposeNetworkRule(
  refusal: NetworkRefusal,
  snapshot: Snapshot,
  connection: Connection,
): ProposedObject | Obstacle {
  const { direction, segment, verdict } = refusal;
  const obstacle = (code: ObstacleCode): Obstacle => ({
    layer: 'network',
    place: direction,
    code,
    because: verdict.because,
  });
  const [subject, peer] =
    direction === 'egress'
      ? [segment.from, segment.to]
      : [segment.to, segment.from];
  const reasons = verdict.because.map(({ reason }) => reason);
  if (reasons.includes('deny-rule')) return obstacle('denied-by-rule');
  if (!reasons.every(reason => liftable.includes(reason))) {
    return obstacle('decided-elsewhere');
  }
  if (subject.type !== 'workload') return obstacle('end-has-no-policy');
  const labels = edgeLabels(snapshot, subject.workload);
  if (!labels) return obstacle('no-lasting-labels');
  const asksRequests = reasons.some(reason => aboutRequests.includes(reason));
  const edge: Edge = {
    refusal,
    subject: subject.workload,
    labels,
    peer,
    connection,
  };
  const object =
    (asksRequests ? undefined : networkPolicy(edge, snapshot)) ??
    ciliumPolicy(edge, snapshot);
  if (!object) return obstacle('end-not-expressible');
  return {
    layer: 'network',
    place: direction,
    kind: object.kind,
    namespace: subject.workload.namespace,
    name: nameOfEdge(edge),
    object,
  };
}

interface Edge {
  readonly refusal: NetworkRefusal;
  readonly subject: Workload;
  readonly labels: StringMap;
  readonly peer: Party;
  readonly connection: Connection;
}

function networkPolicy(
  { refusal, subject, labels, peer, connection, ...rest }: Edge,
  snapshot: Snapshot,
): RawObject | undefined {
  const { direction, segment } = refusal;
  const { protocol } = connection;
  if (kindEnforcement(snapshot.facts).NetworkPolicy !== true) return undefined;
  if (protocol === 'ICMP' || segment.wirePort === null) return undefined;
  const from = kubernetesPeer(peer, snapshot);
  if (!from) return undefined;
  const rule = {
    [direction === 'ingress' ? 'from' : 'to']: [from],
    ports: [{ protocol, port: segment.wirePort }],
  };
  const edge = { refusal, subject, labels, peer, connection, ...rest };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: nameOfEdge(edge), namespace: subject.namespace },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'],
      [direction]: [rule],
    },
  };
}

function ciliumPolicy(edge: Edge, snapshot: Snapshot): RawObject | undefined {
  if (snapshot.facts.cni !== 'cilium') return undefined;
  const { refusal, subject, labels, peer, connection } = edge;
  const { direction, segment } = refusal;
  const peers = ciliumPeer(peer, direction, snapshot);
  const ports = ciliumPorts(connection, segment.wirePort, refusal.verdict);
  if (!peers || !ports) return undefined;
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: nameOfEdge(edge), namespace: subject.namespace },
    spec: {
      endpointSelector: { matchLabels: labels },
      [direction]: [{ ...peers, ...ports }],
    },
  };
}

/** Both ends of an edge may be in one namespace, so the caller's is marked. */
function nameOfEdge({ refusal, subject, peer }: Edge): string {
  const here = `${subject.namespace}-${subject.ref.name}`;
  const there =
    peer.type === 'workload' ? peer.workload.ref.name : partyName(peer);
  return refusal.direction === 'ingress'
    ? edgeName(
        peer.type === 'workload'
          ? `${peer.workload.namespace}-${there}`
          : there,
        subject.ref.name,
      )
    : edgeName(here, there, '-out');
}
