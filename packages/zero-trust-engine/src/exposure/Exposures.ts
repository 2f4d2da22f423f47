import { Endpoint } from '../Connection';
import { Engine } from '../evaluate/Engine';
import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';
import { Certainty, leastCertain, Outcome } from '../vocabulary';
import { EntryPoint, EntrySource, EntryTarget } from './EntryPoint';
import { entryPointsOf } from './entryPointsOf';
import { Exposure } from './Exposure';

/** Ways in to the workloads of one engine, judged when they are asked for. */
export class Exposures {
  /** Every way in, whether it leads somewhere or not. */
  readonly entries: readonly EntryPoint[];
  private readonly workloads: ReadonlyMap<string, Workload>;
  private readonly known = new Map<string, readonly Exposure[]>();

  constructor(private readonly engine: Engine) {
    const { snapshot } = engine;
    this.entries = entryPointsOf(snapshot);
    this.workloads = new Map(snapshot.workloads.map(w => [w.key, w]));
  }

  /** @param key - `Workload.key` */
  of(key: string): readonly Exposure[] {
    const found =
      this.known.get(key) ??
      this.entries.flatMap(entry =>
        entry.targets
          .filter(target => target.workload === key)
          .map(target => this.judge(entry, target)),
      );
    this.known.set(key, found);
    return found;
  }

  private judge(entry: EntryPoint, target: EntryTarget): Exposure {
    const to = this.workloads.get(target.workload);
    const callers = to ? this.callersOf(entry.source) : [];
    const answers = callers.map(({ name, from }) => {
      const { outcome, certainty } = this.engine.judge({
        from,
        to: { type: 'workload', ref: to!.ref },
        protocol: target.protocol,
        port: target.port,
      });
      return { caller: name, outcome, certainty };
    });
    return {
      entry,
      target,
      outcome: combined(
        answers.map(answer => answer.outcome),
        entry.source,
      ),
      certainty: certaintyOf(answers),
      readings: answers.map(({ caller, outcome }) => ({ caller, outcome })),
    };
  }

  private callersOf(source: EntrySource): readonly Caller[] {
    switch (source.seenAs) {
      case 'workloads':
        return source.workloads.flatMap(key => {
          const workload = this.workloads.get(key);
          return workload
            ? [{ name: key, from: { type: 'workload', ref: workload.ref } }]
            : [];
        });
      case 'reserved':
        return [
          { name: source.peer, from: { type: 'reserved', peer: source.peer } },
        ];
      case 'client':
        return clients(source.ranges);
      case 'client-or-node':
        return [
          ...clients(source.ranges),
          ...nodeCallers(this.engine.snapshot),
        ];
      default:
        return [];
    }
  }
}

interface Caller {
  readonly name: string;
  readonly from: Endpoint;
}

function clients(ranges: readonly string[]): readonly Caller[] {
  return ranges.length === 0
    ? [{ name: 'world', from: { type: 'reserved', peer: 'world' } }]
    : ranges.map(range => ({
        name: range,
        from: { type: 'address', address: range },
      }));
}

/** The node that the packet entered by: the pod's own, or another one. */
function nodeCallers({ nodes }: Snapshot): readonly Caller[] {
  const peers =
    nodes.length === 1
      ? (['host'] as const)
      : (['host', 'remote-node'] as const);
  return peers.map(peer => ({ name: peer, from: { type: 'reserved', peer } }));
}

function combined(
  outcomes: readonly Outcome[],
  { seenAs }: EntrySource,
): Outcome {
  const [first] = outcomes;
  if (first === undefined || outcomes.includes('unknown')) return 'unknown';
  if (outcomes.every(outcome => outcome === first)) return first;
  return seenAs === 'client-or-node' ? 'unknown' : 'conditional';
}

function certaintyOf(
  answers: readonly { readonly certainty: Certainty }[],
): Certainty {
  return leastCertain(answers.map(({ certainty }) => certainty));
}
