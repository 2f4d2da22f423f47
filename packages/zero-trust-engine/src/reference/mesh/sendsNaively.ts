import { leavesPastProxy } from './acceptsNaively';
import { clientTls } from './clientRules';
import { isRegistryOnly, knows } from './clientScope';
import { MeshManifests, MeshPod, MeshService } from './manifests';
import { namespaceMode, proxyMode } from './modeNaively';
import { announcesProxy, planeNaively } from './planeNaively';
import { endpointsOf, isHeadless, leadingTo } from './services';

/** What leaves a client; `nothing`: its own proxy lets nothing out. */
export type Sent =
  | 'mtls'
  | 'hbone'
  | 'plaintext'
  | 'app-tls'
  | 'nothing'
  /** Of its application's or the protocol's making: one or the other. */
  | 'mtls-or-plaintext';

/** One stretch of a way, as its client dials it. */
export interface Dialled {
  readonly client: MeshPod;
  readonly server: MeshPod;
  /** Of the pod. */
  readonly port: number;
  readonly service?: { readonly object: MeshService; readonly port: number };
}

/** Istio, the client side. */
export function sendsNaively(mesh: MeshManifests, dialled: Dialled): Sent {
  const { client, server } = dialled;
  const tunnelled = planeNaively(server) === 'ambient';
  switch (planeNaively(client)) {
    case 'ambient':
      return tunnelled ? 'hbone' : 'plaintext';
    case 'waypoint':
      return tunnelled ? 'hbone' : proxySends(mesh, dialled);
    case 'sidecar':
    case 'gateway':
      return proxySends(mesh, dialled);
    case 'grpc':
      return grpcSends(mesh, dialled);
    case 'unknown':
      return 'mtls-or-plaintext';
    default:
      return 'plaintext';
  }
}

function proxySends(mesh: MeshManifests, dialled: Dialled): Sent {
  const { client, server, port, service } = dialled;
  const isSidecar = planeNaively(client) === 'sidecar';
  const unknownHost = () =>
    isSidecar && isRegistryOnly(mesh, client) ? 'nothing' : 'plaintext';
  if (isSidecar && leavesPastProxy(client, service?.port ?? port)) {
    return 'plaintext';
  }
  if (!service) {
    // A headless Service has listeners at the addresses of its pods.
    const headless = leadingTo(mesh, server, port).some(front =>
      isHeadless(front.service),
    );
    return isSidecar && headless ? 'mtls-or-plaintext' : unknownHost();
  }
  const { object } = service;
  if (isSidecar && !knows(mesh, client, object)) return unknownHost();
  const fetches = planeNaively(client) === 'gateway';
  const told = clientTls(mesh, client, object, service.port, fetches);
  if (mesh.settings.ambient && planeNaively(server) === 'ambient') {
    return 'hbone';
  }
  switch (told.sends) {
    case 'auto':
      return autoSends(mesh, dialled, object, told.passthrough);
    case 'mtls-unless-off':
      return isOff(mesh, object, told.passthrough) ? 'plaintext' : 'mtls';
    default:
      return told.sends;
  }
}

/** Auto mTLS: per endpoint, or alike for all that cannot be told apart. */
function autoSends(
  mesh: MeshManifests,
  { server, port }: Dialled,
  service: MeshService,
  passthrough: boolean,
): Sent {
  if (isOff(mesh, service, passthrough)) return 'plaintext';
  if (isHeadless(service) || passthrough) return 'mtls';
  return announcesProxy(server) && proxyMode(mesh, server, port) !== 'DISABLE'
    ? 'mtls'
    : 'plaintext';
}

/** No mutual TLS to any endpoint of a Service. */
function isOff(
  mesh: MeshManifests,
  service: MeshService,
  passthrough: boolean,
): boolean {
  const everywhere = isHeadless(service) || passthrough;
  return (
    !mesh.settings.autoMtls ||
    namespaceMode(mesh, service.metadata.namespace) === 'DISABLE' ||
    (everywhere && !endpointsOf(mesh, service).every(announcesProxy))
  );
}

/** gRPC without a proxy: only ISTIO_MUTUAL, and only if its code asks for it. */
function grpcSends(mesh: MeshManifests, { client, service }: Dialled): Sent {
  if (!service) return 'plaintext';
  const told = clientTls(mesh, client, service.object, service.port, false);
  return told.sends.startsWith('mtls') ? 'mtls-or-plaintext' : 'plaintext';
}
