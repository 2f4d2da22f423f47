import {
  Certainty,
  firmestFirst,
  leastCertain,
  Outcome,
  strictest,
} from '../../vocabulary';
import { Evidence } from '../../Verdict';
import { NetworkReason } from './reasons';

/** The network layer's answer at one end, before it is put into a verdict. */
export interface Decision {
  readonly outcome: Outcome;
  readonly certainty: Certainty;
  readonly because: readonly Evidence[];
}

export function decision(
  outcome: Outcome,
  reason: NetworkReason,
  about: Omit<Evidence, 'reason'> = {},
): Decision {
  return { outcome, certainty: 'spec', because: [{ ...about, reason }] };
}

export function withCertainty(d: Decision, certainty: Certainty): Decision {
  return { ...d, certainty: leastCertain([d.certainty, certainty]) };
}

/** Several answers that all hold at once: the strictest, with its evidence. */
export function strictestOf(decisions: readonly Decision[]): Decision {
  const outcome = strictest(decisions.map(d => d.outcome));
  const decisive = decisions.filter(d => d.outcome === outcome);
  return {
    outcome,
    certainty: leastCertain(decisive.map(d => d.certainty)),
    because: mergeEvidence(decisive.flatMap(d => d.because)),
  };
}

/**
 * Answers for several addresses or pods, all of them real: the strictest. A
 * refusal of one stands however doubtful the refusal of another is.
 */
export function worstOf(decisions: readonly Decision[]): Decision {
  const strict = strictestOf(decisions);
  if (strict.outcome !== 'deny') return strict;
  const refusals = decisions.filter(d => d.outcome === 'deny');
  const certainty = firmestFirst.find(c =>
    refusals.some(d => d.certainty === c),
  );
  return { ...strict, certainty: certainty ?? strict.certainty };
}

/** Evidence without repeats, in order of first mention. */
export function mergeEvidence(
  evidence: readonly Evidence[],
): readonly Evidence[] {
  if (evidence.length < 2) return evidence;
  return [...new Map(evidence.map(e => [JSON.stringify(e), e])).values()];
}

/** Why two readings of the same objects may differ. */
export type Doubt =
  /** Network plugins differ. */
  | 'cni'
  /** Upstream says that it is not defined. */
  | 'undefined'
  /** The engine lacks data. */
  | 'gap'
  /** It depends on the address behind a name or inside a block. */
  | 'address';

/**
 * One answer from several possible readings. All agree: that. Otherwise the
 * kind of doubt says what to do: lacking data is `unknown`, a matter of the
 * request's address is `conditional`, and the rest is the stricter answer with
 * its certainty lowered.
 */
export function fromReadings(
  readings: readonly Decision[],
  doubts: readonly Doubt[],
): Decision {
  const [first] = readings;
  if (readings.every(r => r.outcome === first.outcome)) {
    return readings.length === 1 ? first : strictestOf(readings);
  }
  const strict = strictestOf(readings);
  if (doubts.includes('gap')) {
    return {
      outcome: 'unknown',
      certainty: strict.certainty,
      because: [{ reason: 'not-readable' }, ...strict.because],
    };
  }
  if (doubts.includes('undefined')) return withCertainty(strict, 'undefined');
  if (doubts.includes('cni')) return withCertainty(strict, 'cni-dependent');
  return conditional(readings);
}

/** Some addresses may and some may not: the request's address decides. */
export function conditional(readings: readonly Decision[]): Decision {
  const outcomes = new Set(readings.map(r => r.outcome));
  const open = outcomes.has('allow') || outcomes.has('conditional');
  if (!open) return strictestOf(readings);
  return {
    outcome: 'conditional',
    certainty: leastCertain(readings.map(r => r.certainty)),
    because: mergeEvidence([
      { reason: 'depends-on-address' },
      ...readings.flatMap(r => r.because),
    ]),
  };
}

/** Whether two decisions say the same for the same reasons. */
export function sameDecision(a: Decision, b: Decision): boolean {
  return (
    a === b ||
    (a.outcome === b.outcome &&
      a.certainty === b.certainty &&
      a.because.length === b.because.length &&
      a.because.every((evidence, i) => sameEvidence(evidence, b.because[i])))
  );
}

function sameEvidence(a: Evidence, b: Evidence): boolean {
  return (
    a === b ||
    (a.reason === b.reason &&
      a.policy === b.policy &&
      a.path === b.path &&
      (a.considered === b.considered ||
        a.considered?.join() === b.considered?.join()) &&
      (a.params === b.params ||
        JSON.stringify(a.params) === JSON.stringify(b.params)))
  );
}
