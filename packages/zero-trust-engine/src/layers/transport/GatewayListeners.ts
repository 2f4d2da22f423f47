import { formatObjectRef } from '../../refs';
import { IstioGateway } from '../../snapshot/parseIstioGateway';
import { Gateway } from '../../snapshot/parseGateway';
import { Snapshot } from '../../snapshot/Snapshot';
import { PodShape } from '../../snapshot/Workload';
import { covers, gatewayNameLabel } from '../mesh/attachedPolicies';
import { FrontServices, targetPortOf } from './FrontServices';
import { meshObjects } from '../mesh/discovered';

/** What a listener of a gateway does with TLS. */
export type ListenerTls =
  /** None: the protocol itself. */
  | 'plain'
  /** The server's certificate alone; a caller proves nothing. */
  | 'simple'
  /** The caller shows a certificate, of the mesh or of somebody else. */
  | 'mutual'
  | 'istio-mutual'
  /** Handed on by server name, unread; rules see a connection. */
  | 'passthrough'
  /** Handed on by server name, and no rule is asked at all. */
  | 'auto-passthrough'
  | 'unknown';

/** One listener of a gateway pod. */
export interface GatewayListener {
  /** `Gateway namespace/name`. */
  readonly policy: string;
  readonly path: string;
  readonly tls: ListenerTls;
  readonly chain: 'http' | 'tcp';
  readonly hosts: readonly string[];
}

const classicKey = 'Gateway.networking.istio.io';
const apiKey = 'Gateway.gateway.networking.k8s.io';
const noTranslation = 'experimental.istio.io/disable-gateway-port-translation';

/** What the gateway pods of a snapshot listen for. */
export class GatewayListeners {
  private readonly scoped: boolean;

  constructor(
    private readonly snapshot: Snapshot,
    private readonly front: FrontServices,
  ) {
    this.scoped =
      snapshot.facts.istio.env.PILOT_SCOPE_GATEWAY_TO_NAMESPACE === 'true';
  }

  /** Listeners of a port of a gateway pod; undefined: they cannot be read. */
  at(
    namespace: string,
    shape: PodShape,
    port: number,
  ): readonly GatewayListener[] | undefined {
    const name = shape.labels[gatewayNameLabel];
    const key = name === undefined ? classicKey : apiKey;
    if (this.snapshot.gapsOf(key).length > 0) return undefined;
    return name === undefined
      ? this.classic(namespace, shape, port)
      : this.ofGatewayApi(namespace, name, shape, port);
  }

  private classic(namespace: string, shape: PodShape, port: number) {
    return meshObjects(this.snapshot, classicKey)
      .filter(
        ({ meta, selector }) =>
          covers(selector, shape.labels) &&
          (!this.scoped || meta.namespace === namespace),
      )
      .flatMap(gateway =>
        gateway.servers
          .filter(
            server => this.podPort(namespace, shape, server.port) === port,
          )
          .map(server => classicListener(gateway, server)),
      );
  }

  private ofGatewayApi(
    namespace: string,
    name: string,
    shape: PodShape,
    port: number,
  ) {
    return this.snapshot
      .objects(apiKey)
      .filter(({ meta }) => meta.namespace === namespace && meta.name === name)
      .flatMap(gateway =>
        gateway.listeners
          .filter(
            listener => this.podPort(namespace, shape, listener.port) === port,
          )
          .map(listener => apiListener(gateway, listener)),
      );
  }

  /** The port of a Gateway is a port of its Service, else the pod's own. */
  private podPort(namespace: string, shape: PodShape, written: number): number {
    const mapped = this.front
      .of(namespace, shape)
      .filter(({ meta }) => meta.labels[noTranslation] === undefined)
      .flatMap(({ ports }) => ports)
      .find(({ port, protocol }) => port === written && protocol === 'TCP');
    return (mapped && targetPortOf(mapped, shape)) ?? written;
  }
}

function classicListener(
  { meta }: IstioGateway,
  { protocol, tls, hosts, path }: IstioGateway['servers'][number],
): GatewayListener {
  const policy = formatObjectRef({ kind: 'Gateway', ...meta });
  const http = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'HTTP_PROXY', 'HTTPS'];
  const handedOn = tls === 'PASSTHROUGH' || tls === 'AUTO_PASSTHROUGH';
  return {
    policy,
    path,
    tls: tlsOfClassic(protocol, tls),
    chain: http.includes(protocol) && !handedOn ? 'http' : 'tcp',
    hosts: hosts.map(host => host.slice(host.indexOf('/') + 1)),
  };
}

function tlsOfClassic(
  protocol: string,
  tls: IstioGateway['servers'][number]['tls'],
): ListenerTls {
  switch (tls) {
    case 'PASSTHROUGH':
      return 'passthrough';
    case 'AUTO_PASSTHROUGH':
      return 'auto-passthrough';
    case 'SIMPLE':
      return 'simple';
    case 'MUTUAL':
    case 'OPTIONAL_MUTUAL':
      return 'mutual';
    case 'ISTIO_MUTUAL':
      return 'istio-mutual';
    default:
      // A TLS protocol without settings is refused at admission.
      return ['HTTPS', 'TLS'].includes(protocol) ? 'unknown' : 'plain';
  }
}

function apiListener(
  { meta }: Gateway,
  listener: Gateway['listeners'][number],
): GatewayListener {
  const { protocol, tls, hostname, path } = listener;
  return {
    policy: formatObjectRef({ kind: 'Gateway', ...meta }),
    path,
    tls: tlsOfApi(listener),
    chain:
      (protocol === 'HTTP' || protocol === 'HTTPS') && tls !== 'Passthrough'
        ? 'http'
        : 'tcp',
    hosts: [hostname ?? '*'],
  };
}

function tlsOfApi({
  protocol,
  tls,
  terminates,
}: Gateway['listeners'][number]): ListenerTls {
  // HBONE between networks, and protocols that Istio does not serve.
  if (!['HTTP', 'TCP', 'HTTPS', 'TLS'].includes(protocol)) return 'unknown';
  if (protocol === 'HTTP' || protocol === 'TCP') return 'plain';
  if (tls === 'Passthrough') return 'passthrough';
  if (tls === 'none') return 'unknown';
  switch (terminates) {
    case 'SIMPLE':
      return 'simple';
    case 'MUTUAL':
      return 'mutual';
    case 'ISTIO_MUTUAL':
      return 'istio-mutual';
    default:
      return 'unknown';
  }
}
