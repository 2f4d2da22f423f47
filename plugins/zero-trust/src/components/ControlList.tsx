import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import {
  WorkloadControl,
  WorkloadControls,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { controlGroups, controlPlaces } from '../view/controlGroups';
import { timeWords } from '../view/timeWords';
import { toneOfSeverity } from '../view/tone';
import { CodeText } from './CodeText';
import { StateLabel } from './StateLabel';
import { ToneLabel } from './ToneLabel';
import { WorkloadHeading } from './WorkloadHeading';

const useStyles = makeStyles(theme => ({
  counts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    margin: theme.spacing(0.5, 0),
  },
  list: {
    ...theme.typography.body2,
    margin: theme.spacing(0.5, 0),
    padding: 0,
    listStyle: 'none',
  },
  item: {
    padding: theme.spacing(0.75, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1.5),
  },
  title: { fontWeight: 600 },
  quiet: { color: theme.palette.text.secondary },
  passing: { ...theme.typography.body2, '& li': { listStyle: 'none' } },
}));

/** What the controls of the platform say of each workload: the missing ones. */
export const ControlList = (props: {
  workloads: readonly WorkloadPosture[];
  /** The server's clock. */
  now: string;
}) => {
  const t = useWords();
  return (
    <>
      {props.workloads.map(workload => (
        <Box key={`${workload.cluster}/${workload.key}`} mb={2}>
          <WorkloadHeading workload={workload} />
          {workload.controls ? (
            <Results
              controls={workload.controls}
              namespace={workload.namespace}
              now={props.now}
            />
          ) : (
            <ToneLabel tone="unknown">{t('controls.pending')}</ToneLabel>
          )}
        </Box>
      ))}
    </>
  );
};

function Results(props: {
  controls: WorkloadControls;
  namespace: string;
  now: string;
}) {
  const { controls, now } = props;
  const t = useWords();
  const classes = useStyles();
  const { counts, missing, passing } = controlGroups(controls);
  const time = controls.asOf ? timeWords(controls.asOf, now) : undefined;
  return (
    <>
      <div className={classes.counts}>
        {counts.map(({ state, count }) => (
          <StateLabel key={state} state={state} count={count} />
        ))}
        {time && (
          <span className={classes.quiet} title={time.full}>
            {t('controls.asOf', { ago: time.relative })}
          </span>
        )}
      </div>
      {missing.length > 0 && (
        <ul className={classes.list}>
          {missing.map(result => (
            <li key={result.control} className={classes.item}>
              <Result result={result} namespace={props.namespace} />
            </li>
          ))}
        </ul>
      )}
      {passing.length > 0 && (
        <details className={classes.passing}>
          <summary>{t('controls.passing', { count: passing.length })}</summary>
          <ul>
            {passing.map(({ control, title }) => (
              <li key={control}>{title}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Result(props: { result: WorkloadControl; namespace: string }) {
  const { result, namespace } = props;
  const t = useWords();
  const classes = useStyles();
  return (
    <>
      <div className={classes.head}>
        <StateLabel state={result.state} />
        <span className={classes.title}>{result.title}</span>
        <ToneLabel tone={toneOfSeverity(result.severity)}>
          {t(`severity.${result.severity}`)}
        </ToneLabel>
        {result.scope !== 'workload' && (
          <span className={classes.quiet}>
            {t(`evidence.scope.${result.scope}`, { namespace })}
          </span>
        )}
      </div>
      {controlPlaces(result).map(({ sentence, object, path }) => (
        <div key={`${sentence} ${object} ${path}`}>
          {sentence} {object && <CodeText>{object}</CodeText>}{' '}
          {path && <CodeText>{path}</CodeText>}
        </div>
      ))}
      {result.more > 0 && (
        <div className={classes.quiet}>
          {t('evidence.more', { count: result.more })}
        </div>
      )}
    </>
  );
}
