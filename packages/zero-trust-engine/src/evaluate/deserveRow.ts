import { LayerVerdict } from '../Verdict';
import { PairVerdict } from './judgePair';

/**
 * Whether a refusal says something: the network would let the call through and
 * the mesh or the transport refuses it, or a rule at one end names it and the
 * other end refuses. Without that, a refusal is what everybody else gets.
 */
export function refusalDeservesRow({
  layers,
}: Pick<PairVerdict, 'layers'>): boolean {
  const network = layers
    .filter(({ layer }) => layer === 'network')
    .slice(0, endsOfStretch);
  const mesh = layers.filter(({ layer }) => layer === 'mesh');
  const own = mesh.filter(({ identity }) => identity === mesh[0].identity);
  return (
    network.every(({ outcome }) => outcome !== 'deny') ||
    [...network, ...own].some(allowsByRule)
  );
}

/**
 * Egress and ingress of the caller's own stretch. Where the way goes on from a
 * waypoint, it is the waypoint that rules name there, under its own identity,
 * whoever called.
 */
const endsOfStretch = 2;

function allowsByRule({ outcome, because }: LayerVerdict): boolean {
  return (
    outcome === 'allow' &&
    because.some(({ reason, policy }) => reason === 'allow-rule' && policy)
  );
}
