import { Resolver } from '../evaluate/Resolver';
import { ClusterService, ServicePort, Snapshot } from '../snapshot/Snapshot';
import { EntryFault, EntryTarget } from './EntryPoint';

/** Where a Service port leads, or why nowhere. */
export interface Leads {
  readonly targets: readonly EntryTarget[];
  readonly fault?: EntryFault;
}

/** Services of one snapshot, as entry points name them. */
export class ServiceTargets {
  private readonly resolver: Resolver;
  private readonly byName: ReadonlyMap<string, ClusterService>;

  constructor(snapshot: Snapshot) {
    this.resolver = new Resolver(snapshot);
    this.byName = new Map(
      snapshot.services.map(service => [
        `${service.meta.namespace}/${service.meta.name}`,
        service,
      ]),
    );
  }

  find(namespace: string, name: string): ClusterService | undefined {
    return this.byName.get(`${namespace}/${name}`);
  }

  /** Everything behind one port; outside addresses are no workloads. */
  behind(service: ClusterService, port: ServicePort): Leads {
    const found = this.resolver.backends.targets(
      service,
      port.protocol,
      port.port,
    );
    if ('reason' in found) {
      return { targets: [], fault: 'service-has-no-backend' };
    }
    const targets = found.flatMap(
      ({ party, port: number }): readonly EntryTarget[] =>
        party.type === 'workload' && number !== null
          ? [
              {
                workload: party.workload.key,
                port: number,
                protocol: port.protocol,
              },
            ]
          : [],
    );
    return { targets: distinct(targets) };
  }

  /** The ports that `wants` chooses, all of them together. */
  behindPorts(
    namespace: string,
    name: string,
    wants: (port: ServicePort) => boolean,
  ): Leads {
    const service = this.find(namespace, name);
    if (!service) return { targets: [], fault: 'service-not-found' };
    const ports = service.ports.filter(wants);
    if (ports.length === 0) {
      return { targets: [], fault: 'service-has-no-such-port' };
    }
    const leads = ports.map(port => this.behind(service, port));
    const targets = distinct(leads.flatMap(lead => lead.targets));
    return targets.length > 0
      ? { targets }
      : { targets, fault: leads.find(lead => lead.fault)?.fault };
  }
}

function distinct(targets: readonly EntryTarget[]): readonly EntryTarget[] {
  return [
    ...new Map(
      targets.map(target => [JSON.stringify(target), target]),
    ).values(),
  ];
}
