import {
  Engine,
  Evidence,
  LayerVerdict,
  Outcome,
} from '@ztn/zero-trust-engine';
import { istioPaths } from '../goal/paths';
import { AskedRequest } from '../goal/requests';
import { covers, mayMatch } from './operations';
import { Place } from './Place';

type MeshPlace = Extract<Place, { layer: 'mesh' }>;

export interface Answer {
  readonly outcome: Outcome;
  readonly because: readonly Evidence[];
}

/**
 * The answer of a proxy for all that a request stands for, where a verdict was
 * given for one of them only. A rule is worth what it says for every path; a
 * deny rule counts as soon as it takes one of them.
 */
export function meshAnswer(
  engine: Engine,
  { hop }: MeshPlace,
  request: AskedRequest,
  sampled: LayerVerdict,
): Answer {
  const isSettled =
    sampled.outcome !== 'allow' &&
    sampled.because.some(({ reason }) => reason !== 'allow-rule-may-match');
  if (isSettled) return sampled;
  const { allow, except } = engine.layers.mesh.operations(hop);
  const refusing = except.filter(operation => mayMatch(operation, request));
  if (refusing.length > 0) {
    return refusalAt(engine, hop, request, refusing[0]);
  }
  if (allow === 'any') return sampled;
  const taken = allow.map(operation => covers(operation, request));
  if (taken.includes(true)) return { ...sampled, outcome: 'allow' };
  const outcome = taken.includes('conditional') ? 'conditional' : 'deny';
  return { outcome, because: [{ reason: 'no-allow-rule-matched' }] };
}

/** The deny rule that takes some of the requests, found by asking for one. */
function refusalAt(
  { layers }: Engine,
  hop: MeshPlace['hop'],
  request: AskedRequest,
  operation: {
    readonly methods?: readonly string[];
    readonly paths?: readonly string[];
  },
): Answer {
  const asked = request.path ? istioPaths(request.path) : ['/'];
  const paths = [...(operation.paths ?? []), ...asked].map(sampleOf);
  const methods = request.method
    ? [request.method]
    : [...(operation.methods ?? []), 'GET'];
  for (const method of methods) {
    for (const path of paths) {
      const verdict = layers.mesh.judge({ hop, http: { method, path } });
      const because = verdict.because.filter(({ reason }) =>
        reason.startsWith('deny-rule'),
      );
      if (because.length > 0) return { outcome: 'deny', because };
    }
  }
  return {
    outcome: 'conditional',
    because: [{ reason: 'deny-rule-may-match' }],
  };
}

function sampleOf(pattern: string): string {
  return pattern
    .replace(/\{\*\*\}/g, 'a/b')
    .replace(/\{\*\}/g, 'a')
    .replace(/^\*/, '/a')
    .replace(/\*$/, 'a');
}
