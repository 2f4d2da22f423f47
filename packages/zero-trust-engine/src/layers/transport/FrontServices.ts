import { ClusterService, ServicePort, Snapshot } from '../../snapshot/Snapshot';
import { PodShape } from '../../snapshot/Workload';
import { covers } from '../mesh/attachedPolicies';
import { isDiscovered } from '../mesh/discovered';

/** A Service and one of its ports. */
export interface FrontPort {
  readonly service: ClusterService;
  readonly port: ServicePort;
}

/** The Services in front of pods, oldest first. */
export class FrontServices {
  private readonly byNamespace = new Map<string, ClusterService[]>();
  private readonly known = new WeakMap<PodShape, readonly ClusterService[]>();

  constructor(snapshot: Snapshot) {
    for (const service of snapshot.services) {
      const { namespace } = service.meta;
      if (!service.selector || !isDiscovered(snapshot, namespace)) continue;
      const list = this.byNamespace.get(namespace);
      if (list) list.push(service);
      else this.byNamespace.set(namespace, [service]);
    }
  }

  /** Those that select a pod. */
  of(namespace: string, shape: PodShape): readonly ClusterService[] {
    const known = this.known.get(shape);
    if (known) return known;
    const found = (this.byNamespace.get(namespace) ?? [])
      .filter(({ selector }) => covers(selector ?? {}, shape.labels))
      .sort(byAge);
    this.known.set(shape, found);
    return found;
  }

  /** TCP ports of them that lead to a port of the pod. */
  leadingTo(
    namespace: string,
    shape: PodShape,
    port: number,
  ): readonly FrontPort[] {
    return this.of(namespace, shape).flatMap(service =>
      service.ports
        .filter(
          candidate =>
            candidate.protocol === 'TCP' &&
            targetPortOf(candidate, shape) === port,
        )
        .map(candidate => ({ service, port: candidate })),
    );
  }
}

/** Undefined when the pod declares no port of that name and protocol. */
export function targetPortOf(
  { targetPort, protocol }: ServicePort,
  shape: PodShape,
): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  return shape.containers
    .filter(container => container.role !== 'init')
    .flatMap(container => container.ports)
    .find(p => p.name === targetPort && p.protocol === protocol)?.port;
}

function byAge(a: ClusterService, b: ClusterService): number {
  const keyOf = ({ meta }: ClusterService) =>
    [meta.creationTimestamp, meta.name, meta.namespace].join(' ');
  return keyOf(a) < keyOf(b) ? -1 : 1;
}
