import { MayPassPort, Party } from '../layers/Layer';
import { Workload } from '../snapshot/Workload';
import { Direction, ReservedPeer } from '../vocabulary';
import { addressClasses } from './addressClasses';
import type { JudgeContext } from './judge';
import { mergeRows } from './mergeRows';
import { Permission, PermissionPeer } from './Permission';
import { callersOf } from './callersOf';
import { RowSources, everyPort } from './RowSources';
import { rowsOf } from './rowsOf';

export type Ports = 'every port' | 'declared ports';

const reservedPeers = ['host', 'remote-node', 'kube-apiserver'] as const;

/** Rows between a workload and what is no workload. */
export class OutsideRows {
  constructor(
    private readonly context: JudgeContext,
    private readonly sources: RowSources,
  ) {}

  /** Addresses, reserved peers and, for what a workload calls, names. */
  of(subject: Workload, direction: Direction): readonly Permission[] {
    return [
      ...this.addresses(subject, direction, 'every port'),
      ...this.reserved(subject, direction),
      ...(direction === 'egress' ? this.fqdns(subject) : []),
    ];
  }

  /** Rows of one class of addresses each; classes with equal rows are united. */
  addresses(
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
      this.context.resolver.world,
      named.flatMap(({ cidrs }) => cidrs),
    );
    const mayPass = this.portsOutside(subject, direction);
    const rows = classes.flatMap(addresses => {
      const cidrs = addresses.toCidrs();
      return this.rows(
        { type: 'addresses', cidrs },
        { type: 'address', cidr: cidrs[0] },
        subject,
        direction,
        { ports, mayPass },
      );
    });
    return mergeRows(rows);
  }

  private reserved(
    subject: Workload,
    direction: Direction,
  ): readonly Permission[] {
    const { snapshot } = this.context;
    const isCilium = snapshot.facts.cni === 'cilium';
    const peers: readonly ReservedPeer[] = isCilium
      ? [...reservedPeers, 'ingress']
      : reservedPeers;
    // Into a workload its own node needs no rule, and Cilium has its own ways.
    const mayPass =
      isCilium || direction === 'ingress'
        ? everyPort
        : this.portsOutside(subject, direction);
    return peers.flatMap(peer =>
      this.rows(
        { type: 'reserved', peer },
        { type: 'reserved', peer },
        subject,
        direction,
        { ports: 'every port', mayPass },
      ),
    );
  }

  private portsOutside(subject: Workload, direction: Direction): MayPassPort {
    const { layers, snapshot } = this.context;
    // In a mesh the way out may lead through a gateway, which is a workload.
    return snapshot.facts.istio.installed === false
      ? layers.network.portsOutside(subject, direction)
      : everyPort;
  }

  private fqdns(subject: Workload): readonly Permission[] {
    const { network, transport } = this.context.layers;
    const fqdns = [
      ...network.named(subject, 'egress').fqdns,
      ...transport.named(subject).fqdns,
    ];
    return [...new Set(fqdns)].flatMap(name =>
      this.rows(
        { type: 'fqdn', name },
        { type: 'fqdn', name },
        subject,
        'egress',
        { ports: 'every port', mayPass: everyPort },
      ),
    );
  }

  private rows(
    peer: PermissionPeer,
    party: Party,
    subject: Workload,
    direction: Direction,
    { ports, mayPass }: { ports: Ports; mayPass: MayPassPort },
  ): readonly Permission[] {
    const outside = { party, pods: [] };
    const { resolver } = this.context;
    const declared =
      direction === 'ingress' ? resolver.backends.portsOf(subject) : [];
    const only = ports === 'declared ports' && declared.length > 0;
    return rowsOf(
      peer,
      this.sources.of({
        refusals: 'shown',
        mayPass,
        named: only ? 'declared' : this.sources.namedPorts(subject, direction),
        declared,
        ends: ({ protocol, port }) =>
          direction === 'ingress'
            ? {
                callers: [outside],
                targets: resolver.workloadTargets(subject, protocol, port),
              }
            : { callers: callersOf(subject), targets: [{ ...outside, port }] },
      }),
    );
  }
}
