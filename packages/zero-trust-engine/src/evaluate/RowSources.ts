import { MayPassPort, Named } from '../layers/Layer';
import { Workload } from '../snapshot/Workload';
import { Direction } from '../vocabulary';
import { worstFirst } from './worstFirst';
import { Caller, Target } from './Ends';
import type { JudgeContext } from './judge';
import { judgePair } from './judgePair';
import { loopback } from './loopback';
import { PortRange } from './Permission';
import { portIntervals } from './portIntervals';
import { Question, RowSource } from './rowsOf';

/** What rows between some ends are made from. */
export interface RowsWanted {
  /** Port ranges that rules name, or `declared` for declared ports alone. */
  readonly named: readonly PortRange[] | 'declared';
  readonly declared: RowSource['declared'];
  readonly refusals: RowSource['refusals'];
  readonly mayPass: MayPassPort;
  readonly ends: (question: Question) => {
    readonly callers: readonly Caller[];
    readonly targets: readonly Target[];
  };
}

export const everyPort: MayPassPort = () => true;

/** Where ambient traffic arrives, whatever port the application listens on. */
const hbone = { first: 15008, last: 15008 };

/** Puts the questions of rows to all layers of one engine. */
export class RowSources {
  private readonly names = new Map<string, readonly PortRange[]>();

  constructor(private readonly context: JudgeContext) {}

  of({ named, declared, refusals, mayPass, ends }: RowsWanted): RowSource {
    const { layers } = this.context;
    return {
      layers,
      declared,
      refusals,
      mayPass,
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
        if (pairs.length < 2) return pairs[0];
        return worstFirst(pairs, pair => pair)[0];
      },
    };
  }

  /**
   * What the network lets pass, whichever port is on the wire: where the tunnel's
   * port is open and there may be a mesh, any port may come through it.
   */
  onTheWire(mayPass: MayPassPort): MayPassPort {
    const { installed } = this.context.snapshot.facts.istio;
    const mayTunnel = installed !== false && mayPass('TCP', hbone);
    return mayTunnel
      ? (protocol, range) => protocol === 'TCP' || mayPass(protocol, range)
      : mayPass;
  }

  /** Ports that rules at one end name, whichever layer they are of. */
  namedPorts(workload: Workload, direction: Direction): readonly PortRange[] {
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
