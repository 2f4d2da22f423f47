import { ServiceEntry } from '../../snapshot/parseServiceEntry';
import { Path, TransportQuestion } from '../Layer';
import { Binding } from '../mesh/waypoints';
import { speaksOf } from './knownEntries';
import { brokenAt, outside, undecided } from './paths';
import { MeshPeer, meshPeer } from './Peer';
import { chainOfProtocol } from './portChain';
import { reachMachines } from './reachMachines';
import { hbonePort } from './receive';
import { joined } from './joined';
import { toExternal } from './toExternal';
import { TransportContext } from './TransportContext';
import { meshObjects } from '../mesh/discovered';

/**
 * What ztunnel does with a destination that is no pod: it passes it on, unless
 * a ServiceEntry speaks of it that is bound to a waypoint, whose policies then
 * decide who may leave.
 */
export function leaveAmbient(
  context: TransportContext,
  question: TransportQuestion,
  from: MeshPeer,
): Path {
  const { snapshot, waypoints } = context;
  const passedOn = outside(question, 'destination-outside-mesh');
  if (question.service) return passedOn;
  if (snapshot.gapsOf('ServiceEntry').length > 0) {
    return undecided(question, 'service-entries-unreadable');
  }
  const entry = meshObjects(snapshot, 'ServiceEntry').find(
    candidate =>
      candidate.ports.some(({ number }) => number === question.port) &&
      speaksOf(candidate, question.server),
  );
  if (!entry) return passedOn;
  const binding = waypoints.ofEntry(entry.meta);
  if (binding.state !== 'split') {
    return along(context, question, from, entry, binding);
  }
  const [first, ...others] = binding.ways.map(way =>
    along(context, question, from, entry, way),
  );
  return { ...first, alternatives: others };
}

function along(
  context: TransportContext,
  question: TransportQuestion,
  from: MeshPeer,
  entry: ServiceEntry,
  binding: Binding,
): Path {
  switch (binding.state) {
    case 'used':
      return throughWaypoint(context, question, from, entry, binding);
    case 'unknown':
      return undecided(question, binding.reason);
    case 'not-used': {
      const path = straight(context, question, from, entry);
      const { gateway, reason } = binding;
      const because = [...path.verdict.because, { policy: gateway, reason }];
      return { ...path, verdict: { ...path.verdict, because } };
    }
    default:
      return straight(context, question, from, entry);
  }
}

function straight(
  context: TransportContext,
  question: TransportQuestion,
  from: MeshPeer,
  entry: ServiceEntry,
): Path {
  return entry.location === 'MESH_INTERNAL'
    ? reachMachines(context, question, from, entry)
    : outside(question, 'destination-outside-mesh');
}

function throughWaypoint(
  context: TransportContext,
  question: TransportQuestion,
  from: MeshPeer,
  entry: ServiceEntry,
  { gateway, workloads }: Binding & { readonly state: 'used' },
): Path {
  const [proxy] = workloads;
  if (!proxy || proxy.pods.length === 0) {
    return brokenAt(question, { policy: gateway, reason: 'waypoint-down' });
  }
  const { enrolment, snapshot } = context;
  const waypoint = meshPeer(
    { type: 'workload', workload: proxy },
    enrolment,
    snapshot.facts.istio.trustDomain,
  );
  const { port } = question;
  const protocol = entry.ports.find(({ number }) => number === port)?.protocol;
  const first: Path = {
    verdict: {
      layer: 'transport',
      mode: 'hbone',
      identity: from.principal,
      outcome: 'allow',
      certainty: 'spec',
      because: [],
    },
    transport: 'hbone',
    segments: [
      {
        from: from.party,
        to: waypoint.party,
        wirePort: hbonePort,
        mode: 'hbone',
      },
    ],
    hops: [
      {
        point: 'waypoint',
        at: waypoint.party,
        identity: from.principal,
        source: from.party,
        port: port ?? 0,
        chain: chainOfProtocol(protocol ?? ''),
        entry: entry.meta,
      },
    ],
  };
  const onward = { ...question, client: waypoint.party };
  const second =
    entry.location === 'MESH_INTERNAL'
      ? reachMachines(context, onward, waypoint, entry)
      : toExternal(context, onward, waypoint, entry);
  return joined(first, { policy: gateway, reason: 'through-waypoint' }, second);
}
