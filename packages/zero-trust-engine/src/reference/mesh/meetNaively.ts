import { Accepts } from './acceptsNaively';
import { Plane } from './planeNaively';
import { Sent } from './sendsNaively';
import { Chain } from './services';

export type Met = 'mtls' | 'hbone' | 'plaintext' | 'app-tls' | 'broken';

type OneSent = Exclude<Sent, 'nothing' | 'mtls-or-plaintext'>;

/** Istio, what a client sends against what a server takes. */
export function meetNaively(
  sent: OneSent,
  accepts: Exclude<Accepts, 'unknown'>,
  plane: Plane,
  chain: Chain,
): Met {
  switch (sent) {
    case 'hbone':
      return 'hbone';
    case 'mtls':
      return plane !== 'ambient' && ['mtls-only', 'both'].includes(accepts)
        ? 'mtls'
        : 'broken';
    case 'plaintext':
      return accepts === 'mtls-only' ? 'broken' : 'plaintext';
    default: {
      const proxied = ['sidecar', 'grpc'].includes(plane) && accepts !== 'open';
      return accepts === 'mtls-only' || (proxied && chain === 'http')
        ? 'broken'
        : 'app-tls';
    }
  }
}
