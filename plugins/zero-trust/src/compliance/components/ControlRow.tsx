import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  ComplianceResponse,
  Control,
  ControlState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { FactList } from '../../components/FactList';
import { ToneLabel } from '../../components/ToneLabel';
import { useWords } from '../../hooks/useWords';
import { toneOfSeverity } from '../../view/tone';
import { countedStates, totalOf } from '../../view/controlStates';
import { frameworkWords } from '../view/frameworkWords';
import { CountBar } from './CountBar';
import { StateLabel } from '../../components/StateLabel';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(220px, 3fr) minmax(240px, 5fr)',
    gap: theme.spacing(0.5, 3),
    padding: theme.spacing(1.25, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1),
  },
  words: {
    ...theme.typography.body2,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    listStyle: 'none',
    margin: theme.spacing(0.5, 0, 0),
    padding: 0,
  },
  about: { gridColumn: '1 / -1' },
  button: { padding: theme.spacing(0, 0.5), marginLeft: theme.spacing(-0.5) },
}));

/** One control: its counts as a bar and in words, and what it is about. */
export const ControlRow = (props: {
  line: ComplianceResponse['controls'][number];
  control?: Control;
  /** Where the subjects in this state are listed; absent: nowhere. */
  linkTo?: (state: ControlState) => string;
}) => {
  const { line, control, linkTo } = props;
  const t = useWords();
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const total = totalOf(line.counts);
  const aboutId = `about-${line.id}`;
  return (
    <li className={classes.row}>
      <div>
        <div className={classes.head}>
          <Typography variant="body1" component="h3">
            {line.title}
          </Typography>
          <ToneLabel tone={toneOfSeverity(line.severity)}>
            {t(`severity.${line.severity}`)}
          </ToneLabel>
        </div>
        <Typography variant="body2" color="textSecondary">
          {t(`control.scope.${line.scope}`, { count: total })}
        </Typography>
        <Button
          size="small"
          className={classes.button}
          aria-expanded={open}
          aria-controls={aboutId}
          aria-label={`${t('control.about')}: ${line.title}`}
          onClick={() => setOpen(!open)}
        >
          {t('control.about')}
        </Button>
      </div>
      <div>
        {total === 0 ? (
          <ToneLabel tone="neutral">{t('control.none')}</ToneLabel>
        ) : (
          <>
            <CountBar counts={line.counts} />
            <ul className={classes.words} aria-label={line.title}>
              {countedStates
                .filter(state => line.counts[state] > 0)
                .map(state => (
                  <li key={state}>
                    {linkTo ? (
                      <Link to={linkTo(state)}>
                        <StateLabel state={state} count={line.counts[state]} />
                      </Link>
                    ) : (
                      <StateLabel state={state} count={line.counts[state]} />
                    )}
                  </li>
                ))}
            </ul>
          </>
        )}
      </div>
      <div id={aboutId} className={classes.about} hidden={!open}>
        {open && control && <About control={control} />}
      </div>
    </li>
  );
};

function About(props: { control: Control }) {
  const { why, how, mapping } = props.control;
  const t = useWords();
  return (
    <FactList
      facts={[
        { name: t('control.why'), value: why },
        { name: t('control.how'), value: how },
        ...(mapping.length > 0
          ? [
              {
                name: t('control.requirements'),
                value: mapping.map(({ framework, id, subject }) => (
                  <div key={`${framework} ${id}`}>
                    {frameworkWords(t, framework)} {id}: {subject}
                  </div>
                )),
              },
            ]
          : []),
      ]}
    />
  );
}
