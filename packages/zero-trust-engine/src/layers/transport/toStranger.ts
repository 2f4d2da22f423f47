import { parseCidr } from '../../cidr';
import { ServiceEntry } from '../../snapshot/parseServiceEntry';
import { Path, TransportQuestion } from '../Layer';
import { isVisible } from './knownEntries';
import { isRegistryOnly } from './outboundScope';
import { brokenAt, outside, pathOf, undecided, verdictOf } from './paths';
import { MeshPeer } from './Peer';
import { chainOfProtocol } from './portChain';
import { TransportContext } from './TransportContext';
import { meshObjects } from '../mesh/discovered';

/** A destination that no ServiceEntry of the client's view speaks of. */
export function toStranger(
  context: TransportContext,
  question: TransportQuestion,
  from: MeshPeer,
  port: number,
): Path {
  const { server } = question;
  if (from.plane !== 'sidecar' || !isRegistryOnly(context, from)) {
    return outside(question, 'destination-outside-mesh');
  }
  const aliased = context.snapshot.services.some(
    ({ externalName }) =>
      server.type === 'fqdn' && externalName === server.name,
  );
  const open = meshObjects(context.snapshot, 'ServiceEntry').some(
    entry =>
      isVisible(context, entry, from, port) && hasAnyAddress(entry, port),
  );
  if (aliased) return undecided(question, 'registry-only-by-alias');
  const refused = brokenAt(question, { reason: 'registry-only' });
  switch (server.type) {
    case 'reserved':
      if (server.peer !== 'world') {
        return undecided(question, 'registry-only-by-destination');
      }
      return open ? dependsOnDestination(question) : refused;
    case 'address':
      if (!open) return refused;
      return isBlock(server.cidr)
        ? dependsOnDestination(question)
        : undecided(question, 'service-entry-without-address');
    case 'node':
      return open
        ? undecided(question, 'service-entry-without-address')
        : refused;
    default:
      return refused;
  }
}

/** Of many destinations the proxy knows some. */
function dependsOnDestination(question: TransportQuestion): Path {
  return pathOf(
    question,
    verdictOf('unknown', 'conditional', 'spec', [
      { reason: 'registry-only-by-destination' },
    ]),
  );
}

/** Known by name alone on a port: any address may turn out to be the host's. */
function hasAnyAddress({ addresses, ports }: ServiceEntry, port: number) {
  return ports.some(
    ({ number, protocol }) =>
      number === port &&
      (addresses.length === 0 || chainOfProtocol(protocol) === 'http'),
  );
}

function isBlock(cidr: string): boolean {
  const range = parseCidr(cidr);
  return range !== undefined && range.first !== range.last;
}
