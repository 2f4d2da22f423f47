import { Snapshot } from '../../snapshot/Snapshot';
import { Named } from '../Layer';
import { MtlsIndex } from './MtlsIndex';

const annotations = [
  'excludeInboundPorts',
  'includeInboundPorts',
  'excludeOutboundPorts',
  'includeOutboundPorts',
].map(name => `traffic.sidecar.istio.io/${name}`);

/** Ports that a sidecar serves itself, and the tunnel's. */
const ofTheMesh = [15020, 15021, 15090, 15008];

/**
 * Every port at which a connection's nature can change, whoever's it is: the
 * holes that annotations punch, exceptions of PeerAuthentications, and target
 * ports of Services. Too many cost a question each; one too few is a fault.
 */
export function namedPorts(
  snapshot: Snapshot,
  mtls: MtlsIndex,
): Named['ports'] {
  const punched = snapshot.workloads.flatMap(({ pods, template }) =>
    [...pods, ...(template ? [template] : [])].flatMap(shape =>
      annotations.flatMap(key =>
        (shape.annotations[key] ?? '').split(',').map(Number),
      ),
    ),
  );
  const targets = snapshot.services.flatMap(({ ports }) =>
    ports.flatMap(({ targetPort, port }) => [port, Number(targetPort)]),
  );
  const all = [
    ...ofTheMesh,
    ...mtls.exceptionPorts(),
    ...punched,
    ...targets,
  ].filter(port => Number.isInteger(port) && port >= 1 && port <= 65535);
  return [...new Set(all)]
    .sort((a, b) => a - b)
    .map(port => ({ first: port, last: port }));
}
