import { Evidence, LayerVerdict } from '../../Verdict';
import { Hop, Path, TransportQuestion } from '../Layer';
import { inboundHole } from '../mesh/captureOf';
import { Arriving } from './Arriving';
import { GatewayListener } from './GatewayListeners';
import { hopAt, principalOf } from './hopAt';
import { Meeting, Sent } from './meet';
import { brokenAt, carriedPath, undecided } from './paths';
import { MeshPeer } from './Peer';
import { TransportContext } from './TransportContext';

/**
 * A gateway's listeners have TLS settings of their own: PeerAuthentications do
 * not count there. A caller from outside speaks what the listener wants, since
 * its application chooses that.
 */
export function receiveAtGateway(
  { listeners }: TransportContext,
  question: TransportQuestion,
  from: MeshPeer | undefined,
  to: MeshPeer,
  sending: Arriving,
): Path {
  const port = question.port ?? 0;
  const { namespace } = to.workload;
  if (inboundHole({}, port) === 'proxy-own-port') {
    return carriedPath(question, 'plaintext', 'proxy-own-port');
  }
  const found = listeners.at(namespace, to.shape, port);
  if (found === undefined) return undecided(question, 'gateways-unreadable');
  const [listener] = found;
  if (!listener) {
    return isOfApplication(to, port)
      ? carriedPath(question, 'plaintext', 'no-proxy')
      : brokenAt(question, ...sending.because, {
          reason: 'gateway-no-listener',
        });
  }
  const alike = found.every(
    ({ tls, chain }) => tls === listener.tls && chain === listener.chain,
  );
  const because = listenerEvidence(found);
  if (!alike || listener.tls === 'unknown' || sending.sent === 'unknown') {
    const path = undecided(
      question,
      alike ? 'gateway-listener-unknown' : 'gateway-listeners-differ',
    );
    return {
      ...path,
      verdict: {
        ...path.verdict,
        because: [...sending.because, ...because, ...path.verdict.because],
      },
      hops: [hopAt(question, from, to, 'unknown', listener.chain)],
    };
  }
  // Whoever is known by a certificate of the mesh shows it where it is asked for.
  const shown =
    question.client.type === 'principal' && listener.tls === 'istio-mutual';
  const sent = shown ? 'mtls' : sending.sent;
  return met(question, from, to, sending, sent, listener, because);
}

function met(
  question: TransportQuestion,
  from: MeshPeer | undefined,
  to: MeshPeer,
  { certainty, because }: Arriving,
  sent: Sent,
  listener: GatewayListener,
  listening: readonly Evidence[],
): Path {
  const { transport, outcome, reason } = meetListener(sent, listener);
  const proven = transport === 'mtls' || transport === 'hbone';
  const principal = proven ? principalOf(question, from) : undefined;
  const verdict: LayerVerdict = {
    layer: 'transport',
    mode: transport,
    ...(principal === undefined ? {} : { identity: principal }),
    outcome,
    certainty,
    because: [...because, ...listening, ...(reason ? [{ reason }] : [])],
  };
  return {
    verdict,
    transport,
    segments: [
      {
        from: question.client,
        to: question.server,
        wirePort: sent === 'hbone' ? 15008 : question.port,
        mode: transport,
      },
    ],
    hops:
      listener.tls === 'auto-passthrough'
        ? []
        : [
            gatewayHop(
              question,
              from,
              to,
              proven ? sent : 'plaintext',
              listener,
            ),
          ],
  };
}

/** A certificate that is not the mesh's may carry any name. */
function gatewayHop(
  question: TransportQuestion,
  from: MeshPeer | undefined,
  to: MeshPeer,
  sent: Sent,
  { tls, chain }: GatewayListener,
): Hop {
  return hopAt(question, from, to, tls === 'mutual' ? 'unknown' : sent, chain);
}

const carried = (transport: Meeting['transport']): Meeting => ({
  transport,
  outcome: 'allow',
});
const broken = (reason: string): Meeting => ({
  transport: 'broken',
  outcome: 'deny',
  reason,
});

/** What a caller sends against what a listener is. */
function meetListener(sent: Sent, { tls, chain }: GatewayListener): Meeting {
  switch (tls) {
    case 'plain':
      if (sent === 'mtls') return broken('mtls-to-plaintext-port');
      if (sent === 'app-tls') {
        return chain === 'http'
          ? broken('app-tls-on-http-port')
          : carried('app-tls');
      }
      return carried(sent);
    case 'istio-mutual':
      return sent === 'mtls' || sent === 'hbone'
        ? carried(sent)
        : broken('strict-refuses-plaintext');
    case 'passthrough':
    case 'auto-passthrough':
      // Bytes are handed on; what they are is between the two ends behind.
      return sent === 'mtls'
        ? { transport: 'unknown', outcome: 'unknown', reason: 'mtls-passed-on' }
        : carried('app-tls');
    default:
      return sent === 'mtls'
        ? broken('mtls-to-gateway-tls')
        : carried('app-tls');
  }
}

/** A port of another container of the pod, which the proxy does not capture. */
function isOfApplication({ shape }: MeshPeer, port: number): boolean {
  return shape.containers.some(
    ({ name, role, ports }) =>
      name !== 'istio-proxy' &&
      role !== 'init' &&
      ports.some(p => p.port === port && p.protocol === 'TCP'),
  );
}

function listenerEvidence(
  listeners: readonly GatewayListener[],
): readonly Evidence[] {
  return listeners.map(({ policy, path, tls }) => ({
    policy,
    path,
    reason: 'gateway-listener',
    params: { tls },
  }));
}
