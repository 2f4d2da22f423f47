import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  Control,
  ControlPart,
  ControlResult,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ReactNode } from 'react';
import { CodeText } from '../../components/CodeText';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { Tone, toneOfSeverity } from '../../view/tone';
import { evidenceSentence } from '../view/evidenceSentence';
import { StateLabel } from '../../components/StateLabel';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(1.25, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    ...theme.typography.body2,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1.5),
  },
  list: { margin: theme.spacing(0.5, 0, 0), padding: 0, listStyle: 'none' },
  place: { margin: theme.spacing(0.5, 0) },
}));

const tones = {
  true: 'good',
  false: 'bad',
  unknown: 'unknown',
} as const satisfies Record<string, Tone>;

const words = {
  true: 'evidence.place.holds',
  false: 'evidence.place.missing',
  unknown: 'evidence.place.unknown',
} as const;

/** One control's answer with every place that it rests on. */
export const ResultItem = (props: {
  result: ControlResult;
  control?: Control;
  /** Whose control it is, when it is not the workload's own. */
  scope?: string;
  /** What may be done about it. */
  action?: ReactNode;
}) => {
  const { result, control } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <li className={classes.root}>
      <div className={classes.head}>
        <StateLabel state={result.state} />
        <Typography variant="body1" component="h4">
          {control?.title ?? result.control}
        </Typography>
        <ToneLabel tone={toneOfSeverity(result.severity)}>
          {t(`severity.${result.severity}`)}
        </ToneLabel>
        {props.scope && <span>{props.scope}</span>}
        {props.action}
      </div>
      <ul className={classes.list}>
        {result.evidence.map((part, i) => (
          <li key={i} className={classes.place}>
            <Place part={part} control={control} />
          </li>
        ))}
        {result.more > 0 && (
          <li>{t('evidence.more', { count: result.more })}</li>
        )}
      </ul>
    </li>
  );
};

function Place(props: { part: ControlPart; control?: Control }) {
  const { part, control } = props;
  const t = useWords();
  const key = String(part.holds) as keyof typeof tones;
  return (
    <>
      <ToneLabel tone={tones[key]}>{t(words[key])}</ToneLabel>{' '}
      {evidenceSentence(control, part)}{' '}
      {part.object && <CodeText>{part.object}</CodeText>}{' '}
      {part.path && <CodeText>{part.path}</CodeText>}
    </>
  );
}
