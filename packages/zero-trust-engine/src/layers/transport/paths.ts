import { Evidence, LayerVerdict } from '../../Verdict';
import { Certainty, Outcome, Transport } from '../../vocabulary';
import { Path, TransportQuestion } from '../Layer';

/** The transport layer's own answer. */
export function verdictOf(
  mode: Transport,
  outcome: Outcome,
  certainty: Certainty,
  because: readonly Evidence[],
): LayerVerdict {
  return { layer: 'transport', mode, outcome, certainty, because };
}

/** A way without enforcement points. */
export function pathOf(
  question: TransportQuestion,
  verdict: LayerVerdict,
): Path {
  const { client, server, port } = question;
  const mode = verdict.mode ?? 'unknown';
  return {
    verdict,
    transport: mode,
    segments: [{ from: client, to: server, wirePort: port, mode }],
    hops: [],
  };
}

/** Traffic that the mesh neither proves nor refuses. */
export function outside(
  question: TransportQuestion,
  reason: string,
  about: Omit<Evidence, 'reason'> = {},
): Path {
  return pathOf(
    question,
    verdictOf('none', 'allow', 'spec', [{ ...about, reason }]),
  );
}

/** Passes past every enforcement point. */
export function carriedPath(
  question: TransportQuestion,
  mode: Transport,
  reason: string,
): Path {
  return pathOf(question, verdictOf(mode, 'allow', 'spec', [{ reason }]));
}

/** What cannot be told. */
export function undecided(
  question: TransportQuestion,
  reason: string,
  about: Omit<Evidence, 'reason'> = {},
): Path {
  return pathOf(
    question,
    verdictOf('unknown', 'unknown', 'undefined', [{ ...about, reason }]),
  );
}

/** Nothing gets through, and no policy is asked. */
export function brokenAt(
  question: TransportQuestion,
  ...because: readonly Evidence[]
): Path {
  return pathOf(question, verdictOf('broken', 'deny', 'spec', because));
}
