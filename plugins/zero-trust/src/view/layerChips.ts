import { LayerVerdict } from '@ztn/backstage-plugin-zero-trust-common';
import { Tone, toneOfOutcome } from './tone';
import { Translate } from './Translate';

/** One layer of a row, as short as it can be said. */
export interface LayerChip {
  label: string;
  tone: Tone;
  word: string;
}

/** The layers of a row in path order, each with its own outcome. */
export function layerChips(
  t: Translate,
  layers: readonly LayerVerdict[],
): LayerChip[] {
  return layers.map(({ layer, direction, hop, outcome, notReached }) => ({
    label: [
      layer === 'network' && direction
        ? t(`layerChip.network.${direction}`)
        : t(`layerChip.${layer}`),
      layer === 'mesh' && hop && hop !== 'none' ? hop : '',
    ]
      .filter(Boolean)
      .join(' '),
    tone: notReached ? 'neutral' : toneOfOutcome(outcome),
    word: notReached ? t('outcome.notReached') : t(`outcome.${outcome}`),
  }));
}
