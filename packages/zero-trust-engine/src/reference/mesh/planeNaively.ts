import { MeshPod, annotationOf, labelOf } from './manifests';

/** How a pod takes part in the mesh. */
export type Plane =
  | 'sidecar'
  | 'ambient'
  | 'waypoint'
  | 'gateway'
  | 'grpc'
  | 'none'
  /** Tampered with, or not captured yet: nobody can say what it does. */
  | 'unknown';

/** Istio, enrolment: what a running pod carries, first hit wins. */
export function planeNaively(pod: MeshPod): Plane {
  const { spec } = pod;
  if (spec.hostNetwork) return 'none';
  if (labelOf(pod, 'gateway.networking.k8s.io/gateway-name') !== undefined) {
    return labelOf(pod, 'gateway.istio.io/managed') ===
      'istio.io-mesh-controller'
      ? 'waypoint'
      : 'gateway';
  }
  const templates = annotationOf(pod, 'inject.istio.io/templates') ?? '';
  if (templates.split(',').includes('grpc-agent')) return 'grpc';
  const proxied =
    spec.containers.some(({ name }) => name === 'istio-proxy') ||
    spec.initContainers?.some(
      ({ name, restartPolicy }) =>
        name === 'istio-proxy' && restartPolicy === 'Always',
    );
  if (proxied) return 'sidecar';
  if (annotationOf(pod, 'sidecar.istio.io/status')) return 'unknown';
  switch (annotationOf(pod, 'ambient.istio.io/redirection')) {
    case 'enabled':
      return 'ambient';
    case 'pending':
      return 'unknown';
    default:
      return 'none';
  }
}

/** What a pod proves where it is asked for a certificate. */
export const identityOf = (
  { metadata, spec }: MeshPod,
  trustDomain: string,
): string =>
  `${trustDomain}/ns/${metadata.namespace}/sa/${
    spec.serviceAccountName ?? 'default'
  }`;

/** Clients look at this label alone, whatever the pod runs. */
export const announcesProxy = (pod: MeshPod) =>
  labelOf(pod, 'security.istio.io/tlsMode') === 'istio';
