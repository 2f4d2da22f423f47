import { ServiceEntry } from '../../snapshot/parseServiceEntry';
import { formatObjectRef } from '../../refs';
import { Party } from '../Layer';
import { addressesOf, coveredBy } from './coveredBy';
import { knowsHost } from './outboundScope';
import { MeshPeer } from './Peer';
import { TransportContext } from './TransportContext';
import { exportedTo, matchesHost } from './visibility';
import { meshObjects } from '../mesh/discovered';

/** ServiceEntries that speak of a destination, as far as the client sees them. */
export function entriesFor(
  context: TransportContext,
  server: Party,
  from: MeshPeer,
  port: number,
): readonly ServiceEntry[] {
  return meshObjects(context.snapshot, 'ServiceEntry').filter(
    entry =>
      isVisible(context, entry, from, port) &&
      entry.ports.some(({ number }) => number === port) &&
      speaksOf(entry, server),
  );
}

/** Whether a client's proxy sees a ServiceEntry. */
export function isVisible(
  context: TransportContext,
  { meta, exportTo, hosts }: ServiceEntry,
  from: MeshPeer,
  port: number,
): boolean {
  const { defaultServiceExportTo } = context.snapshot.facts.istio;
  const { namespace } = meta;
  if (from.plane !== 'sidecar') {
    return exportedTo(
      exportTo,
      defaultServiceExportTo,
      namespace,
      from.workload.namespace,
    );
  }
  return hosts.some(
    host =>
      knowsHost(
        context,
        from,
        { host, namespace },
        port,
        exportTo,
        formatObjectRef({ kind: 'ServiceEntry', ...meta }),
      ).state === 'known',
  );
}

/** Whether a ServiceEntry is about a destination. */
export function speaksOf(
  { hosts, addresses }: ServiceEntry,
  server: Party,
): boolean {
  return server.type === 'fqdn'
    ? hosts.some(host => matchesHost(host, server.name))
    : coveredBy(addresses, addressesOf(server));
}
