import { useApi } from '@backstage/core-plugin-api';
import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  ComplianceResponse,
  zeroTrustComplianceReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { FreshnessAlerts } from '../../components/FreshnessAlerts';
import { Section } from '../../components/Section';
import { UpdateAnnouncer } from '../../components/UpdateAnnouncer';
import { useLiveRefetch } from '../../hooks/useLiveRefetch';
import { Refreshing, useRefreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { ComplianceFilterBar } from '../components/ComplianceFilterBar';
import { ControlRow } from '../components/ControlRow';
import { DataAge } from '../components/DataAge';
import { FileButtons } from '../components/FileButtons';
import { PermissiveList } from '../components/PermissiveList';
import { useControls } from '../hooks/useControls';
import { useFilters } from '../hooks/useFilters';
import { usePagePath } from '../hooks/usePagePath';
import { ComplianceFilters, overviewFilters } from '../view/complianceFilters';
import { ChangesSection, TrendSection } from './HistorySections';
import { PlatformPage, WhenReady } from './PlatformPage';
import { RequirementsSection } from './RequirementsSection';
import { ScoreboardSection } from './ScoreboardSection';

/** `/zero-trust/overview`: how the fleet stands, control by control. */
export const OverviewPage = () => (
  <PlatformPage permission={zeroTrustComplianceReadPermission}>
    {() => <Overview />}
  </PlatformPage>
);

function Overview() {
  const api = useApi(complianceApiRef);
  const t = useWords();
  const { filters, setFilters } = useFilters();
  const own = overviewFilters(filters);
  const compliance = useRefreshing(
    { scope: 'overview', params: JSON.stringify(own) },
    signal => api.getCompliance(own, { signal }),
  );
  useLiveRefetch(compliance.refetch);
  return (
    <WhenReady
      of={compliance}
      permission={zeroTrustComplianceReadPermission}
      title={t('compliance.failed.title')}
      text={t('compliance.failed.text')}
    >
      {value => (
        <>
          <UpdateAnnouncer value={value.controls} />
          <FreshnessAlerts
            clusters={value.clusters}
            now={value.now}
            partial={value.partial}
            refreshError={refreshErrorOf(compliance)}
            onRetry={compliance.refetch}
          />
          <ComplianceFilterBar
            filters={own}
            clusters={value.clusters.map(({ cluster }) => cluster)}
            onChange={setFilters}
          />
          <Answer value={value} />
        </>
      )}
    </WhenReady>
  );
}

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: 'none' },
});

function Answer(props: { value: ComplianceResponse }) {
  const { value } = props;
  const t = useWords();
  const classes = useStyles();
  const controls = useControls();
  const pathTo = usePagePath();
  const { filters } = useFilters();
  const own = overviewFilters(filters);
  return (
    <>
      <Section id="controls" title={t('overview.controls')}>
        <Typography variant="body2">
          {t('overview.workloads', { count: value.workloads })}
        </Typography>
        <Box display="flex" flexWrap="wrap" justifyContent="space-between">
          <DataAge age={value} />
          <ReportButton filters={own} />
        </Box>
        {value.workloads === 0 ? (
          <Empty filtered={Object.keys(own).length > 0} />
        ) : (
          <ul className={classes.list}>
            {value.controls.map(line => (
              <ControlRow
                key={line.id}
                line={line}
                control={controls.get(line.id)}
                linkTo={
                  line.scope === 'workload'
                    ? state =>
                        pathTo('workloads', { ...own, control: line.id, state })
                    : undefined
                }
              />
            ))}
          </ul>
        )}
      </Section>
      {value.workloads > 0 && (
        <RequirementsSection
          lines={value.controls}
          controls={controls}
          filters={own}
        />
      )}
      <Section id="permissive" title={t('overview.permissive')}>
        <PermissiveList
          permissive={value.permissive}
          partial={value.partial}
          linkTo={chosen => pathTo('workloads', chosen)}
        />
      </Section>
      <TrendSection filters={own} controls={controls} generation={value.now} />
      <ChangesSection
        filters={own}
        controls={controls}
        generation={value.now}
      />
      <ScoreboardSection filters={own} generation={value.now} />
    </>
  );
}

/** The same for auditors, as a page to print. */
function ReportButton(props: { filters: ComplianceFilters }) {
  const api = useApi(complianceApiRef);
  const t = useWords();
  return (
    <FileButtons
      id="report"
      label={t('report.label')}
      files={[
        {
          id: 'html',
          label: t('report.html'),
          name: 'zero-trust-report.html',
          fetch: () => api.getReport(overviewFilters(props.filters)),
        },
      ]}
    />
  );
}

function Empty(props: { filtered: boolean }) {
  const t = useWords();
  if (props.filtered) {
    return (
      <Typography variant="body2">{t('overview.emptyFiltered')}</Typography>
    );
  }
  return (
    <>
      <Typography variant="subtitle1" component="h3">
        {t('overview.empty.title')}
      </Typography>
      <Typography variant="body2">{t('overview.empty.text')}</Typography>
    </>
  );
}

export function refreshErrorOf<T>(of: Refreshing<T>): Error | undefined {
  return of.status === 'ready' ? of.refreshError : undefined;
}
