import { Hop, TransportQuestion } from '../Layer';
import { Sent } from './meet';
import { MeshPeer } from './Peer';

/** The identity that a caller would prove: a workload's, or the one asked for. */
export function principalOf(
  { client }: TransportQuestion,
  from: MeshPeer | undefined,
): string | undefined {
  if (from) return from.principal;
  return client.type === 'principal' ? client.principal : undefined;
}

/** The enforcement point of the receiving pod, and what it sees. */
export function hopAt(
  question: TransportQuestion,
  from: MeshPeer | undefined,
  to: MeshPeer,
  sent: Sent | 'unknown',
  chain: Hop['chain'],
): Hop {
  const proven = sent === 'mtls' || sent === 'hbone';
  const principal = proven ? principalOf(question, from) : undefined;
  return {
    point: pointOf(to),
    at: to.party,
    ...(principal === undefined ? {} : { identity: principal }),
    ...(sent === 'unknown' ? { identityUnknown: true } : {}),
    source: question.client,
    port: question.port ?? 0,
    chain,
  };
}

function pointOf({ plane }: MeshPeer): Hop['point'] {
  switch (plane) {
    case 'ambient':
      return 'ztunnel';
    case 'waypoint':
    case 'gateway':
    case 'proxyless-grpc':
      return plane;
    default:
      return 'sidecar';
  }
}
