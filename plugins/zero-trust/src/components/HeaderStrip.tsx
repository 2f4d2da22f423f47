import Box from '@material-ui/core/Box';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  ClusterFreshness,
  WorkloadPosture,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useWords } from '../hooks/useWords';
import { freshnessWords } from '../view/freshnessWords';
import { headerFacts } from '../view/headerFacts';
import { Breakable } from './Breakable';
import { ToneLabel } from './ToneLabel';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  line: {
    padding: theme.spacing(1.5, 2),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    alignItems: 'baseline',
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(185px, 1fr))',
    gap: theme.spacing(1, 3),
    margin: theme.spacing(1, 0, 0),
    ...theme.typography.body2,
    '& dt': {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.caption.fontSize,
    },
    '& dd': { margin: 0 },
  },
}));

/** One line per cluster and workload. The backend sends the worst first. */
export const HeaderStrip = (props: {
  workloads: readonly WorkloadPosture[];
  clusters: readonly ClusterFreshness[];
  now: string;
}) => {
  const t = useWords();
  const classes = useStyles();
  return (
    <Paper component="section" aria-label={t('header.label')}>
      <ul className={classes.list}>
        {props.workloads.map(workload => (
          <HeaderLine
            key={`${workload.cluster}/${workload.key}`}
            classes={classes}
            workload={workload}
            freshness={props.clusters.find(c => c.cluster === workload.cluster)}
            now={props.now}
          />
        ))}
      </ul>
    </Paper>
  );
};

function HeaderLine(props: {
  classes: ReturnType<typeof useStyles>;
  workload: WorkloadPosture;
  freshness?: ClusterFreshness;
  now: string;
}) {
  const { classes, workload, freshness } = props;
  const t = useWords();
  const age = freshness && freshnessWords(t, freshness, props.now);
  return (
    <li className={classes.line}>
      <div className={classes.head}>
        <Typography component="h2" variant="subtitle1" className={classes.name}>
          {t('header.workload', {
            cluster: workload.cluster,
            namespace: workload.namespace,
            kind: workload.kind,
            name: workload.variant
              ? `${workload.name} (${workload.variant})`
              : workload.name,
          })}
        </Typography>
        <Typography variant="body2" color="textSecondary" component="span">
          {t('header.pods', workload.pods)}
        </Typography>
        {age && (
          <Box ml="auto">
            <Typography variant="body2" component="span" title={age.long}>
              <ToneLabel tone={age.tone === 'good' ? 'neutral' : age.tone}>
                {age.short}
              </ToneLabel>
            </Typography>
          </Box>
        )}
      </div>
      <dl className={classes.facts}>
        {headerFacts(t, workload).map(fact => (
          <div key={fact.id}>
            <dt>{fact.label}</dt>
            <dd>
              <ToneLabel tone={fact.tone}>
                <Breakable text={fact.text} />
              </ToneLabel>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
