import { PermissionTraffic, PortSet } from '@ztn/zero-trust-engine';

const protocols = ['SCTP', 'TCP', 'UDP'] as const;
type PortProtocol = (typeof protocols)[number];

/** Ports per protocol, exact; written as netpol-analyzer writes connections. */
export class TrafficSet {
  static readonly none = new TrafficSet(new Map());

  private constructor(
    private readonly ports: ReadonlyMap<PortProtocol, PortSet>,
  ) {}

  static of({
    protocol,
    ports,
  }: Pick<PermissionTraffic, 'protocol' | 'ports'>): TrafficSet {
    const known = protocols.find(candidate => candidate === protocol);
    if (!known) return TrafficSet.none;
    return new TrafficSet(new Map([[known, PortSet.ofRanges(ports)]]));
  }

  get isEmpty(): boolean {
    return protocols.every(protocol => this.portsOf(protocol).isEmpty);
  }

  has(protocol: string, port: number): boolean {
    const known = protocols.find(candidate => candidate === protocol);
    return known !== undefined && this.portsOf(known).has(port);
  }

  portsOf(protocol: PortProtocol): PortSet {
    return this.ports.get(protocol) ?? PortSet.none;
  }

  union(other: TrafficSet): TrafficSet {
    return this.combine(other, (a, b) => a.union(b));
  }

  intersect(other: TrafficSet): TrafficSet {
    return this.combine(other, (a, b) => a.intersect(b));
  }

  /** `All Connections`, `No Connections`, or `TCP 80,443,UDP 53`. */
  toString(): string {
    if (this.isEmpty) return 'No Connections';
    const all = protocols.every(protocol =>
      this.portsOf(protocol).equals(PortSet.all),
    );
    if (all) return 'All Connections';
    return protocols
      .map(protocol => [protocol, this.portsOf(protocol)] as const)
      .filter(([, ports]) => !ports.isEmpty)
      .map(([protocol, ports]) => `${protocol} ${ports}`)
      .join(',');
  }

  private combine(
    other: TrafficSet,
    how: (a: PortSet, b: PortSet) => PortSet,
  ): TrafficSet {
    return new TrafficSet(
      new Map(
        protocols.map(protocol => [
          protocol,
          how(this.portsOf(protocol), other.portsOf(protocol)),
        ]),
      ),
    );
  }
}
