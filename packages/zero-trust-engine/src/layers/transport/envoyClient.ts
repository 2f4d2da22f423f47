import { parseCidr, rangeContains } from '../../cidr';
import { Snapshot } from '../../snapshot/Snapshot';
import { Evidence } from '../../Verdict';
import { Certainty } from '../../vocabulary';
import { TransportQuestion } from '../Layer';
import { outboundHole } from '../mesh/captureOf';
import { Enrolment } from '../mesh/Enrolment';
import { gapsIn } from '../mesh/policyIndex';
import { revisionOf } from '../mesh/revisionOf';
import { podsOf } from '../podsOf';
import { clientTls } from './clientTls';
import { destinationRulesFor } from './destinationRuleFor';
import { Sent } from './meet';
import { MtlsIndex } from './MtlsIndex';
import { MeshPeer, meshPeer } from './Peer';

/** What leaves a client towards one server. */
export interface Sending {
  readonly sent: Sent | 'unknown';
  readonly certainty: Certainty;
  readonly because: readonly Evidence[];
}

/** Everything about the mesh that a client's side depends on. */
export interface ClientContext {
  readonly snapshot: Snapshot;
  readonly enrolment: Enrolment;
  readonly mtls: MtlsIndex;
}

/** A client without the mesh, or past it. */
export function plaintext(reason: string): Sending {
  return { sent: 'plaintext', certainty: 'spec', because: [{ reason }] };
}

/** What a sidecar or gateway sends (Istio, client-side TLS and auto mTLS). */
export function envoySends(
  context: ClientContext,
  client: MeshPeer,
  server: MeshPeer,
  { service, port }: TransportQuestion,
): Sending {
  const { snapshot } = context;
  const dialledPort = service?.port.port ?? port ?? 0;
  const hole =
    client.plane === 'sidecar'
      ? outboundHole(client.shape.annotations, dialledPort, ranges =>
          inRanges(ranges, dialledAddresses(server, service)),
        )
      : undefined;
  if (hole) return plaintext(`client-${hole}`);
  const hbone = snapshot.facts.istio.ambient && server.plane === 'ambient';
  // The proxy knows no cluster for a pod's own address: it passes bytes on.
  if (!service) return plaintext('dialled-by-address');
  if (hidden(snapshot, client)) {
    return unknown('sidecar-resource-not-covered');
  }
  const nearby = [
    client.workload.namespace,
    service.service.meta.namespace,
    snapshot.facts.istio.rootNamespace,
  ];
  if (gapsIn(snapshot, 'DestinationRule', nearby).length > 0) {
    return unknown('destination-rules-unreadable');
  }
  const setting = clientTls(
    destinationRulesFor(
      snapshot.objects('DestinationRule'),
      { namespace: client.workload.namespace, labels: client.shape.labels },
      service.service,
      snapshot.facts.istio.rootNamespace,
    ),
    service.port.port,
  );
  const { certainty, because } = setting;
  // Towards ambient the tunnel is there whatever the rule says.
  if (hbone) {
    const tunnel = { reason: 'ambient-tunnel' };
    return { sent: 'hbone', certainty, because: [tunnel, ...because] };
  }
  switch (setting.sends) {
    case 'plaintext':
    case 'app-tls':
      return { sent: setting.sends, certainty, because };
    case 'mtls-to-all':
      return { sent: 'mtls', certainty, because };
    case 'unknown':
      return { sent: 'unknown', certainty, because };
    default:
      return auto(context, server, { service, port }, setting.passthrough);
  }
}

/** Auto mTLS: per endpoint, or for all of them where they cannot be told apart. */
function auto(
  { snapshot, enrolment, mtls }: ClientContext,
  server: MeshPeer,
  { service, port }: Pick<TransportQuestion, 'service' | 'port'>,
  passthrough: boolean,
): Sending {
  if (!snapshot.facts.istio.autoMtls) return plaintext('auto-mtls-off');
  if (!service) return plaintext('dialled-by-address');
  const namespace = service.service.meta.namespace;
  if (gapsIn(snapshot, 'PeerAuthentication', [namespace]).length > 0) {
    return unknown('policies-unreadable');
  }
  const assumed = mtls.assumedFor(namespace);
  if (assumed.mode === 'DISABLE') {
    const { policy } = assumed;
    const path = 'spec.mtls.mode';
    return {
      sent: 'plaintext',
      certainty: 'spec',
      because: [{ policy, path, reason: 'namespace-disables-mtls' }],
    };
  }
  if (service.service.headless || passthrough) {
    const endpoints = endpointsOf(
      snapshot,
      enrolment,
      service.service.selector,
      namespace,
    );
    return endpoints.length > 0 && endpoints.every(peer => peer.tlsMode)
      ? autoMtls
      : plaintext('headless-with-unproxied-endpoint');
  }
  if (!server.tlsMode) return plaintext('server-without-proxy');
  // What counts is the policy, not whether the port is captured.
  const { effective } = mtls.modeOf(
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

const autoMtls: Sending = {
  sent: 'mtls',
  certainty: 'spec',
  because: [{ reason: 'auto-mtls' }],
};

function unknown(reason: string): Sending {
  return { sent: 'unknown', certainty: 'undefined', because: [{ reason }] };
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

/** A Sidecar resource that may keep the Service from this client's proxy. */
function hidden(snapshot: Snapshot, client: MeshPeer): boolean {
  const { rootNamespace } = snapshot.facts.istio;
  const { namespace } = client.workload;
  if (client.plane !== 'sidecar') return false;
  if (gapsIn(snapshot, 'Sidecar', [rootNamespace, namespace]).length > 0) {
    return true;
  }
  return snapshot
    .objects('Sidecar')
    .some(
      sidecar =>
        sidecar.egress.some(
          ({ hosts, port }) => port !== undefined || !hosts.includes('*/*'),
        ) &&
        (sidecar.meta.namespace === namespace ||
          (sidecar.meta.namespace === rootNamespace &&
            sidecar.workloadSelector === undefined)) &&
        Object.entries(sidecar.workloadSelector ?? {}).every(
          ([key, value]) => client.shape.labels[key] === value,
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

function inRanges(
  ranges: readonly string[],
  addresses: readonly string[],
): boolean {
  const outer = ranges.map(parseCidr);
  return addresses.some(address => {
    const inner = parseCidr(address);
    return (
      inner !== undefined &&
      outer.some(range => range !== undefined && rangeContains(range, inner))
    );
  });
}
