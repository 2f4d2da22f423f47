import { Enforcer } from '../../layers/mesh/attachedPolicies';
import { PolicySet } from '../../layers/mesh/PolicySet';
import { Reading } from '../../layers/mesh/RequestFacts';
import { revisionOf } from '../../layers/mesh/revisionOf';
import { Binding } from '../../layers/mesh/waypoints';
import { formatObjectRef } from '../../refs';
import { ClusterService } from '../../snapshot/Snapshot';
import { PodShape, Workload } from '../../snapshot/Workload';
import { ControlContext } from './ControlContext';
import { runningOf } from './running';

/** A place where rules about callers of a workload are enforced, or are not. */
export type EnforcedAt =
  | {
      readonly state: 'enforced';
      readonly point: 'sidecar' | 'ztunnel' | 'waypoint';
      /** Readings under which a rule can act there. */
      readonly readings: readonly Reading[];
      readonly policies: PolicySet;
      readonly object: string;
    }
  | {
      readonly state: 'not-enforced' | 'unknown';
      readonly reason: string;
      readonly object: string;
    };

/**
 * Where the rules of the mesh meet callers of a workload: at each pod's sidecar,
 * or at ztunnel and at the waypoints of its Services. Gateways and waypoints
 * themselves are left out: their callers are outside, or the mesh's own.
 */
export function enforcersOf(
  context: ControlContext,
  workload: Workload,
): readonly EnforcedAt[] {
  const running = runningOf(context, workload);
  const points = running.flatMap(({ pod, shape, object }) => {
    const plane = pod
      ? context.enrolment.ofPod(pod)
      : context.enrolment.declared(workload);
    switch (plane) {
      case 'sidecar':
        return [at(context, 'sidecar', workload.namespace, shape, object)];
      case 'ambient':
        return [at(context, 'ztunnel', workload.namespace, shape, object)];
      case 'none':
        return [{ state: 'not-enforced', reason: 'no-proxy', object } as const];
      case 'gateway':
      case 'waypoint':
        return [];
      default:
        return [
          { state: 'unknown', reason: `data-plane-${plane}`, object } as const,
        ];
    }
  });
  const ambient = points.some(
    p => p.state === 'enforced' && p.point === 'ztunnel',
  );
  return [
    ...points,
    ...(ambient
      ? servicesOf(context, workload)
          .flatMap(service => waypointOf(context, service))
          // Traffic goes past an unused one, straight to ztunnel.
          .filter(({ state }) => state !== 'not-enforced')
      : []),
  ];
}

/** The waypoint in front of a Service; none where there is none. */
export function waypointOf(
  context: ControlContext,
  service: ClusterService,
): readonly EnforcedAt[] {
  return enforcedBy(context, service, context.waypoints.ofService(service));
}

function enforcedBy(
  context: ControlContext,
  service: ClusterService,
  binding: Binding,
): readonly EnforcedAt[] {
  const object = formatObjectRef({ kind: 'Service', ...service.meta });
  switch (binding.state) {
    case 'split':
      return binding.ways.flatMap(way => enforcedBy(context, service, way));
    case 'none':
      return [];
    case 'unknown':
      return [{ state: 'unknown', reason: binding.reason, object }];
    case 'not-used':
      return [{ state: 'not-enforced', reason: binding.reason, object }];
    default: {
      const [proxy] = binding.workloads;
      const shape = proxy?.pods[0] ?? proxy?.template;
      if (!proxy || !shape) return [];
      return [at(context, 'waypoint', proxy.namespace, shape, object, service)];
    }
  }
}

/** Services that select a workload, by one of its ports. */
export function servicesOf(
  { backends }: ControlContext,
  workload: Workload,
): readonly ClusterService[] {
  const services = backends
    .portsOf(workload)
    .flatMap(
      ({ port, protocol }) =>
        backends.serviceFor(workload, protocol, port)?.service ?? [],
    );
  return [...new Set(services)];
}

function at(
  { policies }: ControlContext,
  point: Enforcer['point'] & ('sidecar' | 'ztunnel' | 'waypoint'),
  namespace: string,
  shape: PodShape,
  object: string,
  service?: ClusterService,
): EnforcedAt {
  return {
    state: 'enforced',
    point,
    readings: point === 'ztunnel' ? ['ztunnel'] : ['http', 'tcp'],
    policies: policies.at({
      point,
      namespace,
      labels: shape.labels,
      ...(service ? { service } : {}),
      revision: revisionOf(shape.annotations),
    }),
    object,
  };
}
