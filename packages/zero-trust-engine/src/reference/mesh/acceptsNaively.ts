import { MeshManifests, MeshPod, annotationOf } from './manifests';
import { proxyMode, ztunnelMode } from './modeNaively';
import { announcesProxy, planeNaively } from './planeNaively';

/** What a port takes; `open`: nothing of the mesh stands before it. */
export type Accepts =
  | 'mtls-only'
  | 'both'
  | 'plaintext-only'
  | 'open'
  | 'unknown';

const byMode = {
  STRICT: 'mtls-only',
  PERMISSIVE: 'both',
  DISABLE: 'plaintext-only',
} as const;

const proxyPorts = [15090, 15021, 15020];
const prefix = 'traffic.sidecar.istio.io';

/** Istio, the receiving side: capture first, then the mode. */
export function acceptsNaively(
  mesh: MeshManifests,
  pod: MeshPod,
  port: number,
): Accepts {
  switch (planeNaively(pod)) {
    case 'sidecar':
      return isCaptured(pod, port)
        ? byMode[proxyMode(mesh, pod, port)]
        : 'open';
    case 'ambient':
      return annotationOf(pod, 'ambient.istio.io/bypass-inbound-capture') ===
        'true'
        ? 'open'
        : byMode[ztunnelMode(mesh, pod, port)];
    case 'grpc': {
      const mode = proxyMode(mesh, pod, port);
      // It cannot take both, so it takes what callers will send.
      const promoted = announcesProxy(pod) ? 'STRICT' : 'DISABLE';
      return byMode[mode === 'PERMISSIVE' ? promoted : mode];
    }
    case 'unknown':
      return 'unknown';
    default:
      return 'open';
  }
}

function isCaptured(pod: MeshPod, port: number): boolean {
  if (proxyPorts.includes(port)) return false;
  if (annotationOf(pod, 'sidecar.istio.io/interceptionMode') === 'NONE') {
    return false;
  }
  const excluded = portsIn(annotationOf(pod, `${prefix}/excludeInboundPorts`));
  const included = annotationOf(pod, `${prefix}/includeInboundPorts`);
  return (
    !excluded.includes(port) &&
    (included === undefined ||
      included === '*' ||
      portsIn(included).includes(port))
  );
}

/** Whether a call of a pod's application passes its own sidecar by. */
export function leavesPastProxy(pod: MeshPod, port: number): boolean {
  return (
    annotationOf(pod, 'sidecar.istio.io/interceptionMode') === 'NONE' ||
    portsIn(annotationOf(pod, `${prefix}/excludeOutboundPorts`)).includes(port)
  );
}

const portsIn = (list = '') => list.split(',').filter(Boolean).map(Number);
