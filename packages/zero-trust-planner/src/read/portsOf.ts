import { ClusterService, Snapshot, Workload } from '@ztn/zero-trust-engine';

/** A port that a workload listens on, and by which Services it is reached. */
export interface CalleePort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** The container port's name, where all pods agree. */
  readonly name?: string;
  readonly services: readonly {
    /** `namespace/name`. */
    readonly service: string;
    readonly port: number;
    readonly name?: string;
    readonly appProtocol?: string;
  }[];
}

/** Ports that pods declare or Services lead to; names are followed per pod. */
export function portsOf(
  { services }: Pick<Snapshot, 'services'>,
  workloads: readonly Workload[],
): readonly CalleePort[] {
  const found = new Map<string, CalleePort>();
  const add = (next: CalleePort) => {
    const id = `${next.protocol}/${next.port}`;
    const known = found.get(id);
    found.set(id, {
      ...next,
      ...known,
      services: [...(known?.services ?? []), ...next.services],
    });
  };
  for (const { ports } of workloads) {
    ports.forEach(({ port, protocol, name }) =>
      add({ port, protocol, ...(name && { name }), services: [] }),
    );
  }
  for (const service of services) {
    const behind = workloads.filter(workload => selects(service, workload));
    for (const entry of service.ports) {
      const numbers = behind.flatMap(({ ports }) =>
        typeof entry.targetPort === 'number'
          ? [entry.targetPort]
          : ports
              .filter(
                ({ name, protocol }) =>
                  name === entry.targetPort && protocol === entry.protocol,
              )
              .map(({ port }) => port),
      );
      for (const port of new Set(numbers)) {
        const { namespace, name } = service.meta;
        add({
          port,
          protocol: entry.protocol,
          services: [
            {
              service: `${namespace}/${name}`,
              port: entry.port,
              ...(entry.name && { name: entry.name }),
              ...(entry.appProtocol && { appProtocol: entry.appProtocol }),
            },
          ],
        });
      }
    }
  }
  return [...found.values()].sort(
    (a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1),
  );
}

function selects(
  { meta, selector }: ClusterService,
  { namespace, labels }: Workload,
): boolean {
  const entries = Object.entries(selector ?? {});
  return (
    meta.namespace === namespace &&
    entries.length > 0 &&
    entries.every(([key, value]) => labels[key] === value)
  );
}
