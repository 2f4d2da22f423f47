import { parseCidr } from '../../cidr';
import { Snapshot } from '../../snapshot/Snapshot';
import { Named } from '../Layer';
import { MtlsIndex } from './MtlsIndex';
import { punchedHoles } from './punchedHoles';
import { meshObjects } from '../mesh/discovered';

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
  const punched = snapshot.workloads.flatMap(w => punchedHoles(w).ports);
  const targets = snapshot.services.flatMap(({ ports }) =>
    ports.flatMap(({ targetPort, port }) => [port, Number(targetPort)]),
  );
  const entries = meshObjects(snapshot, 'ServiceEntry').flatMap(entry =>
    entry.ports.map(({ number }) => number),
  );
  const listeners = snapshot
    .objects('Sidecar')
    .flatMap(({ egress, ingress }) => [
      ...egress.flatMap(({ port }) => (port === undefined ? [] : [port])),
      ...ingress.map(({ port }) => port),
    ]);
  const gateways = snapshot
    .objects('Gateway.networking.istio.io')
    .flatMap(({ servers }) => servers.map(({ port }) => port));
  const gatewaysOfApi = snapshot
    .objects('Gateway.gateway.networking.k8s.io')
    .flatMap(gateway => gateway.listeners.map(({ port }) => port));
  const all = [
    ...entries,
    ...listeners,
    ...gateways,
    ...gatewaysOfApi,
    ...ofTheMesh,
    ...mtls.exceptionPorts(),
    ...punched,
    ...targets,
  ].filter(port => Number.isInteger(port) && port >= 1 && port <= 65535);
  return [...new Set(all)]
    .sort((a, b) => a - b)
    .map(port => ({ first: port, last: port }));
}

/** Addresses and names outside of the cluster that the mesh tells apart. */
export function namedDestinations(
  snapshot: Snapshot,
): Pick<Named, 'cidrs' | 'fqdns'> {
  const entries = meshObjects(snapshot, 'ServiceEntry');
  const punched = snapshot.workloads.flatMap(w => punchedHoles(w).ranges);
  const cidrs = [...entries.flatMap(({ addresses }) => addresses), ...punched]
    .map(text => text.trim())
    .filter(text => parseCidr(text) !== undefined);
  return {
    cidrs: [...new Set(cidrs)],
    fqdns: [...new Set(entries.flatMap(({ hosts }) => hosts))],
  };
}
