import { Outcome, Transport } from '../../vocabulary';
import { Acceptance } from './acceptance';

/** What leaves the client. */
export type Sent = 'mtls' | 'hbone' | 'plaintext' | 'app-tls';

/** Who receives: what the pod's data plane does with bytes of another kind. */
export type Receiver = 'sidecar' | 'ambient' | 'waypoint' | 'none';

/** What comes of it. */
export interface Meeting {
  readonly transport: Transport;
  readonly outcome: Outcome;
  /** Stable code; absent where the mode says it all. */
  readonly reason?: string;
}

const carried = (transport: Transport): Meeting => ({
  transport,
  outcome: 'allow',
});
const broken = (reason: string): Meeting => ({
  transport: 'broken',
  outcome: 'deny',
  reason,
});

/** Istio: what a client sends against what a server accepts. */
export function meet(
  sent: Sent,
  accepts: Acceptance['accepts'],
  receiver: Receiver,
  chain: 'http' | 'tcp' | 'auto',
): Meeting {
  if (accepts === 'unknown') {
    return { transport: 'unknown', outcome: 'unknown' };
  }
  switch (sent) {
    case 'hbone':
      return carried('hbone');
    case 'mtls':
      return mtls(accepts, receiver);
    case 'plaintext':
      return accepts === 'mtls-only'
        ? broken('strict-refuses-plaintext')
        : carried('plaintext');
    default:
      return appTls(accepts, receiver, chain);
  }
}

/** A sidecar's mutual TLS, without a tunnel. */
function mtls(accepts: Acceptance['accepts'], receiver: Receiver): Meeting {
  if (receiver === 'ambient') return broken('mtls-to-ambient');
  switch (accepts) {
    case 'mtls-only':
    case 'both':
      return carried('mtls');
    case 'plaintext-only':
      return broken('mtls-to-plaintext-port');
    default:
      return broken('mtls-to-unproxied-port');
  }
}

/** TLS that the application or the user brought: no identity of the mesh. */
function appTls(
  accepts: Acceptance['accepts'],
  receiver: Receiver,
  chain: 'http' | 'tcp' | 'auto',
): Meeting {
  if (accepts === 'mtls-only') return broken('strict-refuses-app-tls');
  const proxied = receiver === 'sidecar' && accepts !== 'not-enforced';
  if (proxied && chain === 'http') return broken('app-tls-on-http-port');
  return carried('app-tls');
}
