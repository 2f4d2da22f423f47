import { strictest } from '../../vocabulary';
import { judgeNaively } from '../judgeNaively';
import { ManifestCluster } from '../manifests';
import { acceptsNaively } from './acceptsNaively';
import { NaiveOutcome, authorizeNaively, keepsToken } from './authorizeNaively';
import { NaiveHop, NaiveRequest } from './hops';
import { MeshManifests, MeshPod, MeshService } from './manifests';
import { Met, meetNaively } from './meetNaively';
import { identityOf, planeNaively } from './planeNaively';
import { Dialled, Sent, sendsNaively } from './sendsNaively';
import { chainOf, leadingTo } from './services';
import { Way, takesIngress, waysTo } from './waypointNaively';

/** A call of one pod to another: through a Service, or by its address. */
export interface MeshCall extends Dialled {
  readonly request: NaiveRequest;
}

export interface NaiveMeshAnswer {
  readonly outcome: NaiveOutcome;
  readonly transport: Met | 'unknown';
}

type OneSent = Exclude<Sent, 'nothing' | 'mtls-or-plaintext'>;

const hbonePort = 15008;
const broken: NaiveMeshAnswer = { outcome: 'deny', transport: 'broken' };

/**
 * One call over all layers: the ways that it may take, on each what is sent and
 * taken, the packets at both ends, and every place that authorizes.
 */
export function askMeshNaively(
  mesh: MeshManifests,
  call: MeshCall,
): NaiveMeshAnswer {
  const answers = waysOf(mesh, call).map(way => alongWay(mesh, call, way));
  const outcomes = answers.map(({ outcome }) => outcome);
  const transports = new Set(answers.map(({ transport }) => transport));
  const [transport] = transports.size === 1 ? transports : ['unknown' as const];
  if (new Set(outcomes).size === 1) return { outcome: outcomes[0], transport };
  // Which way a connection takes is decided by chance.
  const outcome = outcomes.includes('unknown') ? 'unknown' : 'conditional';
  return { outcome, transport };
}

function waysOf(
  mesh: MeshManifests,
  { client, server, service }: MeshCall,
): readonly Way[] {
  const ways = waysTo(mesh, server, service?.object);
  const plane = planeNaively(client);
  const asked =
    plane === 'gateway' && service && takesIngress(mesh, service.object);
  const goes = plane === 'ambient' || asked;
  const isProxy = ['waypoint', 'gateway'].includes(planeNaively(server));
  return goes && !isProxy ? ways : [{ type: 'straight' }];
}

function alongWay(
  mesh: MeshManifests,
  call: MeshCall,
  way: Way,
): NaiveMeshAnswer {
  switch (way.type) {
    case 'straight':
      return stretch(mesh, call);
    case 'broken':
      return broken;
    default: {
      const { client, service, request } = call;
      const { proxy } = way;
      const chain = service ? chainOf(portOf(service)) : 'auto';
      const hop: NaiveHop = {
        point: 'waypoint',
        pod: proxy,
        reading: chain === 'tcp' || !request.http ? 'tcp' : 'http',
        identity: identityOf(client, mesh.settings.trustDomain),
        source: addressOf(client),
        port: service?.port ?? call.port,
        ...(service ? { service: service.object } : {}),
      };
      const { http, sni } = request;
      const onward = keepsToken(mesh, hop, request) ? { http, sni } : request;
      const second = stretch(mesh, { ...call, client: proxy, request: onward });
      const { transport } = second;
      return {
        outcome: strictest([
          packets(mesh, client, proxy, hbonePort),
          authorizeNaively(mesh, hop, request),
          second.outcome,
        ]),
        transport: transport === 'mtls' ? 'hbone' : transport,
      };
    }
  }
}

/** From one pod to the next, with nothing between. */
function stretch(mesh: MeshManifests, call: MeshCall): NaiveMeshAnswer {
  const sent = sendsNaively(mesh, call);
  const { server, port } = call;
  const accepts = acceptsNaively(mesh, server, port);
  if (sent === 'nothing') return broken;
  if (sent === 'mtls-or-plaintext' || accepts === 'unknown') {
    return { outcome: leftOpen(mesh, call, sent), transport: 'unknown' };
  }
  return arrive(mesh, call, sent);
}

/** A refusal is one only if whatever may be sent is refused. */
function leftOpen(
  mesh: MeshManifests,
  call: MeshCall,
  sent: Exclude<Sent, 'nothing'>,
): NaiveOutcome {
  const { client, server, port } = call;
  if (acceptsNaively(mesh, server, port) === 'unknown') {
    const wires = [port, hbonePort].map(p => packets(mesh, client, server, p));
    return wires.includes('allow') ? 'unknown' : 'deny';
  }
  const candidates: readonly OneSent[] =
    sent === 'mtls-or-plaintext' ? ['mtls', 'hbone', 'plaintext'] : [sent];
  return candidates.every(s => arrive(mesh, call, s).outcome === 'deny')
    ? 'deny'
    : 'unknown';
}

function arrive(
  mesh: MeshManifests,
  { client, server, port, request }: MeshCall,
  sent: OneSent,
): NaiveMeshAnswer {
  const accepts = acceptsNaively(mesh, server, port);
  if (accepts === 'unknown') throw new Error('it is not known what is taken');
  const plane = planeNaively(server);
  const [front] = leadingTo(mesh, server, port);
  const chain = plane === 'grpc' ? 'http' : chainOf(front?.port);
  const transport = meetNaively(sent, accepts, plane, chain);
  if (transport === 'broken') return broken;
  const wire = sent === 'hbone' ? hbonePort : port;
  const proven = transport === 'mtls' || transport === 'hbone';
  const isAsked = accepts !== 'open' || sent === 'hbone';
  const isTcp = chain === 'tcp' || (chain === 'auto' && !request.http);
  const outcomes: NaiveOutcome[] = [packets(mesh, client, server, wire)];
  if (isAsked) {
    const proxyReading = isTcp ? 'tcp' : 'http';
    const proxyPoint = plane === 'grpc' ? 'grpc' : 'sidecar';
    const hop: NaiveHop = {
      point: plane === 'ambient' ? 'ztunnel' : proxyPoint,
      pod: server,
      reading: plane === 'ambient' ? 'ztunnel' : proxyReading,
      ...(proven
        ? { identity: identityOf(client, mesh.settings.trustDomain) }
        : {}),
      source: addressOf(client),
      port,
    };
    outcomes.push(authorizeNaively(mesh, hop, request));
  }
  return { outcome: strictest(outcomes), transport };
}

/** NetworkPolicies, at both ends. */
function packets(
  mesh: MeshManifests,
  from: MeshPod,
  to: MeshPod,
  port: number,
): 'allow' | 'deny' {
  const cluster = { objects: mesh.objects, ipBlockMatchesPods: true };
  const { egress, ingress } = judgeNaively(cluster as ManifestCluster, {
    from: nameOf(from),
    to: nameOf(to),
    protocol: 'TCP',
    port,
  });
  return [egress, ingress].some(({ outcome }) => outcome === 'deny')
    ? 'deny'
    : 'allow';
}

/** The port of a Service that is dialled. */
function portOf({ object, port }: NonNullable<Dialled['service']>) {
  return object.spec.ports.find(candidate => candidate.port === port);
}

/** A chain that is HTTP and a connection that is not: nobody says what comes of it. */
export function isOddlySpoken(mesh: MeshManifests, call: MeshCall): boolean {
  const { server, port, service, request } = call;
  if (request.http) return false;
  const [front] = leadingTo(mesh, server, port);
  const chains = [
    planeNaively(server) === 'grpc' ? 'http' : chainOf(front?.port),
    service ? chainOf(portOf(service)) : 'auto',
  ];
  return chains.includes('http');
}

export const nameOf = ({ metadata }: MeshPod | MeshService) =>
  `${metadata.namespace}/${metadata.name}`;

const addressOf = ({ status }: MeshPod) => status.podIPs?.[0].ip ?? '';
