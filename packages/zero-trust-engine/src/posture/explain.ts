import { LayerVerdict, Verdict } from '../Verdict';
import { Certainty, LayerName, Outcome } from '../vocabulary';

/**
 * One step of an explanation: what was asked where, what it answered, and why.
 * Sentences are made from `code` and `params` at the rim.
 */
export interface ExplanationStep {
  readonly layer: LayerName;
  /** `egress`, `ingress`, the kind of proxy, or the transport. */
  readonly place: string;
  /** Mesh: the workload whose proxy enforces. */
  readonly at?: string;
  readonly outcome: Outcome;
  readonly certainty: Certainty;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  readonly policy?: string;
  readonly path?: string;
  readonly considered: readonly string[];
  /** This step is why the whole answer is what it is. */
  readonly decides: boolean;
  readonly notReached: boolean;
}

/**
 * A verdict as ordered steps, in the order in which a packet meets them. A
 * refusal is decided by its first refusing place; any other answer by every
 * place that gives it.
 */
export function explain(verdict: Verdict): readonly ExplanationStep[] {
  const first = verdict.layers.findIndex(l => l.outcome === verdict.outcome);
  return verdict.layers.flatMap((layer, index) => {
    const decides =
      verdict.outcome === 'deny'
        ? index === first
        : layer.outcome === verdict.outcome;
    return layer.because.map(evidence => ({
      layer: layer.layer,
      place: placeOf(layer),
      ...(layer.at === undefined ? {} : { at: layer.at }),
      outcome: layer.outcome,
      certainty: layer.certainty,
      code: evidence.reason,
      params: evidence.params ?? {},
      ...(evidence.policy === undefined ? {} : { policy: evidence.policy }),
      ...(evidence.path === undefined ? {} : { path: evidence.path }),
      considered: evidence.considered ?? [],
      decides,
      notReached: layer.notReached === true,
    }));
  });
}

function placeOf({ layer, direction, hop, mode }: LayerVerdict): string {
  return direction ?? hop ?? mode ?? layer;
}
