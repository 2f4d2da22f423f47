import { matchLabels } from '../select/matchLabels';
import { selectorOfLabels } from '../snapshot/LabelSelector';
import {
  ClusterService,
  EndpointSlice,
  ServicePort,
  Snapshot,
} from '../snapshot/Snapshot';
import { PodShape, Workload } from '../snapshot/Workload';
import { targetPortOf } from '../layers/transport/FrontServices';
import { Protocol } from '../vocabulary';
import { Caller, Target, Unresolved } from './Ends';
import { partyOf, podClassesOf } from './podClasses';

/** Services and workloads of one namespace, by each other. */
interface Found {
  readonly selected: ReadonlyMap<ClusterService, readonly Workload[]>;
  readonly selecting: ReadonlyMap<Workload, readonly ClusterService[]>;
}

/** What is behind the Services of one snapshot. */
export class ServiceBackends {
  private readonly workloads = new Map<string, Workload[]>();
  private readonly services = new Map<string, ClusterService[]>();
  private readonly found = new Map<string, Found>();
  private readonly ports = new Map<
    Workload,
    readonly Pick<ServicePort, 'port' | 'protocol'>[]
  >();
  private readonly manual = new Map<string, EndpointSlice[]>();

  constructor(
    snapshot: Snapshot,
    private readonly partyAt: (address: string) => Caller | Unresolved,
  ) {
    for (const workload of snapshot.workloads) {
      push(this.workloads, workload.namespace, workload);
    }
    for (const service of snapshot.services) {
      if (service.selector)
        push(this.services, service.meta.namespace, service);
    }
    for (const slice of snapshot.endpointSlices) {
      push(this.manual, `${slice.meta.namespace}/${slice.service}`, slice);
    }
  }

  /**
   * The Service through which people call a port of a workload: one that selects
   * it and maps to that port; with a virtual address before a headless one, then
   * by name.
   */
  serviceFor(
    workload: Workload,
    protocol: Protocol,
    port: number | null,
  ): Target['service'] {
    const candidates = this.servicesOf(workload).flatMap(service =>
      service.ports
        .filter(
          candidate =>
            candidate.protocol === protocol &&
            shapesOf(workload).some(
              shape => targetPortOf(candidate, shape) === port,
            ),
        )
        .map(servicePort => ({ service, port: servicePort })),
    );
    return candidates.find(c => !c.service.headless) ?? candidates[0];
  }

  /** Services that select a workload. */
  servicesOf(workload: Workload): readonly ClusterService[] {
    return this.in(workload.namespace).selecting.get(workload) ?? [];
  }

  /** Ports that a workload declares, or that a Service maps to on it. */
  portsOf(
    workload: Workload,
  ): readonly Pick<ServicePort, 'port' | 'protocol'>[] {
    const known = this.ports.get(workload);
    if (known) return known;
    const mapped = this.servicesOf(workload).flatMap(service =>
      service.ports.flatMap(servicePort =>
        shapesOf(workload).flatMap(shape => {
          const port = targetPortOf(servicePort, shape);
          return port === undefined
            ? []
            : [{ port, protocol: servicePort.protocol }];
        }),
      ),
    );
    const byText = new Map(
      [...workload.ports, ...mapped].map(({ port, protocol }) => [
        `${port}/${protocol}`,
        { port, protocol },
      ]),
    );
    const ports = [...byText.values()];
    this.ports.set(workload, ports);
    return ports;
  }

  /** The pod's TCP port behind a port of a Service that selects a workload. */
  mappedPort(
    workload: Workload,
    service: ClusterService,
    port: number,
  ): number | undefined {
    const servicePort = service.ports.find(
      candidate => candidate.port === port && candidate.protocol === 'TCP',
    );
    const [shape] = shapesOf(workload);
    return servicePort && shape && targetPortOf(servicePort, shape);
  }

  /** Workloads that a Service selects. */
  behind(service: ClusterService): readonly Workload[] {
    return this.in(service.meta.namespace).selected.get(service) ?? [];
  }

  /** Backends at their target port; named ports resolve per pod. */
  targets(
    service: ClusterService,
    protocol: Protocol,
    port: number | null,
  ): readonly Target[] | Unresolved {
    const name = `${service.meta.namespace}/${service.meta.name}`;
    if (service.externalName) {
      const party = { type: 'fqdn', name: service.externalName } as const;
      return [{ party, pods: [], port }];
    }
    const servicePort = service.ports.find(
      candidate => candidate.port === port && candidate.protocol === protocol,
    );
    if (!servicePort) {
      const params = { service: name, port: `${port}/${protocol}` };
      return { reason: 'service-has-no-such-port', params };
    }
    const found = service.selector
      ? this.behind(service).flatMap(workload =>
          selectedTargets(workload, service, servicePort),
        )
      : this.manualTargets(service, servicePort);
    return 'reason' in found || found.length > 0
      ? found
      : { reason: 'service-has-no-backend', params: { service: name } };
  }

  /** Who is behind whom in one namespace, found when it is first asked about. */
  private in(namespace: string): Found {
    const known = this.found.get(namespace);
    if (known) return known;
    const found = {
      selected: new Map<ClusterService, readonly Workload[]>(),
      selecting: new Map<Workload, ClusterService[]>(),
    };
    for (const service of this.services.get(namespace) ?? []) {
      const selector = selectorOfLabels(service.selector ?? {});
      const workloads = (this.workloads.get(namespace) ?? []).filter(workload =>
        matchLabels(selector, workload.labels),
      );
      found.selected.set(service, workloads);
      workloads.forEach(workload => push(found.selecting, workload, service));
    }
    this.found.set(namespace, found);
    return found;
  }

  private manualTargets(
    service: ClusterService,
    port: ServicePort,
  ): readonly Target[] | Unresolved {
    const key = `${service.meta.namespace}/${service.meta.name}`;
    const targets: Target[] = [];
    for (const slice of this.manual.get(key) ?? []) {
      const candidates = slice.ports.filter(
        ({ protocol, name }) =>
          protocol === port.protocol && name === port.name,
      );
      const addresses = slice.endpoints.flatMap(e => e.addresses);
      for (const candidate of candidates) {
        for (const address of addresses) {
          const end = this.partyAt(address);
          if ('reason' in end) return end;
          const dialled = { service, port };
          targets.push({ ...end, port: candidate.port, service: dialled });
        }
      }
    }
    return targets;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** One target per class of pods and port number. */
function selectedTargets(
  workload: Workload,
  service: ClusterService,
  port: ServicePort,
): readonly Target[] {
  const dialled = { service, port };
  if (workload.pods.length === 0) {
    const [shape] = shapesOf(workload);
    const number = shape && targetPortOf(port, shape);
    return number === undefined
      ? []
      : [
          {
            party: { type: 'workload', workload },
            pods: [],
            port: number,
            service: dialled,
          },
        ];
  }
  const classes = podClassesOf(workload);
  return classes.flatMap(podClass => {
    // Pods of one class have the same containers, hence the same named ports.
    const number = targetPortOf(port, podClass.pods[0]);
    return number === undefined
      ? []
      : [
          {
            party: partyOf(workload, podClass, classes.length),
            pods: podClass.pods,
            port: number,
            service: dialled,
          },
        ];
  });
}

/** Running pods; the template when there is none. */
function shapesOf(workload: Workload): readonly PodShape[] {
  const { pods, template } = workload;
  return pods.length === 0 && template ? [template] : pods;
}
