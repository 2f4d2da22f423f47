import { Snapshot } from '../../snapshot/Snapshot';
import { Evidence, LayerVerdict } from '../../Verdict';
import {
  Certainty,
  Outcome,
  Transport,
  leastCertain,
  strictest,
} from '../../vocabulary';
import {
  Hop,
  Named,
  Party,
  Path,
  Segment,
  TransportLayer,
  TransportQuestion,
} from '../Layer';
import { enrolmentIn } from '../mesh/Enrolment';
import { podsOf } from '../podsOf';
import { Acceptance, acceptanceOf } from './acceptance';
import { ClientContext, Sending, envoySends, plaintext } from './envoyClient';
import { Meeting, Receiver, Sent, meet } from './meet';
import { MtlsIndex } from './MtlsIndex';
import { namedPorts } from './namedPorts';
import { MeshPeer, meshPeer } from './Peer';
import { portChain } from './portChain';
import { Binding, Waypoints } from '../mesh/waypoints';

/** Where every tunnelled connection arrives. */
const hbonePort = 15008;

/** What connections are, compiled once from a snapshot. */
export function compileTransportLayer(snapshot: Snapshot): TransportLayer {
  const context: ClientContext = {
    snapshot,
    enrolment: enrolmentIn(snapshot),
    mtls: new MtlsIndex(snapshot),
  };
  const ways = new Ways(context, new Waypoints(snapshot));
  const ports = namedPorts(snapshot, context.mtls);
  const named = (): Named => ({ ports, cidrs: [], fqdns: [] });
  return { connect: question => ways.connect(question), named };
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
  constructor(
    private readonly context: ClientContext,
    private readonly waypoints: Waypoints,
  ) {}

  connect(question: TransportQuestion): Path {
    const { client, server, protocol } = question;
    const { installed } = this.context.snapshot.facts.istio;
    if (installed === false) return outside(question, 'no-mesh');
    if (installed === 'unknown') return undecided(question, 'mesh-unknown');
    if (protocol !== 'TCP' || question.port === null) {
      return outside(question, 'not-carried-by-mesh');
    }
    if (server.type !== 'workload') return this.leaving(question);
    const to = this.peer(server);
    const from = client.type === 'workload' ? this.peer(client) : undefined;
    const detour = this.detourOf(question, from, to);
    if (detour.state === 'used') {
      return this.throughWaypoint(question, from!, to, detour);
    }
    if (detour.state === 'unknown') return undecided(question, detour.reason);
    const sending = this.sends(question, from, to);
    const passedBy: readonly Evidence[] =
      detour.state === 'not-used' || detour.state === 'passed'
        ? [{ policy: detour.gateway, reason: detour.reason }]
        : [];
    return this.straight(question, from, to, {
      ...sending,
      because: [...sending.because, ...passedBy],
    });
  }

  private peer(party: Party & { readonly type: 'workload' }): MeshPeer {
    const { enrolment, snapshot } = this.context;
    return meshPeer(party, enrolment, snapshot.facts.istio.trustDomain);
  }

  /** Traffic to what is no workload: the mesh neither proves nor refuses it. */
  private leaving(question: TransportQuestion): Path {
    const { client } = question;
    const { istio } = this.context.snapshot.facts;
    const registryOnly =
      istio.outboundTrafficPolicy === 'REGISTRY_ONLY' ||
      this.context.snapshot
        .objects('Sidecar')
        .some(
          sidecar =>
            client.type === 'workload' &&
            sidecar.outboundTrafficPolicy === 'REGISTRY_ONLY' &&
            [client.workload.namespace, istio.rootNamespace].includes(
              sidecar.meta.namespace,
            ),
        );
    const captured =
      client.type === 'workload' && this.peer(client).plane === 'sidecar';
    return registryOnly && captured
      ? undecided(question, 'registry-only-not-covered')
      : outside(question, 'destination-outside-mesh');
  }

  /** Only ztunnel sends through waypoints; sidecars and others never do. */
  private detourOf(
    { service }: TransportQuestion,
    from: MeshPeer | undefined,
    to: MeshPeer,
  ): Detour {
    if (to.plane === 'gateway' || to.plane === 'waypoint') {
      return { state: 'none' };
    }
    const binding = service
      ? this.waypoints.ofService(service.service)
      : this.waypoints.ofWorkload(to.workload.namespace, to.shape.labels);
    if (from?.plane === 'ambient') return binding;
    // A waypoint's own calls are the second half of somebody's way.
    return binding.state === 'used' && from?.plane !== 'waypoint'
      ? {
          state: 'passed',
          gateway: binding.gateway,
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
      case 'waypoint':
        if (tunnelled) return hbone;
        // Behind a waypoint a proxy sends; by itself ztunnel tunnels or does not.
        return from.plane === 'waypoint' && to.tlsMode
          ? envoySends(this.context, from, to, question)
          : plaintext('server-not-ambient');
      case 'sidecar':
      case 'gateway':
        return envoySends(this.context, from, to, question);
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
    const onward = this.straight(
      { ...question, client: waypoint.party },
      waypoint,
      to,
      this.sends({ ...question, client: waypoint.party }, waypoint, to),
    );
    return {
      ...onward,
      transport: onward.transport === 'broken' ? 'broken' : 'hbone',
      verdict: {
        ...onward.verdict,
        identity: from.principal,
        mode: onward.transport === 'broken' ? 'broken' : 'hbone',
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

  private straight(
    question: TransportQuestion,
    from: MeshPeer | undefined,
    to: MeshPeer,
    { sent, certainty, because }: Sending,
  ): Path {
    const { client, server, protocol } = question;
    const port = question.port ?? 0;
    const acceptance = acceptanceOf(
      this.context.mtls,
      to.shape,
      to.workload.namespace,
      to.plane,
      port,
      protocol,
    );
    const chain = portChain(question.service?.port);
    if (isProbe(client, to)) {
      return carriedPath(question, 'plaintext', 'kubelet-exempt');
    }
    // Its listeners have TLS settings of their own, which are not read here.
    if (to.plane === 'gateway') {
      return {
        ...undecided(question, 'gateway-listener-not-covered'),
        hops: [this.hopAt(question, from, to, 'unknown', chain)],
      };
    }
    const meeting: Meeting =
      sent === 'unknown'
        ? { transport: 'unknown', outcome: 'unknown' }
        : meet(sent, acceptance.accepts, receiverOf(to), chain);
    const proven = sent === 'mtls' || sent === 'hbone';
    const verdict: LayerVerdict = {
      layer: 'transport',
      mode: meeting.transport,
      ...(proven && from ? { identity: from.principal } : {}),
      outcome: meeting.outcome,
      certainty: leastCertain([certainty, acceptance.certainty]),
      because: [
        ...because,
        ...evidenceOf(acceptance),
        ...(meeting.reason ? [{ reason: meeting.reason }] : []),
      ],
    };
    const segment: Segment = {
      from: client,
      to: server,
      wirePort: sent === 'hbone' ? hbonePort : question.port,
      mode: meeting.transport,
    };
    const enforced = acceptance.accepts !== 'not-enforced' || sent === 'hbone';
    return {
      verdict,
      transport: meeting.transport,
      segments: [segment],
      hops: enforced ? [this.hopAt(question, from, to, sent, chain)] : [],
    };
  }

  private hopAt(
    question: TransportQuestion,
    from: MeshPeer | undefined,
    to: MeshPeer,
    sent: Sent | 'unknown',
    chain: Hop['chain'],
  ): Hop {
    const proven = sent === 'mtls' || sent === 'hbone';
    const principal =
      from?.principal ??
      (question.client.type === 'principal'
        ? question.client.principal
        : undefined);
    return {
      point: pointOf(to),
      at: to.party,
      ...(proven && principal !== undefined ? { identity: principal } : {}),
      ...(sent === 'unknown' ? { identityUnknown: true } : {}),
      source: question.client,
      port: question.port ?? 0,
      chain: to.plane === 'ambient' ? 'tcp' : chain,
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

function receiverOf({ plane }: MeshPeer): Receiver {
  switch (plane) {
    case 'ambient':
    case 'waypoint':
      return plane;
    case 'sidecar':
    case 'proxyless-grpc':
      return 'sidecar';
    default:
      return 'none';
  }
}

function pointOf({ plane }: MeshPeer): Hop['point'] {
  switch (plane) {
    case 'ambient':
      return 'ztunnel';
    case 'waypoint':
    case 'gateway':
    case 'proxyless-grpc':
      return plane;
    default:
      return 'sidecar';
  }
}

/** Probes of the own node reach ambient pods past ztunnel. */
function isProbe(client: Party, { plane, party }: MeshPeer): boolean {
  if (plane !== 'ambient') return false;
  if (client.type === 'reserved') return client.peer === 'host';
  const pods = podsOf(party);
  return (
    client.type === 'node' &&
    pods.length > 0 &&
    pods.every(pod => pod.node === client.node.name)
  );
}

/** Which object made the server accept what it accepts. */
function evidenceOf({ accepts, reason, mode, gaps }: Acceptance): Evidence[] {
  const decided = mode?.chain.find(step => step.decides);
  const params = gaps[0]?.detail ? { detail: gaps[0].detail } : undefined;
  return [
    ...(reason ? [{ reason, ...(params ? { params } : {}) }] : []),
    ...(mode
      ? [
          {
            policy: decided?.policy,
            path: decided?.path,
            reason: `accepts-${accepts}`,
          },
        ]
      : []),
  ];
}

function verdictOf(
  mode: Transport,
  outcome: Outcome,
  certainty: Certainty,
  because: readonly Evidence[],
): LayerVerdict {
  return { layer: 'transport', mode, outcome, certainty, because };
}

function pathOf(question: TransportQuestion, verdict: LayerVerdict): Path {
  const { client, server, port } = question;
  const mode = verdict.mode ?? 'unknown';
  return {
    verdict,
    transport: mode,
    segments: [{ from: client, to: server, wirePort: port, mode }],
    hops: [],
  };
}

function outside(question: TransportQuestion, reason: string): Path {
  return pathOf(question, verdictOf('none', 'allow', 'spec', [{ reason }]));
}

function carriedPath(
  question: TransportQuestion,
  mode: Transport,
  reason: string,
): Path {
  return pathOf(question, verdictOf(mode, 'allow', 'spec', [{ reason }]));
}

function undecided(question: TransportQuestion, reason: string): Path {
  return pathOf(
    question,
    verdictOf('unknown', strictest(['unknown']), 'undefined', [{ reason }]),
  );
}

function brokenAt(question: TransportQuestion, because: Evidence): Path {
  return pathOf(question, verdictOf('broken', 'deny', 'spec', [because]));
}
