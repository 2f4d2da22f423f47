import { Evidence, LayerVerdict } from '../../Verdict';
import { leastCertain } from '../../vocabulary';
import { Party, Path, Segment, TransportQuestion } from '../Layer';
import { podsOf } from '../podsOf';
import { Acceptance, acceptanceOf } from './acceptance';
import { Arriving } from './Arriving';
import { hopAt, principalOf } from './hopAt';
import { inboundChain } from './inboundChain';
import { Meeting, Receiver, meet } from './meet';
import { carriedPath } from './paths';
import { MeshPeer } from './Peer';
import { receiveAtGateway } from './receiveAtGateway';
import { TransportContext } from './TransportContext';
import { takesTrustDomain } from './trustDomain';

/** Where every tunnelled connection arrives. */
export const hbonePort = 15008;

/** What becomes of what a client sends, at the pod that receives it. */
export function receive(
  context: TransportContext,
  question: TransportQuestion,
  from: MeshPeer | undefined,
  to: MeshPeer,
  sending: Arriving,
): Path {
  if (isProbe(question.client, to)) {
    return carriedPath(question, 'plaintext', 'kubelet-exempt');
  }
  if (to.plane === 'gateway') {
    return receiveAtGateway(context, question, from, to, sending);
  }
  const { sent, certainty, because } = sending;
  const { snapshot, mtls, front } = context;
  const port = question.port ?? 0;
  const { namespace } = to.workload;
  const acceptance = acceptanceOf(
    mtls,
    to.shape,
    namespace,
    to.plane,
    port,
    question.protocol,
  );
  const chain = inboundChain(snapshot, front, to, port);
  const meeting: Meeting =
    sent === 'unknown'
      ? { transport: 'unknown', outcome: 'unknown' }
      : meet(sent, acceptance.accepts, receiverOf(to), chain);
  const proven = sent === 'mtls' || sent === 'hbone';
  const principal = proven ? principalOf(question, from) : undefined;
  const refused =
    principal !== undefined &&
    meeting.outcome === 'allow' &&
    !takesTrustDomain(snapshot.facts.istio, to, principal);
  const { transport, outcome, reason }: Meeting = refused
    ? {
        transport: 'broken',
        outcome: 'deny',
        reason: 'trust-domain-not-accepted',
      }
    : meeting;
  const verdict: LayerVerdict = {
    layer: 'transport',
    mode: transport,
    ...(principal === undefined ? {} : { identity: principal }),
    outcome,
    certainty: leastCertain([certainty, acceptance.certainty]),
    because: [
      ...because,
      ...evidenceOf(acceptance),
      ...(reason ? [{ reason }] : []),
    ],
  };
  const segment: Segment = {
    from: question.client,
    to: question.server,
    wirePort: sent === 'hbone' ? hbonePort : question.port,
    mode: transport,
  };
  const enforced =
    isKnown(to) && (acceptance.accepts !== 'not-enforced' || sent === 'hbone');
  return {
    verdict,
    transport,
    segments: [segment],
    hops: enforced ? [hopAt(question, from, to, sent, chain)] : [],
  };
}

/** Of a pod of which it is not known what stands before it, nothing may refuse. */
function isKnown({ plane }: MeshPeer): boolean {
  return plane !== 'unknown' && plane !== 'ambient-pending';
}

function receiverOf({ plane }: MeshPeer): Receiver {
  switch (plane) {
    case 'ambient':
    case 'waypoint':
      return plane;
    case 'sidecar':
    case 'proxyless-grpc':
      return 'sidecar';
    default:
      return 'none';
  }
}

/** Probes of the own node reach ambient pods past ztunnel. */
function isProbe(client: Party, { plane, party }: MeshPeer): boolean {
  if (plane !== 'ambient') return false;
  if (client.type === 'reserved') return client.peer === 'host';
  const pods = podsOf(party);
  return (
    client.type === 'node' &&
    pods.length > 0 &&
    pods.every(pod => pod.node === client.node.name)
  );
}

/** Which object made the server accept what it accepts. */
function evidenceOf({ accepts, reason, mode, gaps }: Acceptance): Evidence[] {
  const decided = mode?.chain.find(step => step.decides);
  const params = gaps[0]?.detail ? { detail: gaps[0].detail } : undefined;
  return [
    ...(reason ? [{ reason, ...(params ? { params } : {}) }] : []),
    ...(mode
      ? [
          {
            policy: decided?.policy,
            path: decided?.path,
            reason: `accepts-${accepts}`,
          },
        ]
      : []),
  ];
}
