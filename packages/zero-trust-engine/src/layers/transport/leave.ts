import { parseCidr } from '../../cidr';
import { ServiceEntry } from '../../snapshot/parseServiceEntry';
import { formatObjectRef } from '../../refs';
import { Evidence } from '../../Verdict';
import { Party, Path, TransportQuestion } from '../Layer';
import { outboundHole } from '../mesh/captureOf';
import { clientTls } from './clientTls';
import { addressesOf, coveredBy } from './coveredBy';
import { clientOf, destinationRulesFor } from './destinationRuleFor';
import { isRegistryOnly, knowsHost, knowsService } from './outboundScope';
import { brokenAt, outside, pathOf, undecided, verdictOf } from './paths';
import { MeshPeer } from './Peer';
import { chainOfProtocol } from './portChain';
import { reachMachines } from './reachMachines';
import { Connect, egress } from './throughGateway';
import { TransportContext } from './TransportContext';
import { exportedTo, matchesHost } from './visibility';

/**
 * Traffic to what is no pod. The mesh may know the destination as a
 * ServiceEntry; a sidecar that may only reach what it knows lets nothing else
 * out. What leaves past the sidecar is nobody's business.
 */
export function leave(
  context: TransportContext,
  question: TransportQuestion,
  from: MeshPeer | undefined,
  connect: Connect,
): Path {
  const proxied = from?.plane === 'sidecar' || from?.plane === 'gateway';
  if (!from || !proxied) return outside(question, 'destination-outside-mesh');
  const port = question.service?.port.port ?? question.port ?? 0;
  const hole = outboundHole(from.shape.annotations, port, ranges =>
    coveredBy(ranges, addressesOf(question.server)),
  );
  if (from.plane === 'sidecar' && hole) {
    return outside(question, `client-${hole}`);
  }
  if (question.service) return throughService(context, question, from, port);
  const routed =
    from.plane === 'sidecar'
      ? egress(context, question, from.workload.namespace, connect)
      : undefined;
  if (routed) return routed;
  if (context.snapshot.gapsOf('ServiceEntry').length > 0) {
    return undecided(question, 'service-entries-unreadable');
  }
  const entries = entriesFor(context, question.server, from, port);
  const [entry] = entries;
  if (!entry) return toStranger(context, question, from, port);
  const policy = formatObjectRef({ kind: 'ServiceEntry', ...entry.meta });
  if (entry.location === 'MESH_INTERNAL') {
    return reachMachines(context, question, from, entry);
  }
  return toExternal(context, question, from, entry, {
    policy,
    reason: 'service-entry-external',
  });
}

/** Endpoints that a Service without selector names. */
function throughService(
  context: TransportContext,
  question: TransportQuestion,
  from: MeshPeer,
  port: number,
): Path {
  const { service } = question.service!;
  const knowledge = knowsService(context, from, service, port);
  switch (knowledge.state) {
    case 'hidden':
      return isRegistryOnly(context, from)
        ? brokenAt(question, knowledge.because, { reason: 'registry-only' })
        : outside(question, 'destination-outside-mesh');
    case 'unknown':
      return isRegistryOnly(context, from)
        ? undecided(question, knowledge.because.reason, knowledge.because)
        : outside(question, 'destination-outside-mesh');
    default:
      return outside(question, 'destination-outside-mesh');
  }
}

/** A destination that no ServiceEntry of the client's view speaks of. */
function toStranger(
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
  const open = context.snapshot
    .objects('ServiceEntry')
    .some(
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

function toExternal(
  { snapshot }: TransportContext,
  question: TransportQuestion,
  from: MeshPeer,
  entry: ServiceEntry,
  about: Evidence,
): Path {
  const { server } = question;
  const host = server.type === 'fqdn' ? server.name : entry.hosts[0] ?? '';
  const { sends, because, certainty } = clientTls(
    destinationRulesFor(snapshot, clientOf(from), {
      host,
      namespace: entry.meta.namespace,
    }),
    question.port ?? 0,
  );
  switch (sends) {
    case 'app-tls':
      return pathOf(
        question,
        verdictOf('app-tls', 'allow', certainty, [about, ...because]),
      );
    case 'mtls-to-all':
    case 'unknown':
      return pathOf(
        question,
        verdictOf('unknown', 'unknown', 'undefined', [about, ...because]),
      );
    default:
      return pathOf(question, verdictOf('none', 'allow', 'spec', [about]));
  }
}

/** ServiceEntries that speak of a destination, as far as the client sees them. */
function entriesFor(
  context: TransportContext,
  server: Party,
  from: MeshPeer,
  port: number,
): readonly ServiceEntry[] {
  return context.snapshot
    .objects('ServiceEntry')
    .filter(
      entry =>
        isVisible(context, entry, from, port) &&
        entry.ports.some(({ number }) => number === port) &&
        speaksOf(entry, server),
    );
}

function isVisible(
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

function speaksOf({ hosts, addresses }: ServiceEntry, server: Party): boolean {
  return server.type === 'fqdn'
    ? hosts.some(host => matchesHost(host, server.name))
    : coveredBy(addresses, addressesOf(server));
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
