import { DataPlane } from '../../vocabulary';
import { StringMap } from '../../snapshot/KubernetesObject';
import { Snapshot } from '../../snapshot/Snapshot';
import { Pod, PodShape, Workload } from '../../snapshot/Workload';
import { EnrolmentContext, dataPlaneOf } from './dataPlaneOf';
import { declaredDataPlane } from './declaredDataPlane';

/** Who takes part in the mesh, and how. */
export interface Enrolment {
  /** What a running pod has. */
  ofPod(pod: Pod): DataPlane;
  /** What a pod made now from this workload's template (or last pod) would get. */
  declared(workload: Workload): DataPlane;
  /**
   * What a pod of a workload has; without one what its template says, unless its
   * pods may be there and cannot be read.
   */
  of(workload: Workload, pod?: Pod): DataPlane;
}

/** Reads a snapshot's Gateways once. */
export function enrolmentIn(snapshot: Snapshot): Enrolment {
  const context = contextOf(snapshot);
  const planes = new WeakMap<Pod, DataPlane>();
  const ofPod = (pod: Pod) => {
    const known = planes.get(pod);
    if (known) return known;
    const plane = dataPlaneOf(pod, pod.namespace, context);
    planes.set(pod, plane);
    return plane;
  };
  const declared = (workload: Workload) => {
    const shape = shapeOf(workload);
    return declaredDataPlane(shape, workload.namespace, snapshot, context);
  };
  const gaps = snapshot.gapsOf('Pod');
  const areHidden = (namespace: string) =>
    gaps.some(({ object }) => !object || object.namespace === namespace);
  return {
    ofPod,
    declared,
    of(workload, pod) {
      if (pod) return ofPod(pod);
      return areHidden(workload.namespace) ? 'unknown' : declared(workload);
    },
  };
}

/**
 * The template; for an ownerless pod the pod itself. Without either the
 * workload's labels are all that is known.
 */
function shapeOf(workload: Workload): PodShape {
  const { template, pods } = workload;
  if (template) return template;
  return (
    pods.at(-1) ?? {
      labels: workload.labels,
      annotations: workload.annotations,
      serviceAccount: workload.serviceAccount,
      hostNetwork: workload.hostNetwork,
      containers: [],
    }
  );
}

function contextOf(snapshot: Snapshot): EnrolmentContext {
  const controllers = new Map(
    snapshot
      .objects('GatewayClass')
      .map(c => [c.meta.name, c.controllerName] as const),
  );
  const gateways = new Map<string, boolean>(
    snapshot.objects('Gateway.gateway.networking.k8s.io').map(gateway => {
      const { namespace, name } = gateway.meta;
      const controller =
        controllers.get(gateway.className) ??
        (gateway.className === 'istio-waypoint'
          ? 'istio.io/mesh-controller'
          : undefined);
      return [
        `${namespace}/${name}`,
        controller === 'istio.io/mesh-controller' ||
          controller === 'istio.io/agentgateway-waypoint-controller',
      ] as const;
    }),
  );
  const used = usedAsWaypoint(snapshot);
  return {
    isWaypoint(namespace, name) {
      const key = `${namespace}/${name}`;
      return gateways.get(key) ?? (used.has(key) ? true : undefined);
    },
  };
}

/** Names that something calls its waypoint. */
function usedAsWaypoint(snapshot: Snapshot): ReadonlySet<string> {
  const used = new Set<string>();
  const look = (namespace: string, labels: StringMap) => {
    const name = labels['istio.io/use-waypoint'];
    if (!name || name === 'none') return;
    const place = labels['istio.io/use-waypoint-namespace'] ?? namespace;
    used.add(`${place}/${name}`);
  };
  for (const { meta } of snapshot.services) look(meta.namespace, meta.labels);
  for (const { name, labels } of snapshot.namespaces.values()) {
    look(name, labels);
  }
  for (const { namespace, labels } of snapshot.workloads) {
    look(namespace, labels);
  }
  return used;
}
