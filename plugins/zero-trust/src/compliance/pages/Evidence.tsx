import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  Control,
  ControlResult,
  Waiver,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { FailedPanel } from '../../components/FailedPanel';
import { FreshnessAlerts } from '../../components/FreshnessAlerts';
import { LoadingSkeleton } from '../../components/LoadingSkeleton';
import { useRefreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { EventList } from '../components/EventList';
import { ResultItem } from '../components/ResultItem';
import { AcceptButton } from './AcceptButton';

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
  /** Who answers for the workload, where the catalog knows. */
  owner?: string;
}) => {
  const { cluster, workload, controls } = props;
  const api = useApi(complianceApiRef);
  const t = useWords();
  const classes = useStyles();
  const [created, setCreated] = useState<Waiver>();
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
      <div role="status">
        {created &&
          t('waiver.created', { date: created.expiresAt.slice(0, 10) })}
      </div>
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
                  action={
                    <AcceptButton
                      result={result}
                      control={controls.get(result.control)}
                      place={value}
                      owner={props.owner}
                      now={value.now}
                      onCreated={waiver => {
                        setCreated(waiver);
                        results.refetch();
                      }}
                    />
                  }
                />
              ))}
            </ul>
          </section>
        );
      })}
      <Changes
        cluster={cluster}
        workload={workload}
        controls={controls}
        generation={value.now}
      />
    </>
  );
};

/** What changed at this workload, the latest first. */
function Changes(props: {
  cluster: string;
  workload: string;
  controls: ReadonlyMap<string, Control>;
  generation: string;
}) {
  const { cluster, workload, controls, generation } = props;
  const api = useApi(complianceApiRef);
  const t = useWords();
  const classes = useStyles();
  const events = useRefreshing(
    { scope: `${cluster} ${workload}`, params: generation },
    signal => api.getEvents({ cluster, workload, limit: 20 }, { signal }),
  );
  if (events.status !== 'ready' || events.value.items.length === 0) return null;
  return (
    <section aria-label={t('history.changes.here')}>
      <Typography variant="subtitle1" component="h3" className={classes.title}>
        {t('history.changes.here')}
      </Typography>
      <EventList
        events={events.value.items}
        controls={controls}
        now={events.value.now}
        label={t('history.changes.here')}
      />
    </section>
  );
}
