import { formatObjectRef } from '../../refs';
import { ClusterService, Snapshot } from '../../snapshot/Snapshot';
import { Evidence } from '../../Verdict';
import { Certainty } from '../../vocabulary';
import { TransportQuestion } from '../Layer';
import { outboundHole } from '../mesh/captureOf';
import { Enrolment } from '../mesh/Enrolment';
import { gapsIn } from '../mesh/policyIndex';
import { revisionOf } from '../mesh/revisionOf';
import { podsOf } from '../podsOf';
import { settingFor } from './clientSetting';
import { coveredBy } from './coveredBy';
import { Sent } from './meet';
import { isRegistryOnly, knowsService } from './outboundScope';
import { MeshPeer, meshPeer } from './Peer';
import { TransportContext } from './TransportContext';

/** What leaves a client towards one server. */
export interface Sending {
  /** `nothing`: its own proxy lets nothing out. */
  readonly sent: Sent | 'nothing' | 'unknown';
  readonly certainty: Certainty;
  readonly because: readonly Evidence[];
}

/** A client without the mesh, or past it. */
export function plaintext(
  reason: string,
  about: Omit<Evidence, 'reason'> = {},
): Sending {
  return {
    sent: 'plaintext',
    certainty: 'spec',
    because: [{ ...about, reason }],
  };
}

/** What a sidecar or gateway sends (Istio, client-side TLS and auto mTLS). */
export function envoySends(
  context: TransportContext,
  client: MeshPeer,
  server: MeshPeer,
  question: TransportQuestion,
): Sending {
  const { snapshot } = context;
  const { service, port } = question;
  const dialledPort = service?.port.port ?? port ?? 0;
  const hole =
    client.plane === 'sidecar'
      ? outboundHole(client.shape.annotations, dialledPort, ranges =>
          coveredBy(ranges, dialledAddresses(server, service)),
        )
      : undefined;
  if (hole) return plaintext(`client-${hole}`);
  if (!service) return byAddress(context, client, server, dialledPort);
  const knowledge = knowsService(
    context,
    client,
    service.service,
    service.port.port,
  );
  if (knowledge.state === 'unknown') return unknown(knowledge.because);
  if (knowledge.state === 'hidden') {
    return notKnown(context, client, knowledge.because);
  }
  const nearby = [
    client.workload.namespace,
    service.service.meta.namespace,
    snapshot.facts.istio.rootNamespace,
  ];
  if (gapsIn(snapshot, 'DestinationRule', nearby).length > 0) {
    return unknown({ reason: 'destination-rules-unreadable' });
  }
  const setting = settingFor(context, client, server, service);
  const { certainty, because } = setting;
  // Towards ambient the tunnel is there whatever the rule says.
  if (snapshot.facts.istio.ambient && server.plane === 'ambient') {
    const tunnel = { reason: 'ambient-tunnel' };
    return { sent: 'hbone', certainty, because: [tunnel, ...because] };
  }
  switch (setting.sends) {
    case 'plaintext':
    case 'app-tls':
      return { sent: setting.sends, certainty, because };
    case 'mtls-to-all': {
      const held = setting.unlessOff
        ? heldBack(context, service.service, setting.passthrough)
        : undefined;
      return held
        ? { ...held, certainty, because: [...because, ...held.because] }
        : { sent: 'mtls', certainty, because };
    }
    case 'unknown':
      return { sent: 'unknown', certainty, because };
    default:
      return auto(context, server, { service, port }, setting.passthrough);
  }
}

/** What happens to bytes for a destination that the client's proxy lacks. */
export function notKnown(
  context: TransportContext,
  client: MeshPeer,
  because: Evidence,
): Sending {
  return isRegistryOnly(context, client)
    ? {
        sent: 'nothing',
        certainty: 'spec',
        because: [because, { reason: 'registry-only' }],
      }
    : { sent: 'plaintext', certainty: 'spec', because: [because] };
}

/** The proxy knows no cluster for a pod's own address: it passes bytes on. */
function byAddress(
  context: TransportContext,
  client: MeshPeer,
  server: MeshPeer,
  port: number,
): Sending {
  const headless = context.front
    .leadingTo(server.workload.namespace, server.shape, port)
    .find(({ service }) => service.headless);
  if (client.plane === 'sidecar' && headless) {
    // Its listener is the pod's address: then the call is one to the Service.
    return unknown({
      policy: formatObjectRef({ kind: 'Service', ...headless.service.meta }),
      reason: 'dialled-by-headless-address',
    });
  }
  const because = { reason: 'dialled-by-address' };
  return client.plane === 'sidecar'
    ? notKnown(context, client, because)
    : plaintext('dialled-by-address');
}

/** Auto mTLS: per endpoint, or for all of them where they cannot be told apart. */
function auto(
  context: TransportContext,
  server: MeshPeer,
  { service, port }: Pick<TransportQuestion, 'service' | 'port'>,
  passthrough: boolean,
): Sending {
  if (!service) return plaintext('dialled-by-address');
  const held = heldBack(context, service.service, passthrough);
  if (held) return held;
  if (service.service.headless || passthrough) return autoMtls;
  if (!server.tlsMode) return plaintext('server-without-proxy');
  // What counts is the policy, not whether the port is captured.
  const { effective } = context.mtls.modeOf(
    {
      namespace: server.workload.namespace,
      labels: server.shape.labels,
      plane: 'sidecar',
      revision: revisionOf(server.shape.annotations),
    },
    port ?? 0,
  );
  return effective === 'DISABLE' ? plaintext('server-disables-mtls') : autoMtls;
}

/** Why a whole Service gets no mutual TLS; undefined: endpoints decide. */
function heldBack(
  { snapshot, enrolment, mtls }: TransportContext,
  { headless, selector, meta: { namespace } }: ClusterService,
  passthrough: boolean,
): Sending | undefined {
  const { autoMtls: on, rootNamespace } = snapshot.facts.istio;
  if (!on) return plaintext('auto-mtls-off');
  const nearby = [rootNamespace, namespace];
  if (gapsIn(snapshot, 'PeerAuthentication', nearby).length > 0) {
    return unknown({ reason: 'policies-unreadable' });
  }
  const { mode, policy } = mtls.assumedFor(namespace);
  if (mode === 'DISABLE') {
    const path = 'spec.mtls.mode';
    return plaintext('namespace-disables-mtls', { policy, path });
  }
  if (!headless && !passthrough) return undefined;
  const endpoints = endpointsOf(snapshot, enrolment, selector, namespace);
  return endpoints.length > 0 && endpoints.every(peer => peer.tlsMode)
    ? undefined
    : plaintext('headless-with-unproxied-endpoint');
}

/** Mutual TLS by the proxy's own choice. */
export const autoMtls: Sending = {
  sent: 'mtls',
  certainty: 'spec',
  because: [{ reason: 'auto-mtls' }],
};

function unknown(because: Evidence): Sending {
  return { sent: 'unknown', certainty: 'undefined', because: [because] };
}

function endpointsOf(
  snapshot: Snapshot,
  enrolment: Enrolment,
  selector: Readonly<Record<string, string>> | undefined,
  namespace: string,
): readonly MeshPeer[] {
  if (!selector) return [];
  return snapshot.workloads
    .filter(
      workload =>
        workload.namespace === namespace &&
        Object.entries(selector).every(
          ([key, value]) => workload.labels[key] === value,
        ),
    )
    .flatMap(workload =>
      (workload.pods.length > 0 ? workload.pods : [undefined]).map(pod =>
        meshPeer({ type: 'workload', workload, pod }, enrolment, ''),
      ),
    );
}

function dialledAddresses(
  server: MeshPeer,
  service: TransportQuestion['service'],
): readonly string[] {
  const virtual = service?.service.clusterIPs ?? [];
  if (service && virtual.length > 0) return virtual;
  return podsOf(server.party).flatMap(pod => pod.addresses);
}
