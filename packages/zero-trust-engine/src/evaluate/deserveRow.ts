import { LayerVerdict } from '../Verdict';
import { PairVerdict } from './judgePair';

/**
 * Whether a refusal says something: the network would let the call through and
 * the mesh or the transport refuses it, or a rule at one end names it and the
 * other end refuses. Without that, a refusal is what everybody else gets.
 */
export function refusalDeservesRow({ layers }: PairVerdict): boolean {
  const network = layers.filter(verdict => verdict.layer === 'network');
  return (
    network.every(verdict => verdict.outcome !== 'deny') ||
    layers.some(allowsByRule)
  );
}

function allowsByRule({ outcome, because }: LayerVerdict): boolean {
  return (
    outcome === 'allow' &&
    because.some(({ reason, policy }) => reason === 'allow-rule' && policy)
  );
}
