import { Outcome } from '@ztn/backstage-plugin-zero-trust-common';
import { Tone, toneOfOutcome } from './tone';
import { Translate } from './Translate';

/** A word for an outcome, and its tone. */
export interface OutcomeWords {
  tone: Tone;
  word: string;
}

/**
 * One layer's outcome in a row. A layer that looks at the request answers
 * `conditional` for the whole port; in a row that is allowed for the requests
 * it lists, that is what the row says already, and no open question.
 */
export function outcomeInRow(
  t: Translate,
  outcome: Outcome,
  rowOutcome: Outcome | undefined,
): OutcomeWords {
  return outcome === 'conditional' && rowOutcome === 'allow'
    ? { tone: 'good', word: t('outcome.listed') }
    : { tone: toneOfOutcome(outcome), word: t(`outcome.${outcome}`) };
}
