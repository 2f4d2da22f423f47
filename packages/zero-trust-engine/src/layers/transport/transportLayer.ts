import { ClusterService, Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { Evidence } from '../../Verdict';
import {
  Named,
  Party,
  Path,
  TransportLayer,
  TransportQuestion,
} from '../Layer';
import { gapsIn } from '../mesh/policyIndex';
import { revisionOf } from '../mesh/revisionOf';
import { Binding } from '../mesh/waypoints';
import { Sending, envoySends, plaintext } from './envoyClient';
import { grpcSends } from './grpcClient';
import { leave } from './leave';
import { namedDestinations, namedPorts } from './namedPorts';
import { brokenAt, outside, undecided } from './paths';
import { MeshPeer, meshPeer } from './Peer';
import { portChain } from './portChain';
import { hbonePort, receive } from './receive';
import { ingress } from './throughGateway';
import { TransportContext, transportContext } from './TransportContext';

/** What connections are, compiled once from a snapshot. */
export function compileTransportLayer(snapshot: Snapshot): TransportLayer {
  const context = transportContext(snapshot);
  const ways = new Ways(context);
  const found: Named =
    snapshot.facts.istio.installed === false
      ? { ports: [], cidrs: [], fqdns: [] }
      : {
          ports: namedPorts(snapshot, context.mtls),
          ...namedDestinations(snapshot),
        };
  const named = () => found;
  return {
    connect: question => ways.connect(question),
    named,
    mayDetour: (server, services) => ways.mayDetour(server, services),
  };
}

/** A binding, as one caller meets it. */
type Detour =
  | Binding
  | {
      readonly state: 'passed';
      readonly gateway: string;
      readonly reason: string;
    };

class Ways {
  constructor(private readonly context: TransportContext) {}

  connect(question: TransportQuestion): Path {
    const { client, server, protocol } = question;
    const { installed } = this.context.snapshot.facts.istio;
    if (installed === false) return outside(question, 'no-mesh');
    if (installed === 'unknown') return undecided(question, 'mesh-unknown');
    if (protocol !== 'TCP' || question.port === null) {
      return outside(question, 'not-carried-by-mesh');
    }
    const from = client.type === 'workload' ? this.peer(client) : undefined;
    const unsure = this.unsureOf(from, server);
    if (unsure) return undecided(question, unsure);
    const connect = (stretch: TransportQuestion) => this.connect(stretch);
    if (server.type !== 'workload') {
      const outsider = client.type === 'address' || client.type === 'reserved';
      const entry = outsider && ingress(this.context, question, connect);
      return entry || leave(this.context, question, from, connect);
    }
    const to = this.peer(server);
    const detour = this.detourOf(question, from, to);
    if (detour.state !== 'split') {
      return this.along(question, from, to, detour);
    }
    const [first, ...others] = detour.ways.map(way =>
      this.along(question, from, to, way),
    );
    return { ...first, alternatives: others };
  }

  /** Why the mesh's settings are not known for one of the ends. */
  private unsureOf(from: MeshPeer | undefined, server: Party) {
    const { snapshot } = this.context;
    const { configuration, otherConfigurations, rootNamespace } =
      snapshot.facts.istio;
    if (from?.plane === 'sidecar') {
      // What a client's proxy lets out at all is set there.
      const where = [rootNamespace, from.workload.namespace];
      if (gapsIn(snapshot, 'Sidecar', where).length > 0) {
        return 'sidecar-resources-unreadable';
      }
    }
    if (configuration !== 'unread' && otherConfigurations.length === 0) {
      return undefined;
    }
    const to = server.type === 'workload' ? this.peer(server) : undefined;
    const inMesh = [from, to].flatMap(peer =>
      peer && peer.plane !== 'none' ? [peer] : [],
    );
    if (inMesh.length === 0) return undefined;
    if (configuration === 'unread') return 'mesh-configuration-unread';
    return inMesh.some(({ shape }) =>
      otherConfigurations.includes(revisionOf(shape.annotations) ?? ''),
    )
      ? 'revision-configured-otherwise'
      : undefined;
  }

  private along(
    question: TransportQuestion,
    from: MeshPeer | undefined,
    to: MeshPeer,
    detour: Detour,
  ): Path {
    if (detour.state === 'used') {
      return this.throughWaypoint(question, from!, to, detour);
    }
    if (detour.state === 'unknown') return undecided(question, detour.reason);
    const sending = this.sends(question, from, to);
    const passedBy: readonly Evidence[] =
      detour.state === 'not-used' || detour.state === 'passed'
        ? [{ policy: detour.gateway, reason: detour.reason }]
        : [];
    const because = [...sending.because, ...passedBy];
    const { sent, certainty } = sending;
    return sent === 'nothing'
      ? brokenAt(question, ...because)
      : receive(this.context, question, from, to, { sent, certainty, because });
  }

  /** Whether some caller's traffic to a workload may pass a waypoint. */
  mayDetour(server: Workload, services: readonly ClusterService[]): boolean {
    const { waypoints } = this.context;
    const shapes = server.pods.length > 0 ? server.pods : [server];
    return [
      ...services.map(service => waypoints.ofService(service)),
      ...[...shapes, server].map(({ labels }) =>
        waypoints.ofWorkload(server.namespace, labels),
      ),
    ].some(({ state }) => ['used', 'split', 'unknown'].includes(state));
  }

  private peer(party: Party & { readonly type: 'workload' }): MeshPeer {
    const { enrolment, snapshot } = this.context;
    return meshPeer(party, enrolment, snapshot.facts.istio.trustDomain);
  }

  /**
   * Only ztunnel sends through waypoints, and an ingress gateway where the
   * Service or its namespace asks for it; sidecars and others never do.
   */
  private detourOf(
    { service }: TransportQuestion,
    from: MeshPeer | undefined,
    to: MeshPeer,
  ): Detour {
    if (to.plane === 'gateway' || to.plane === 'waypoint') {
      return { state: 'none' };
    }
    const { waypoints } = this.context;
    const binding = service
      ? waypoints.ofService(service.service)
      : waypoints.ofWorkload(to.workload.namespace, to.shape.labels);
    if (from?.plane === 'ambient') return binding;
    const asked =
      from?.plane === 'gateway' &&
      service !== undefined &&
      waypoints.takesIngress(service.service);
    if (asked) return binding;
    const used = binding.state === 'split' ? binding.ways[0] : binding;
    // A waypoint's own calls are the second half of somebody's way.
    return used.state === 'used' && from?.plane !== 'waypoint'
      ? {
          state: 'passed',
          gateway: used.gateway,
          reason: 'client-passes-waypoint',
        }
      : { state: 'none' };
  }

  private sends(
    question: TransportQuestion,
    from: MeshPeer | undefined,
    to: MeshPeer,
  ): Sending {
    if (!from) return sentByOutsider(question.client, to);
    const tunnelled =
      to.plane === 'ambient' ||
      to.shape.labels['networking.istio.io/tunnel'] === 'http';
    switch (from.plane) {
      case 'none':
        return plaintext(
          from.shape.hostNetwork ? 'client-on-host-network' : 'client-no-proxy',
        );
      case 'ambient':
        return tunnelled ? hbone : plaintext('server-not-ambient');
      case 'waypoint':
        // Where there is no tunnel a waypoint sends as any proxy does.
        return tunnelled ? hbone : envoySends(this.context, from, to, question);
      case 'sidecar':
      case 'gateway':
        return envoySends(this.context, from, to, question);
      case 'proxyless-grpc':
        return grpcSends(this.context, from, to, question);
      default:
        return {
          sent: 'unknown',
          certainty: 'undefined',
          because: [{ reason: `client-data-plane-${from.plane}` }],
        };
    }
  }

  private throughWaypoint(
    question: TransportQuestion,
    from: MeshPeer,
    to: MeshPeer,
    { gateway, workloads }: Binding & { readonly state: 'used' },
  ): Path {
    const [proxy] = workloads;
    if (!proxy || proxy.pods.length === 0) {
      return brokenAt(question, { policy: gateway, reason: 'waypoint-down' });
    }
    const waypoint = this.peer({ type: 'workload', workload: proxy });
    const { service, port } = question;
    const second = { ...question, client: waypoint.party };
    const { sent, certainty, because } = this.sends(second, waypoint, to);
    const onward = receive(this.context, second, waypoint, to, {
      // A waypoint has no Sidecar resource that could keep anything back.
      sent: sent === 'nothing' ? 'unknown' : sent,
      certainty,
      because,
    });
    // The whole way is as good as its worse half: the first is a tunnel.
    const mode = onward.transport === 'mtls' ? 'hbone' : onward.transport;
    return {
      ...onward,
      transport: mode,
      verdict: {
        ...onward.verdict,
        identity: from.principal,
        mode,
        because: [
          { policy: gateway, reason: 'through-waypoint' },
          ...onward.verdict.because,
        ],
      },
      segments: [
        {
          from: from.party,
          to: waypoint.party,
          wirePort: hbonePort,
          mode: 'hbone',
        },
        ...onward.segments,
      ],
      hops: [
        {
          point: 'waypoint',
          at: waypoint.party,
          identity: from.principal,
          source: from.party,
          port: service?.port.port ?? port ?? 0,
          chain: portChain(service?.port),
          ...(service ? { service: service.service } : {}),
        },
        ...onward.hops,
      ],
    };
  }
}

const hbone: Sending = {
  sent: 'hbone',
  certainty: 'spec',
  because: [{ reason: 'ambient-tunnel' }],
};

/** Ends of which only an address or an identity is known. */
function sentByOutsider(client: Party, to: MeshPeer): Sending {
  if (client.type !== 'principal') return plaintext('client-outside-mesh');
  if (to.plane === 'ambient') return hbone;
  return to.tlsMode
    ? { sent: 'mtls', certainty: 'spec', because: [{ reason: 'auto-mtls' }] }
    : plaintext('server-without-proxy');
}
