import { MayPassPort } from '../layers/Layer';
import { Workload } from '../snapshot/Workload';
import { Direction } from '../vocabulary';
import type { JudgeContext } from './judge';
import { Permission } from './Permission';
import { callersOf } from './callersOf';
import { RowSources, everyPort } from './RowSources';
import { RowSource, rowsOf } from './rowsOf';

/** Rows between workloads. Pairs of which nothing can be said are passed over. */
export class WorkloadRows {
  private detouring?: readonly Workload[];
  private readonly detours = new Map<Workload, boolean>();

  constructor(
    private readonly context: JudgeContext,
    private readonly sources: RowSources,
  ) {}

  /** In the snapshot's order of peers. */
  of(
    subject: Workload,
    direction: Direction,
    refusals: RowSource['refusals'],
  ): readonly Permission[] {
    const peers =
      refusals === 'shown'
        ? this.context.snapshot.workloads
        : this.mayMeet(subject, direction);
    return peers.flatMap(peer => {
      const [client, server] =
        direction === 'ingress' ? [peer, subject] : [subject, peer];
      const isWorthALook =
        this.mayPass(client, server) ||
        (refusals === 'shown' && this.mayName(client, server));
      if (!isWorthALook) return [];
      const { key, ref, variant } = peer;
      return rowsOf(
        { type: 'workload', key, ref, ...(variant ? { variant } : {}) },
        this.between(client, server, refusals),
      );
    });
  }

  private between(
    client: Workload,
    server: Workload,
    refusals: RowSource['refusals'],
  ): RowSource {
    const { backends } = this.context.resolver;
    const callers = callersOf(client);
    return this.sources.of({
      refusals,
      mayPass: this.portsBetween(client, server),
      named: [
        ...this.sources.namedPorts(client, 'egress'),
        ...this.sources.namedPorts(server, 'ingress'),
      ],
      declared: backends.portsOf(server),
      ends: ({ protocol, port }) => ({
        callers,
        targets: this.context.resolver.workloadTargets(server, protocol, port),
      }),
    });
  }

  /** Everybody with whom something may pass, without a look at all the others. */
  private mayMeet(
    subject: Workload,
    direction: Direction,
  ): readonly Workload[] {
    const { layers, snapshot } = this.context;
    const { workloads } = snapshot;
    if (direction === 'ingress' && this.mayDetour(subject)) return workloads;
    const ids = new Set(layers.network.peersOf(subject, direction).ids());
    if (direction === 'egress') {
      this.detouring ??= workloads.filter(w => this.mayDetour(w));
      this.detouring.forEach(({ id }) => ids.add(id));
    }
    return snapshot.ids.inOrder(ids);
  }

  private mayPass(client: Workload, server: Workload): boolean {
    const { network } = this.context.layers;
    return network.mayPass(client, server) || this.mayDetour(server);
  }

  private mayName(client: Workload, server: Workload): boolean {
    const { network, mesh } = this.context.layers;
    return network.mayName(client, server) || mesh.mayName(client, server);
  }

  private portsBetween(client: Workload, server: Workload): MayPassPort {
    if (this.mayDetour(server)) return everyPort;
    const { network } = this.context.layers;
    return this.sources.onTheWire(network.portsBetween(client, server));
  }

  private mayDetour(server: Workload): boolean {
    const known = this.detours.get(server);
    if (known !== undefined) return known;
    const { layers, resolver } = this.context;
    const services = resolver.backends.servicesOf(server);
    const may = layers.transport.mayDetour(server, services);
    this.detours.set(server, may);
    return may;
  }
}
