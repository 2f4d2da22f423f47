import { DataPlane } from '../../vocabulary';
import { PodShape } from '../../snapshot/Workload';
import { gatewayNameLabel } from './attachedPolicies';

/** What a running pod is decided by, besides itself. */
export interface EnrolmentContext {
  /** Whether the Gateway `namespace/name` is a waypoint; undefined: no such object. */
  isWaypoint(namespace: string, gateway: string): boolean | undefined;
}

const waypointControllers = [
  'istio.io-mesh-controller',
  'istio.io-agentgateway-waypoint-controller',
];

/**
 * How a pod takes part in the mesh, from what it carries and not from what was
 * declared. The first fact that holds decides (Istio, sidecar injection and
 * ambient capture).
 */
export function dataPlaneOf(
  pod: PodShape,
  namespace: string,
  context: EnrolmentContext,
): DataPlane {
  // Never injected and never captured.
  if (pod.hostNetwork) return 'none';
  const gateway = pod.labels[gatewayNameLabel];
  if (gateway !== undefined) {
    const managed = pod.labels['gateway.istio.io/managed'];
    const waypoint =
      managed === undefined
        ? context.isWaypoint(namespace, gateway)
        : waypointControllers.includes(managed);
    return waypoint ? 'waypoint' : 'gateway';
  }
  const templates = (pod.annotations['inject.istio.io/templates'] ?? '').split(
    ',',
  );
  const proxy = pod.containers.find(
    c => c.name === 'istio-proxy' && c.role !== 'init',
  );
  if (templates.includes('gateway') || proxy?.args[1] === 'router') {
    return 'gateway';
  }
  if (templates.some(t => t === 'grpc-agent' || t === 'grpc-simple')) {
    return 'proxyless-grpc';
  }
  // ztunnel's own container has that name as well, and nobody's traffic.
  if (proxy?.args[1] === 'ztunnel') return 'none';
  if (proxy) return 'sidecar';
  // Injection wrote on the pod and its proxy is gone: somebody changed it.
  if (pod.annotations['sidecar.istio.io/status'] !== undefined)
    return 'unknown';
  switch (pod.annotations['ambient.istio.io/redirection']) {
    case 'enabled':
      return 'ambient';
    case 'pending':
      return 'ambient-pending';
    default:
      return 'none';
  }
}
