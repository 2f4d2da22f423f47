import { Connection } from '../Connection';
import { Layers } from '../layers/Layer';
import { partyName } from '../layers/partyName';
import { Snapshot } from '../snapshot/Snapshot';
import { BackendVerdict, Verdict } from '../Verdict';
import { Caller, Target, Unresolved } from './Ends';
import { gapNotes } from './gapNotes';
import { PairVerdict, judgePair } from './judgePair';
import { loopback } from './loopback';
import { redirected } from './LocalRedirects';
import { Resolver } from './Resolver';
import { worstFirst } from './worstFirst';

/** What judging needs of one compiled snapshot. */
export interface JudgeContext {
  readonly snapshot: Snapshot;
  readonly layers: Layers;
  readonly resolver: Resolver;
}

/** One caller and one target, with what was judged between them. */
export interface Judged {
  readonly caller: Caller;
  readonly target: Target;
  readonly pair: PairVerdict;
}

/**
 * The verdict of one connection. Where its ends mean several pods or backends,
 * every combination is judged: the whole is as good as the worst, and each one
 * that differs is listed, worst first.
 */
export function judge(context: JudgeContext, connection: Connection): Verdict {
  const found = judgeAll(context, connection);
  if ('reason' in found) return unresolved(found);
  const { ordered, callers } = found;
  const [{ pair }] = ordered;
  const listed = connection.to.type === 'service' || ordered.length > 1;
  return {
    outcome: pair.outcome,
    transport: pair.transport,
    certainty: pair.certainty,
    layers: pair.layers,
    gaps: gapNotes(context.snapshot, pair),
    ...(listed
      ? { backends: ordered.map(entry => backendOf(entry, callers)) }
      : {}),
  };
}

/** Every combination of the ends, worst first. */
export function judgeAll(
  { resolver, layers }: JudgeContext,
  connection: Connection,
):
  | { readonly ordered: readonly Judged[]; readonly callers: number }
  | Unresolved {
  const { protocol, port } = connection;
  const unknownCaller = resolver.unknownCaller(connection.from);
  if (unknownCaller) return unknownCaller;
  const callers = resolver.callers(connection.from);
  const targets = resolver.targets(connection.to, protocol, port);
  if ('reason' in targets) return targets;
  if (callers.length === 0) throw new Error('the caller has no such pod');
  if (targets.length === 0) throw new Error('the destination has no such pod');
  const judged = callers.flatMap(caller =>
    targets.map(target => ({
      caller,
      target,
      pair:
        loopback(caller, target) ??
        judgePair(layers, caller, target, protocol, connection),
    })),
  );
  const ordered = worstFirst(judged, ({ pair }) => pair);
  const by = targets.find(target => target.redirectedBy)?.redirectedBy;
  const [worst] = ordered;
  return by && judged.some(({ pair }) => pair.outcome !== worst.pair.outcome)
    ? redirected(by)
    : { ordered, callers: callers.length };
}

function backendOf(
  { caller, target, pair }: Judged,
  callers: number,
): BackendVerdict {
  return {
    workload: partyName(target.party),
    pods: target.pods.map(pod => pod.name),
    ...(callers > 1
      ? {
          caller: {
            workload: partyName(caller.party),
            pods: caller.pods.map(pod => pod.name),
          },
        }
      : {}),
    port: target.port,
    outcome: pair.outcome,
    transport: pair.transport,
    certainty: pair.certainty,
    layers: pair.layers,
  };
}

function unresolved({ reason, params }: Unresolved): Verdict {
  return {
    outcome: 'unknown',
    transport: 'unknown',
    certainty: 'spec',
    layers: [
      {
        layer: 'transport',
        mode: 'unknown',
        outcome: 'unknown',
        certainty: 'spec',
        because: [{ reason, params }],
      },
    ],
    gaps: [],
  };
}
