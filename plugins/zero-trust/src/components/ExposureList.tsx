import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { WorkloadPosture } from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { exposureSentences, whereWords } from '../view/exposureWords';
import { CodeText } from './CodeText';
import { OutcomeLabel } from './OutcomeLabel';
import { ToneLabel } from './ToneLabel';
import { WorkloadHeading } from './WorkloadHeading';

const useStyles = makeStyles(theme => ({
  list: {
    ...theme.typography.body2,
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  way: {
    display: 'grid',
    gridTemplateColumns: '120px minmax(0, 1fr)',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(0.75, 0),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  quiet: { color: theme.palette.text.secondary },
}));

/** Every way from outside the cluster to the ports of each workload. */
export const ExposureList = (props: {
  workloads: readonly WorkloadPosture[];
}) => (
  <>
    {props.workloads.map(workload => (
      <Ways
        key={`${workload.cluster}/${workload.key}`}
        workload={workload}
        headed={props.workloads.length > 1}
      />
    ))}
  </>
);

const Ways = (props: { workload: WorkloadPosture; headed: boolean }) => {
  const { workload, headed } = props;
  const { exposure, gaps } = workload;
  const t = useWords();
  const classes = useStyles();
  return (
    <>
      {headed && <WorkloadHeading workload={workload} />}
      {exposure.length === 0 && (
        <Typography variant="body2" component="div">
          {gaps.length > 0 ? (
            <ToneLabel tone="unknown">{t('exposure.noneUnread')}</ToneLabel>
          ) : (
            t('exposure.none')
          )}
        </Typography>
      )}
      <ul className={classes.list}>
        {exposure.map((way, i) => (
          <li key={i} className={classes.way}>
            <div>
              <OutcomeLabel outcome={way.outcome} />
            </div>
            <div>
              <div>
                {t('exposure.way', {
                  object: way.entry.object,
                  where: whereWords(t, way.entry),
                  port: way.port,
                })}{' '}
                <CodeText>{way.entry.path}</CodeText>
              </div>
              {exposureSentences(t, way).map(sentence => (
                <div key={sentence} className={classes.quiet}>
                  {sentence}
                </div>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
};
