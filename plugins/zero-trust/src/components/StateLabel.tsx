import { ControlState } from '@ztn/backstage-plugin-zero-trust-common';
import { ToneLabel } from './ToneLabel';
import { useWords } from '../hooks/useWords';
import { toneOfState } from '../view/controlStates';

/** A control's state as icon, word and colour, with a number where counted. */
export const StateLabel = (props: { state: ControlState; count?: number }) => {
  const t = useWords();
  const word = t(`control.state.${props.state}`);
  return (
    <ToneLabel tone={toneOfState(props.state)}>
      {props.count === undefined ? word : `${props.count} ${word}`}
    </ToneLabel>
  );
};
