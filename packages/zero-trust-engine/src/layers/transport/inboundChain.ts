import { Snapshot } from '../../snapshot/Snapshot';
import { Hop } from '../Layer';
import { FrontServices } from './FrontServices';
import { MeshPeer } from './Peer';
import { chainOfProtocol, portChain } from './portChain';
import { sidecarFor } from './sidecarFor';

/**
 * Which filters a port of a pod has. It is the receiving side's matter: the
 * Sidecar resource's listener, else the oldest Service that leads there,
 * whichever way the caller came; a port of no Service is detected.
 */
export function inboundChain(
  snapshot: Snapshot,
  front: FrontServices,
  { plane, workload, shape }: Pick<MeshPeer, 'plane' | 'workload' | 'shape'>,
  port: number,
): Hop['chain'] {
  if (plane === 'ambient') return 'tcp';
  if (plane === 'proxyless-grpc') return 'http';
  const listener = sidecarFor(
    snapshot,
    workload.namespace,
    shape,
  )?.ingress.find(l => l.port === port);
  if (listener) return chainOfProtocol(listener.protocol);
  const [oldest] = front.leadingTo(workload.namespace, shape, port);
  return portChain(oldest?.port);
}
