import {
  Connection,
  Engine,
  Evidence,
  Judged,
  Outcome,
  strictest,
} from '@ztn/zero-trust-engine';
import { AccessRule } from '../AccessGoal';
import { Edge } from '../goal/findEdge';
import { samplePath } from '../goal/paths';
import { AskedRequest, requestsOf } from '../goal/requests';
import { meshAnswer } from './meshAnswer';
import { networkHttp, takesAll } from './networkHttp';
import { PlacedVerdict, PlaceReading, placesOf } from './Place';

/** What one rule of a goal finds on its way. */
export interface RuleReading {
  readonly rule: AccessRule;
  /** In path order. */
  readonly places: readonly PlaceReading[];
  /** All places together. */
  readonly outcome: Outcome;
  /**
   * Calls take one of several ways, or go nowhere: the places are not all, and
   * nothing can be planned.
   */
  readonly unclear?: string;
}

/** Asks every place on the way about all that a rule asks for. */
export function readRule(
  engine: Engine,
  edge: Edge,
  rule: AccessRule,
): RuleReading {
  const requests = requestsOf(rule);
  const answered = requests.map(request => ({
    request,
    judged: judgedFor(engine, edge, connectionOf(edge, rule, request)),
  }));
  const [{ judged: first }] = answered;
  if (first.length === 0) {
    const unclear = 'the call cannot be followed to a pod of the callee';
    return { rule, places: [], outcome: 'unknown', unclear };
  }
  const callerKeys = new Set(edge.callers.map(({ key }) => key));
  const readings = new Map<string, PlaceReading>();
  for (const { request, judged } of answered) {
    for (const one of judged) {
      const places = placesOf(one, callerKeys);
      if (!places) return severalWays(rule, answered);
      for (const placed of places) {
        const reading = readingOf(engine, placed, rule, request);
        const known = readings.get(placed.place.id);
        readings.set(
          placed.place.id,
          known ? worseOf(known, reading) : reading,
        );
      }
    }
  }
  const places = [...readings.values()];
  return { rule, places, outcome: strictest(places.map(p => p.outcome)) };
}

/** Where all ways allow, it does not matter which one is taken. */
function severalWays(
  rule: AccessRule,
  answered: readonly { readonly judged: readonly Judged[] }[],
): RuleReading {
  const outcome = strictest(
    answered.flatMap(({ judged }) => judged.map(({ pair }) => pair.outcome)),
  );
  const isExact = !rule.http?.paths.some(({ type }) => type !== 'exact');
  return {
    rule,
    places: [],
    outcome: outcome === 'allow' && isExact ? 'allow' : 'unknown',
    unclear: 'routes send calls one of several ways',
  };
}

/** The call that stands for a request. */
function connectionOf(
  { callers, callees }: Edge,
  { protocol, port }: AccessRule,
  request: AskedRequest | undefined,
): Connection {
  return {
    from: { type: 'workload', ref: callers[0].ref },
    to: { type: 'workload', ref: callees[0].ref },
    protocol,
    port,
    ...(request && {
      http: {
        ...(request.method !== undefined && { method: request.method }),
        ...(request.path && { path: samplePath(request.path) }),
      },
    }),
  };
}

/** Only the variants that are meant. */
function judgedFor(
  engine: Engine,
  { callers, callees }: Edge,
  connection: Connection,
): readonly Judged[] {
  const isOneOf = (
    party: Judged['caller']['party'],
    workloads: Edge['callers'],
  ) =>
    party.type === 'workload' &&
    workloads.some(({ key }) => key === party.workload.key);
  return engine
    .trace(connection)
    .filter(
      ({ caller, target }) =>
        isOneOf(caller.party, callers) && isOneOf(target.party, callees),
    );
}

function readingOf(
  engine: Engine,
  { place, verdict }: PlacedVerdict,
  { protocol }: AccessRule,
  request: AskedRequest | undefined,
): PlaceReading {
  const standsForMany =
    request && (!request.path || request.path.type !== 'exact');
  if (standsForMany && place.layer === 'mesh') {
    const { outcome, because } = meshAnswer(engine, place, request, verdict);
    return { place, outcome, because };
  }
  if (
    standsForMany &&
    place.layer === 'network' &&
    verdict.outcome === 'allow'
  ) {
    const words = networkHttp(engine, place, protocol);
    if (words === 'unknown') {
      return {
        place,
        outcome: 'unknown',
        because: [{ reason: 'not-readable' }],
      };
    }
    if (words !== 'any' && !takesAll(words, request)) {
      const because = [{ reason: 'l7-restricted' }];
      return { place, outcome: 'conditional', because };
    }
  }
  return { place, outcome: verdict.outcome, because: verdict.because };
}

function worseOf(a: PlaceReading, b: PlaceReading): PlaceReading {
  const outcome = strictest([a.outcome, b.outcome]);
  const because: readonly Evidence[] = [a, b]
    .filter(reading => reading.outcome === outcome)
    .flatMap(reading => reading.because);
  const distinct = new Map(because.map(item => [JSON.stringify(item), item]));
  const from = a.outcome === outcome ? a : b;
  return { ...from, outcome, because: [...distinct.values()] };
}
