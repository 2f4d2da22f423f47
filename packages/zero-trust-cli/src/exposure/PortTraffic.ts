import { PortSet } from '@ztn/zero-trust-engine';

const protocols = ['SCTP', 'TCP', 'UDP'] as const;
type PortProtocol = (typeof protocols)[number];

/** Ports by number, and ports that only have a name as long as no pod is there. */
export class PortTraffic {
  private constructor(
    private readonly numbers: ReadonlyMap<PortProtocol, PortSet>,
    private readonly names: ReadonlyMap<PortProtocol | '', readonly string[]>,
  ) {}

  /** @param open - whether a port is open; asked once a range and name */
  static of(
    ranges: readonly { readonly first: number; readonly last: number }[],
    standIns: ReadonlyMap<string, number>,
    open: (protocol: PortProtocol, port: number) => boolean,
    nameless: number,
  ): PortTraffic {
    const numbers = new Map(
      protocols.map(protocol => [
        protocol,
        PortSet.ofRanges(ranges.filter(({ first }) => open(protocol, first))),
      ]),
    );
    const names = new Map<PortProtocol | '', string[]>();
    for (const [name, port] of standIns) {
      const by = protocols.filter(
        protocol => open(protocol, port) && !open(protocol, nameless),
      );
      // A rule that leaves the protocol to the port is told without one.
      const told = by.length === protocols.length ? ([''] as const) : by;
      for (const protocol of told) {
        names.set(protocol, [...(names.get(protocol) ?? []), name]);
      }
    }
    return new PortTraffic(numbers, names);
  }

  get isEmpty(): boolean {
    return (
      this.names.size === 0 &&
      [...this.numbers.values()].every(ports => ports.isEmpty)
    );
  }

  has(protocol: string, port: number): boolean {
    const known = protocols.find(candidate => candidate === protocol);
    return known !== undefined && this.portsOf(known).has(port);
  }

  toString(): string {
    if (this.isEmpty) return 'No Connections';
    const all = protocols.every(p => this.portsOf(p).equals(PortSet.all));
    if (all) return 'All Connections';
    return (['', ...protocols] as const)
      .map(protocol => {
        const ports = protocol === '' ? PortSet.none : this.portsOf(protocol);
        const names = this.names.get(protocol) ?? [];
        const list = [...(ports.isEmpty ? [] : [`${ports}`]), ...names];
        return list.length === 0 ? undefined : `${protocol} ${list.join(',')}`;
      })
      .filter(text => text !== undefined)
      .join(',');
  }

  private portsOf(protocol: PortProtocol): PortSet {
    return this.numbers.get(protocol) ?? PortSet.none;
  }
}
