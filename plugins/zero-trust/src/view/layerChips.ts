import { LayerVerdict, Outcome } from '@ztn/backstage-plugin-zero-trust-common';
import { Tone, toneOfOutcome } from './tone';
import { Translate } from './Translate';

/** One layer of a row, as short as it can be said. */
export interface LayerChip {
  label: string;
  tone: Tone;
  word: string;
}

/** The layers of a row, folded to what fits beside it. */
export interface LayerChips {
  chips: readonly LayerChip[];
  /** Places that the connection does not come to; they are not spelt out. */
  notReached: number;
}

const strictest: readonly Outcome[] = [
  'deny',
  'unknown',
  'conditional',
  'allow',
];

/**
 * The layers of a row in path order. A path through a waypoint has two legs and
 * so every network layer twice; one chip then tells the strictest answer.
 */
export function layerChips(
  t: Translate,
  layers: readonly LayerVerdict[],
): LayerChips {
  const outcomes = new Map<string, Outcome>();
  for (const layer of layers.filter(({ notReached }) => !notReached)) {
    const label = labelOf(t, layer);
    const other = outcomes.get(label) ?? 'allow';
    const rank = Math.min(
      strictest.indexOf(layer.outcome),
      strictest.indexOf(other),
    );
    outcomes.set(label, strictest[rank]);
  }
  return {
    chips: [...outcomes].map(([label, outcome]) => ({
      label,
      tone: toneOfOutcome(outcome),
      word: t(`outcome.${outcome}`),
    })),
    notReached: layers.filter(({ notReached }) => notReached).length,
  };
}

function labelOf(t: Translate, { layer, direction, hop }: LayerVerdict) {
  if (layer === 'network' && direction) {
    return t(`layerChip.network.${direction}`);
  }
  const name = t(`layerChip.${layer}`);
  return layer === 'mesh' && hop && hop !== 'none' ? `${name} ${hop}` : name;
}
