import { Path, TransportQuestion } from '../Layer';
import { outboundHole } from '../mesh/captureOf';
import { addressesOf, coveredBy } from './coveredBy';
import { entriesFor } from './knownEntries';
import { leaveAmbient } from './leaveAmbient';
import { isRegistryOnly, knowsService } from './outboundScope';
import { brokenAt, outside, undecided } from './paths';
import { MeshPeer } from './Peer';
import { reachMachines } from './reachMachines';
import { Connect, egress } from './throughGateway';
import { toExternal } from './toExternal';
import { toStranger } from './toStranger';
import { TransportContext } from './TransportContext';

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
  if (from?.plane === 'ambient') return leaveAmbient(context, question, from);
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
  return entry.location === 'MESH_INTERNAL'
    ? reachMachines(context, question, from, entry)
    : toExternal(context, question, from, entry);
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
