import { Named, Party } from '../layers/Layer';
import { Workload } from '../snapshot/Workload';
import { IpSet } from '../sets/IpSet';
import { Direction, ReservedPeer, strictestFirst } from '../vocabulary';
import { addressClasses, familiesOf } from './addressClasses';
import { Caller, Target } from './Ends';
import type { JudgeContext } from './judge';
import { judgePair } from './judgePair';
import { loopback } from './loopback';
import { mergeRows } from './mergeRows';
import { Permission, PermissionPeer, PortRange } from './Permission';
import { portIntervals } from './portIntervals';
import { Question, RowSource, rowsOf } from './rowsOf';
import { callersOf } from './Resolver';

type Ports = 'every port' | 'declared ports';

const reservedPeers = ['host', 'remote-node', 'kube-apiserver'] as const;

/** Permissions of one engine's workloads, worked out on demand and kept. */
export class Permissions {
  private readonly known = new Map<string, readonly Permission[]>();
  private readonly byKey: ReadonlyMap<string, Workload>;
  private readonly detours = new Map<Workload, boolean>();
  private readonly names = new Map<string, readonly PortRange[]>();

  private readonly families: IpSet;

  constructor(private readonly context: JudgeContext) {
    this.families = familiesOf(context.snapshot);
    this.byKey = new Map(
      context.snapshot.workloads.map(workload => [workload.key, workload]),
    );
  }

  /** Workload peers first, in the snapshot's order, then everybody else. */
  of(key: string, direction: Direction): readonly Permission[] {
    const id = `${direction} ${key}`;
    const known = this.known.get(id);
    if (known) return known;
    const subject = this.subject(key);
    const rows = [
      ...this.workloadRows(subject, direction),
      ...this.addressRows(subject, direction, 'every port'),
      ...this.reservedRows(subject, direction),
      ...(direction === 'egress' ? this.fqdnRows(subject) : []),
    ];
    this.known.set(id, rows);
    return rows;
  }

  /** Addresses alone, on declared ports where there are any. */
  addresses(key: string, direction: Direction): readonly Permission[] {
    return this.addressRows(this.subject(key), direction, 'declared ports');
  }

  private subject(key: string): Workload {
    const subject = this.byKey.get(key);
    if (!subject) throw new Error(`no workload '${key}' in the snapshot`);
    return subject;
  }

  private workloadRows(
    subject: Workload,
    direction: Direction,
  ): readonly Permission[] {
    return this.context.snapshot.workloads.flatMap(peer => {
      const [client, server] =
        direction === 'ingress' ? [peer, subject] : [subject, peer];
      if (!this.mayHaveRows(client, server)) return [];
      const { key, ref, variant } = peer;
      return rowsOf(
        { type: 'workload', key, ref, ...(variant ? { variant } : {}) },
        this.between(client, server),
      );
    });
  }

  /** False for pairs that nothing lets pass and no rule speaks of. */
  private mayHaveRows(client: Workload, server: Workload): boolean {
    const { network, mesh } = this.context.layers;
    return (
      network.mayConnect(client, server) ||
      mesh.mayName(client, server) ||
      this.mayDetour(server)
    );
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

  private between(client: Workload, server: Workload): RowSource {
    const callers = callersOf(client);
    return this.source(
      [
        ...this.namedPorts(client, 'egress'),
        ...this.namedPorts(server, 'ingress'),
      ],
      this.context.resolver.backends.portsOf(server),
      question => ({
        callers,
        targets: this.context.resolver.workloadTargets(
          server,
          question.protocol,
          question.port,
        ),
      }),
    );
  }

  /** Rows of one class of addresses each; classes with equal rows are united. */
  private addressRows(
    subject: Workload,
    direction: Direction,
    ports: Ports,
  ): readonly Permission[] {
    const { layers } = this.context;
    const named = [
      layers.network.named(subject, direction),
      direction === 'ingress'
        ? layers.mesh.named(subject)
        : layers.transport.named(subject),
    ];
    const classes = addressClasses(
      this.families,
      named.flatMap(({ cidrs }) => cidrs),
    );
    const rows = classes.flatMap(addresses => {
      const cidrs = addresses.toCidrs();
      const party: Party = { type: 'address', cidr: cidrs[0] };
      return this.outsideRows(
        { type: 'addresses', cidrs },
        party,
        subject,
        direction,
        ports,
      );
    });
    return mergeRows(rows);
  }

  private reservedRows(
    subject: Workload,
    direction: Direction,
  ): readonly Permission[] {
    const peers: readonly ReservedPeer[] =
      this.context.snapshot.facts.cni === 'cilium'
        ? [...reservedPeers, 'ingress']
        : reservedPeers;
    return peers.flatMap(peer =>
      this.outsideRows(
        { type: 'reserved', peer },
        { type: 'reserved', peer },
        subject,
        direction,
      ),
    );
  }

  private fqdnRows(subject: Workload): readonly Permission[] {
    const { network, transport } = this.context.layers;
    const fqdns = [
      ...network.named(subject, 'egress').fqdns,
      ...transport.named(subject).fqdns,
    ];
    return [...new Set(fqdns)].flatMap(name =>
      this.outsideRows(
        { type: 'fqdn', name },
        { type: 'fqdn', name },
        subject,
        'egress',
      ),
    );
  }

  private outsideRows(
    peer: PermissionPeer,
    party: Party,
    subject: Workload,
    direction: Direction,
    ports: Ports = 'every port',
  ): readonly Permission[] {
    const outside = { party, pods: [] };
    const { resolver } = this.context;
    const declared =
      direction === 'ingress' ? resolver.backends.portsOf(subject) : [];
    const only = ports === 'declared ports' && declared.length > 0;
    return rowsOf(
      peer,
      this.source(
        only ? 'declared' : this.namedPorts(subject, direction),
        declared,
        ({ protocol, port }) =>
          direction === 'ingress'
            ? {
                callers: [outside],
                targets: resolver.workloadTargets(subject, protocol, port),
              }
            : {
                callers: callersOf(subject),
                targets: [{ ...outside, port }],
              },
      ),
    );
  }

  /** @param named - port ranges that rules name, or `declared` for no others */
  private source(
    named: readonly PortRange[] | 'declared',
    declared: RowSource['declared'],
    ends: (question: Question) => {
      readonly callers: readonly Caller[];
      readonly targets: readonly Target[];
    },
  ): RowSource {
    const { layers } = this.context;
    return {
      layers,
      declared,
      intervals:
        named === 'declared'
          ? distinct(declared)
          : portIntervals([...named, ...distinct(declared)]),
      judge: question => {
        const { callers, targets } = ends(question);
        const pairs = callers.flatMap(caller =>
          targets.map(
            target =>
              loopback(caller, target) ??
              judgePair(layers, caller, target, question.protocol, {}),
          ),
        );
        return strictestFirst.flatMap(outcome =>
          pairs.filter(pair => pair.outcome === outcome),
        )[0];
      },
    };
  }

  /** Ports that rules at one end name, whichever layer they are of. */
  private namedPorts(
    workload: Workload,
    direction: Direction,
  ): readonly PortRange[] {
    const id = `${direction} ${workload.key}`;
    const known = this.names.get(id);
    if (known) return known;
    const { network, transport, mesh } = this.context.layers;
    const named: readonly Named[] = [
      network.named(workload, direction),
      transport.named(workload),
      ...(direction === 'ingress' ? [mesh.named(workload)] : []),
    ];
    const ports = named.flatMap(n => n.ports);
    this.names.set(id, ports);
    return ports;
  }
}

/** Every declared port once, as a range. */
function distinct(declared: RowSource['declared']): readonly PortRange[] {
  return [...new Set(declared.map(({ port }) => port))].map(port => ({
    first: port,
    last: port,
  }));
}
