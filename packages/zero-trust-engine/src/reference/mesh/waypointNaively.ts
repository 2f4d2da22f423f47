import {
  GatewayManifest,
  MeshManifests,
  MeshPod,
  MeshService,
  all,
} from './manifests';
import { Labels } from '../manifests';
import { isBehind } from './services';

/** A way to a pod: straight, through a waypoint, or into one that is gone. */
export type Way =
  | { readonly type: 'straight' }
  | { readonly type: 'waypoint'; readonly proxy: MeshPod }
  | { readonly type: 'broken' };

const straight: Way = { type: 'straight' };

/** Istio, `istio.io/use-waypoint`: every way that traffic of ztunnel may take. */
export function waysTo(
  mesh: MeshManifests,
  server: MeshPod,
  service: MeshService | undefined,
): readonly Way[] {
  const object = service ?? server;
  const { namespace } = object.metadata;
  const place = all(mesh, 'Namespace').find(
    ({ metadata }) => metadata.name === namespace,
  )?.metadata;
  // Whoever names a waypoint does not fall back to that of its namespace.
  const names = object.metadata.labels?.['istio.io/use-waypoint'] !== undefined;
  const speaks = names ? object.metadata : place;
  const labels: Labels = speaks?.labels ?? {};
  const name = labels['istio.io/use-waypoint'];
  if (name === undefined || name === 'none') return [straight];
  const traffic = service ? 'service' : 'workload';
  const to = (gateway: string, at: string | undefined) =>
    wayThrough(mesh, `${at ?? namespace}/${gateway}`, namespace, traffic);
  const main = to(name, labels['istio.io/use-waypoint-namespace']);
  const canary = labels['istio.io/use-waypoint-canary'];
  if (canary === undefined) return [main];
  return [main, to(canary, labels['istio.io/use-waypoint-canary-namespace'])];
}

/** Missing, not ready, not admitted or for other traffic: nobody is stopped. */
function wayThrough(
  mesh: MeshManifests,
  key: string,
  user: string,
  traffic: 'service' | 'workload',
): Way {
  const gateway = all(mesh, 'Gateway').find(g => keyOf(g) === key);
  if (!gateway || (gateway.status?.addresses ?? []).length === 0) {
    return straight;
  }
  const admits =
    gateway.metadata.namespace === user ||
    gateway.spec.listeners.some(
      ({ allowedRoutes }) => allowedRoutes?.namespaces?.from === 'All',
    );
  const serves = gateway.metadata.labels?.['istio.io/waypoint-for'];
  if (!admits || !['all', traffic].includes(serves ?? 'service')) {
    return straight;
  }
  const proxy = all(mesh, 'Pod').find(
    ({ metadata }) =>
      `${metadata.namespace}/${metadata.labels?.['gateway.networking.k8s.io/gateway-name']}` ===
      key,
  );
  return proxy ? { type: 'waypoint', proxy } : { type: 'broken' };
}

const keyOf = ({ metadata }: GatewayManifest) =>
  `${metadata.namespace}/${metadata.name}`;

/** Gateways take the waypoint where the Service or its namespace asks for it. */
export function takesIngress(
  mesh: MeshManifests,
  { metadata }: MeshService,
): boolean {
  const label = 'istio.io/ingress-use-waypoint';
  const place = all(mesh, 'Namespace').find(
    ns => ns.metadata.name === metadata.namespace,
  )?.metadata;
  const said = metadata.labels?.[label] ?? place?.labels?.[label];
  return mesh.settings.ambient && said === 'true';
}

/** The running waypoints of a pod and of the Services in front of it. */
export function waypointsBefore(
  mesh: MeshManifests,
  pod: MeshPod,
): readonly MeshPod[] {
  const fronts = all(mesh, 'Service').filter(s => isBehind(s, pod));
  return [undefined, ...fronts]
    .flatMap(service => waysTo(mesh, pod, service))
    .flatMap(way => (way.type === 'waypoint' ? [way.proxy] : []));
}
