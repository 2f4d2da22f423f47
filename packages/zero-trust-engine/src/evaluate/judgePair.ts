import { Connection } from '../Connection';
import { Layers } from '../layers/Layer';
import type { Hop, Path, Segment } from '../layers/Layer';
import { LayerVerdict } from '../Verdict';
import {
  Certainty,
  Outcome,
  Protocol,
  Transport,
  leastCertain,
  strictest,
} from '../vocabulary';
import { Caller, Target } from './Ends';
import { worstFirst } from './worstFirst';

/** What a request says besides its ends. */
export type Request = Pick<Connection, 'http' | 'tls' | 'requestClaims'>;

/** All layers between one caller and one target. */
export interface PairVerdict {
  readonly outcome: Outcome;
  readonly transport: Transport;
  readonly certainty: Certainty;
  readonly layers: readonly LayerVerdict[];
  readonly path: Path;
}

/**
 * One caller, one target: the transport decides the way, then the network is
 * asked at both ends of every stretch on the port that is on the wire there, and
 * the mesh at every enforcement point. All must allow.
 *
 * @param meshAt - how a hop is asked: for one request, or for all of them
 */
export function judgePair(
  layers: Layers,
  caller: Caller,
  target: Target,
  protocol: Protocol,
  request: Request,
  meshAt?: (hop: Hop) => LayerVerdict,
): PairVerdict {
  const path = layers.transport.connect({
    client: caller.party,
    server: serverOf(caller, target),
    protocol,
    port: target.port,
    service: target.service,
  });
  const judgeWay = (way: Path): PairVerdict => {
    const verdicts = inOrder([
      ...way.segments.flatMap(segment =>
        networkAt(layers, segment, protocol, request),
      ),
      way.verdict,
      ...(meshAt ? way.hops.map(meshAt) : judgeHops(layers, way.hops, request)),
    ]);
    const outcome = strictest(verdicts.map(verdict => verdict.outcome));
    return {
      outcome,
      transport: unreadable(verdicts) ? 'broken' : way.transport,
      certainty: certaintyOf(outcome, verdicts),
      layers: verdicts,
      path,
    };
  };
  const first = judgeWay(path);
  return path.alternatives
    ? either([first, ...path.alternatives.map(judgeWay)])
    : first;
}

/** Hop by hop: a proxy may keep the token that the next one would read. */
function judgeHops(
  { mesh }: Layers,
  hops: readonly Hop[],
  { http, tls, requestClaims }: Request,
): readonly LayerVerdict[] {
  let claims = requestClaims;
  return hops.map(hop => {
    const question = { hop, http, sni: tls?.sni, claims };
    claims = mesh.claimsBehind(question);
    return mesh.judge(question);
  });
}

/**
 * Connections that take one of several ways. Where the ways agree, so do all
 * connections; where they do not, it depends on which one is taken.
 */
function either(ways: readonly PairVerdict[]): PairVerdict {
  const outcomes = new Set(ways.map(({ outcome }) => outcome));
  const transports = new Set(ways.map(({ transport }) => transport));
  const [worst] = worstFirst(ways, way => way);
  if (outcomes.size === 1) {
    return {
      ...worst,
      transport: transports.size === 1 ? worst.transport : 'unknown',
      certainty: leastCertain(ways.map(({ certainty }) => certainty)),
    };
  }
  const differs: LayerVerdict = {
    layer: 'transport',
    mode: 'unknown',
    outcome: outcomes.has('unknown') ? 'unknown' : 'conditional',
    certainty: 'spec',
    because: [{ reason: 'ways-differ' }],
  };
  return {
    outcome: differs.outcome,
    transport: transports.size === 1 ? worst.transport : 'unknown',
    certainty: leastCertain(ways.map(({ certainty }) => certainty)),
    layers: [differs, ...worst.layers],
    path: worst.path,
  };
}

/**
 * Two replicas of one workload are different pods: a caller that is one pod of
 * several must not be taken for its own target.
 */
function serverOf(caller: Caller, target: Target): Target['party'] {
  const { party, pods } = target;
  if (party.type !== 'workload' || caller.party.type !== 'workload')
    return party;
  if (party.pod === undefined || party.pod !== caller.party.pod) return party;
  const other = pods.find(pod => pod !== party.pod);
  return other ? { ...party, pod: other } : party;
}

/** Where ambient traffic arrives, whatever port the application listens on. */
const hbonePort = 15008;

function networkAt(
  { network }: Layers,
  { from, to, wirePort, mode }: Segment,
  protocol: Protocol,
  request: Request,
): readonly LayerVerdict[] {
  const packet = {
    protocol,
    http: request.http,
    sni: request.tls?.sni,
    encryptedByMesh: mode === 'mtls' || mode === 'hbone',
  };
  const ask = (port: number | null) => [
    network.judge({
      ...packet,
      port,
      direction: 'egress',
      subject: from,
      peer: to,
    }),
    network.judge({
      ...packet,
      port,
      direction: 'ingress',
      subject: to,
      peer: from,
    }),
  ];
  const named = ask(wirePort);
  if (mode !== 'unknown' || protocol !== 'TCP') return named;
  const tunnelled = ask(hbonePort);
  return named.map((verdict, end) => ifBothAgree(verdict, tunnelled[end]));
}

/**
 * As long as it is not known what the connection is, its port on the wire is
 * not known either (Istio ambient: 15008). An end that would decide otherwise
 * on the other port has not decided.
 */
function ifBothAgree(
  named: LayerVerdict,
  tunnelled: LayerVerdict,
): LayerVerdict {
  if (named.outcome === tunnelled.outcome) return named;
  const because = [{ reason: 'wire-port-unknown' }, ...named.because];
  return { ...named, outcome: 'unknown', certainty: 'undefined', because };
}

/**
 * A proxy of the network plugin that is told to read HTTP and finds the mesh's
 * encryption does not refuse a caller: no call gets through.
 */
function unreadable(verdicts: readonly LayerVerdict[]): boolean {
  return verdicts.some(
    ({ outcome, because }) =>
      outcome === 'deny' &&
      because.some(({ reason }) => reason === 'l7-on-encrypted'),
  );
}

/** Places behind the first refusal are judged all the same, and marked. */
function inOrder(verdicts: readonly LayerVerdict[]): readonly LayerVerdict[] {
  const refused = verdicts.findIndex(verdict => verdict.outcome === 'deny');
  if (refused === -1) return verdicts;
  return verdicts.map((verdict, index) =>
    index > refused ? { ...verdict, notReached: true } : verdict,
  );
}

/**
 * A refusal stands as firmly as the firmest layer that refuses; anything else
 * only as firmly as all layers together.
 */
function certaintyOf(
  outcome: Outcome,
  verdicts: readonly LayerVerdict[],
): Certainty {
  const refusals = verdicts.filter(verdict => verdict.outcome === 'deny');
  if (outcome !== 'deny') return leastCertain(verdicts.map(v => v.certainty));
  return refusals
    .map(verdict => verdict.certainty)
    .reduce((a, b) => (leastCertain([a, b]) === a ? b : a));
}
