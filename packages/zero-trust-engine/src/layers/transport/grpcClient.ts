import { TransportQuestion } from '../Layer';
import { gapsIn } from '../mesh/policyIndex';
import { settingFor } from './clientSetting';
import { Sending, plaintext } from './envoyClient';
import { MeshPeer } from './Peer';
import { TransportContext } from './TransportContext';

/**
 * What an application sends that speaks gRPC by the mesh's configuration and
 * has no proxy. Only ISTIO_MUTUAL makes it use mutual TLS, and only if its code
 * asks for the mesh's credentials; there is no auto mTLS.
 */
export function grpcSends(
  context: TransportContext,
  client: MeshPeer,
  server: MeshPeer,
  { service }: TransportQuestion,
): Sending {
  if (!service) return plaintext('dialled-by-address');
  const { rootNamespace } = context.snapshot.facts.istio;
  const nearby = [
    rootNamespace,
    client.workload.namespace,
    service.service.meta.namespace,
  ];
  if (gapsIn(context.snapshot, 'DestinationRule', nearby).length > 0) {
    return open({ reason: 'destination-rules-unreadable' });
  }
  const setting = settingFor(context, client, server, service);
  switch (setting.sends) {
    case 'mtls-to-all':
      return open(...setting.because, { reason: 'grpc-client-may-use-mtls' });
    case 'unknown':
      return open(...setting.because);
    default:
      return plaintext('grpc-client-without-mtls');
  }
}

function open(...because: Sending['because']): Sending {
  return { sent: 'unknown', certainty: 'undefined', because };
}
