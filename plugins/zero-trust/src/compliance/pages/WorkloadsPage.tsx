import Box from '@material-ui/core/Box';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import {
  ComplianceWorkload,
  ComplianceWorkloadsResponse,
  Control,
  zeroTrustComplianceReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { FreshnessAlerts } from '../../components/FreshnessAlerts';
import { PagingBar } from '../../components/PagingBar';
import { Section } from '../../components/Section';
import { UpdateAnnouncer } from '../../components/UpdateAnnouncer';
import { useLiveRefetch } from '../../hooks/useLiveRefetch';
import { Paging } from '../../hooks/useCursorTrail';
import { useWords } from '../../hooks/useWords';
import { ComplianceFilterBar } from '../components/ComplianceFilterBar';
import { DataAge } from '../components/DataAge';
import { EvidenceDrawer } from '../components/EvidenceDrawer';
import { WorkloadTable } from '../components/WorkloadTable';
import { useControls } from '../hooks/useControls';
import { useFilters } from '../hooks/useFilters';
import { useWorkloads } from '../hooks/useWorkloads';
import { Evidence } from './Evidence';
import { ExportButtons } from './ExportButtons';
import { refreshErrorOf } from './OverviewPage';
import { PlatformPage, WhenReady } from './PlatformPage';

/** `/zero-trust/workloads`: every workload, worst first. */
export const WorkloadsPage = () => (
  <PlatformPage permission={zeroTrustComplianceReadPermission}>
    {() => <Workloads />}
  </PlatformPage>
);

function Workloads() {
  const t = useWords();
  const { filters, setFilters } = useFilters();
  const controls = useControls();
  const list = useMemo(() => [...controls.values()], [controls]);
  const { workloads, paging } = useWorkloads(filters);
  useLiveRefetch(workloads.refetch);
  return (
    <WhenReady
      of={workloads}
      permission={zeroTrustComplianceReadPermission}
      title={t('compliance.failed.title')}
      text={t('compliance.failed.text')}
    >
      {value => (
        <>
          <UpdateAnnouncer value={value.items} />
          <FreshnessAlerts
            clusters={value.clusters}
            now={value.now}
            partial={value.partial}
            refreshError={refreshErrorOf(workloads)}
            onRetry={workloads.refetch}
          />
          <ComplianceFilterBar
            filters={filters}
            clusters={value.clusters.map(({ cluster }) => cluster)}
            list={{ controls: list }}
            onChange={setFilters}
          />
          <Answer
            value={value}
            paging={paging}
            controls={controls}
            busy={workloads.status === 'ready' && workloads.refreshing}
          />
        </>
      )}
    </WhenReady>
  );
}

function Answer(props: {
  value: ComplianceWorkloadsResponse;
  paging: Paging;
  controls: ReadonlyMap<string, Control>;
  busy: boolean;
}) {
  const { value, paging, controls } = props;
  const t = useWords();
  const { filters } = useFilters();
  const { chosen, choose } = useChosen();
  return (
    <Section id="workloads" title={t('compliance.workloads')}>
      <Box display="flex" flexWrap="wrap" justifyContent="space-between">
        <DataAge age={value} />
        <ExportButtons filters={filters} />
      </Box>
      <div aria-busy={props.busy}>
        <Box height={4}>
          {props.busy && <LinearProgress aria-label={t('state.loading')} />}
        </Box>
        {value.items.length === 0 ? (
          <Typography variant="body2">{t('overview.emptyFiltered')}</Typography>
        ) : (
          <WorkloadTable
            rows={value.items}
            controls={controls}
            onOpen={choose}
          />
        )}
        <PagingBar
          shown={value.items.length}
          total={value.totalItems}
          paging={paging}
        />
      </div>
      {chosen && (
        <EvidenceDrawer
          name={chosen.key}
          cluster={chosen.cluster}
          onClose={() => choose(undefined)}
        >
          <Evidence
            cluster={chosen.cluster}
            workload={chosen.key}
            controls={controls}
            owner={ownerOf(value.items, chosen)}
          />
        </EvidenceDrawer>
      )}
    </Section>
  );
}

/** The workload whose evidence is open. It is in the URL, to be sent to others. */
function useChosen() {
  const [search, setSearch] = useSearchParams();
  const id = search.get('workload') ?? '';
  const slash = id.indexOf('/');
  const choose = (row: Pick<ComplianceWorkload, 'id'> | undefined) =>
    setSearch(old => {
      const next = new URLSearchParams(old);
      if (row) next.set('workload', row.id);
      else next.delete('workload');
      return next;
    });
  return {
    chosen:
      slash > 0
        ? { cluster: id.slice(0, slash), key: id.slice(slash + 1) }
        : undefined,
    choose,
  };
}

/** The owner of the workload's first entity, where the page shows it. */
function ownerOf(
  items: readonly ComplianceWorkload[],
  { cluster, key }: { cluster: string; key: string },
): string | undefined {
  const row = items.find(item => item.cluster === cluster && item.key === key);
  return row?.entities.find(({ owner }) => owner !== undefined)?.owner;
}
