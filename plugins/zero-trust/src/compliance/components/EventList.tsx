import { makeStyles } from '@material-ui/core/styles';
import { Control, ControlEvent } from '@ztn/backstage-plugin-zero-trust-common';
import { CodeText } from '../../components/CodeText';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { eventWords } from '../view/eventWords';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    listStyle: 'none',
    margin: 0,
    padding: 0,
    '& li': { padding: theme.spacing(0.5, 0) },
  },
  place: { color: theme.palette.text.secondary },
}));

/** Changes of controls' states, each as one sentence. */
export const EventList = (props: {
  events: readonly ControlEvent[];
  controls: ReadonlyMap<string, Control>;
  now: string;
  label: string;
}) => {
  const t = useWords();
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={props.label}>
      {props.events.map(event => {
        const words = eventWords(t, event, props.controls, props.now);
        return (
          <li key={event.id}>
            <ToneLabel tone={words.tone}>{words.sentence}</ToneLabel>{' '}
            {words.cause} {words.object && <CodeText>{words.object}</CodeText>}{' '}
            <span className={classes.place}>{words.place}</span>
          </li>
        );
      })}
    </ul>
  );
};
