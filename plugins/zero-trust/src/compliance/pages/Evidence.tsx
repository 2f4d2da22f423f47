import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  Control,
  ControlResult,
} from '@ztn/backstage-plugin-zero-trust-common';
import { FailedPanel } from '../../components/FailedPanel';
import { FreshnessAlerts } from '../../components/FreshnessAlerts';
import { LoadingSkeleton } from '../../components/LoadingSkeleton';
import { useRefreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { ResultItem } from '../components/ResultItem';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  title: { marginTop: theme.spacing(2) },
}));

const groups = [
  {
    title: 'evidence.applies',
    states: ['fail', 'partial', 'unknown', 'waived'],
  },
  { title: 'evidence.holds', states: ['pass'] },
  { title: 'evidence.rest', states: ['not-applicable'] },
] as const;

/** Every control of one workload, of its namespace and of its cluster. */
export const Evidence = (props: {
  cluster: string;
  workload: string;
  controls: ReadonlyMap<string, Control>;
}) => {
  const { cluster, workload, controls } = props;
  const api = useApi(complianceApiRef);
  const t = useWords();
  const classes = useStyles();
  const results = useRefreshing({ scope: `${cluster} ${workload}` }, signal =>
    api.getResults({ cluster, workload }, { signal }),
  );
  if (results.status === 'loading') return <LoadingSkeleton rows={8} />;
  if (results.status === 'failed') {
    return (
      <FailedPanel
        title={t('evidence.failed')}
        error={results.error}
        onRetry={results.refetch}
      />
    );
  }
  const { value } = results;
  const scopeOf = ({ scope }: ControlResult) => {
    if (scope === 'workload') return undefined;
    return scope === 'cluster'
      ? t('evidence.scope.cluster')
      : t('evidence.scope.namespace', { namespace: value.namespace ?? '' });
  };
  return (
    <>
      <FreshnessAlerts
        clusters={value.clusters.filter(c => c.cluster === cluster)}
        now={value.now}
        partial={false}
        refreshError={results.refreshError}
        onRetry={results.refetch}
      />
      {groups.map(({ title, states }) => {
        const shown = value.results.filter(({ state }) =>
          states.some(wanted => wanted === state),
        );
        return shown.length === 0 ? null : (
          <section key={title} aria-label={t(title)}>
            <Typography
              variant="subtitle1"
              component="h3"
              className={classes.title}
            >
              {t(title)}
            </Typography>
            <ul className={classes.list}>
              {shown.map(result => (
                <ResultItem
                  key={result.control}
                  result={result}
                  control={controls.get(result.control)}
                  scope={scopeOf(result)}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
};
