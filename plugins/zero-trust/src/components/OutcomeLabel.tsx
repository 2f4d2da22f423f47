import { Outcome } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { toneOfOutcome } from '../view/tone';
import { ToneLabel } from './ToneLabel';

/** The word for one outcome, with its icon. */
export const OutcomeLabel = (props: { outcome: Outcome }) => {
  const t = useWords();
  return (
    <ToneLabel tone={toneOfOutcome(props.outcome)}>
      {t(`outcome.${props.outcome}`)}
    </ToneLabel>
  );
};
