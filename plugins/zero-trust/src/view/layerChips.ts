import {
  LayerVerdict,
  Outcome,
  PermissionRow,
} from '@ztn/backstage-plugin-zero-trust-common';
import { outcomeInRow, OutcomeWords } from './outcomeInRow';
import { Translate } from './Translate';

/** One layer of a row, as short as it can be said. */
export interface LayerChip extends OutcomeWords {
  label: string;
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
  row: Pick<PermissionRow, 'outcome' | 'layers'>,
): LayerChips {
  const { layers } = row;
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
      ...outcomeInRow(t, outcome, row.outcome),
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
