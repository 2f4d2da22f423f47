import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import {
  RolloutResponse,
  zeroTrustComplianceReadPermission,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useSearchParams } from 'react-router-dom';
import { FreshnessAlerts } from '../../components/FreshnessAlerts';
import { PagingBar } from '../../components/PagingBar';
import { Section } from '../../components/Section';
import { UpdateAnnouncer } from '../../components/UpdateAnnouncer';
import { useCursorTrail } from '../../hooks/useCursorTrail';
import { useLiveRefetch } from '../../hooks/useLiveRefetch';
import { useRefreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { ComplianceFilterBar } from '../components/ComplianceFilterBar';
import { EvidenceDrawer } from '../components/EvidenceDrawer';
import { RolloutTable } from '../components/RolloutTable';
import { useFilters } from '../hooks/useFilters';
import { refreshErrorOf } from './OverviewPage';
import { PlatformPage, WhenReady } from './PlatformPage';
import { RolloutDetail } from './RolloutDetail';

const PAGE_SIZE = 25;

/** `/zero-trust/rollout`: from PERMISSIVE to STRICT, and to default deny. */
export const RolloutPage = () => (
  <PlatformPage permission={zeroTrustComplianceReadPermission}>
    {() => <Rollout />}
  </PlatformPage>
);

function Rollout() {
  const api = useApi(complianceApiRef);
  const t = useWords();
  const {
    filters: { cluster, namespace },
    setFilters,
  } = useFilters();
  const own = { cluster, namespace };
  const { cursor, pagingTo } = useCursorTrail(JSON.stringify(own), PAGE_SIZE);
  const rollout = useRefreshing(
    { scope: 'rollout', params: JSON.stringify([own, cursor]) },
    signal => api.getRollout({ ...own, cursor, limit: PAGE_SIZE }, { signal }),
  );
  useLiveRefetch(rollout.refetch);
  return (
    <WhenReady
      of={rollout}
      permission={zeroTrustComplianceReadPermission}
      title={t('rollout.failed')}
    >
      {value => (
        <>
          <UpdateAnnouncer value={value.items} />
          <FreshnessAlerts
            clusters={value.clusters}
            now={value.now}
            partial={value.partial}
            refreshError={refreshErrorOf(rollout)}
            onRetry={rollout.refetch}
          />
          <ComplianceFilterBar
            filters={own}
            by={['namespace']}
            clusters={value.clusters.map(one => one.cluster)}
            onChange={setFilters}
          />
          <Section id="rollout" title={t('compliance.rollout')}>
            <Typography variant="body2" paragraph>
              {t('rollout.intro')}
            </Typography>
            <Namespaces value={value} />
            <PagingBar
              shown={value.items.length}
              total={value.totalItems}
              paging={pagingTo(value.nextCursor)}
            />
          </Section>
        </>
      )}
    </WhenReady>
  );
}

function Namespaces({ value }: { value: RolloutResponse }) {
  const t = useWords();
  const { chosen, choose } = useChosen();
  return (
    <>
      {value.items.length === 0 ? (
        <Typography variant="body2">{t('rollout.none')}</Typography>
      ) : (
        <RolloutTable rows={value.items} onOpen={({ id }) => choose(id)} />
      )}
      {chosen && (
        <EvidenceDrawer
          name={chosen.namespace}
          cluster={chosen.cluster}
          onClose={() => choose(undefined)}
        >
          <RolloutDetail
            {...chosen}
            line={value.items.find(
              ({ id }) => id === `${chosen.cluster}/${chosen.namespace}`,
            )}
          />
        </EvidenceDrawer>
      )}
    </>
  );
}

/** The namespace that is open. It is in the URL, to be sent to others. */
function useChosen() {
  const [search, setSearch] = useSearchParams();
  const id = search.get('open') ?? '';
  const slash = id.indexOf('/');
  return {
    chosen:
      slash > 0
        ? { cluster: id.slice(0, slash), namespace: id.slice(slash + 1) }
        : undefined,
    choose: (next: string | undefined) =>
      setSearch(old => {
        const params = new URLSearchParams(old);
        if (next) params.set('open', next);
        else params.delete('open');
        return params;
      }),
  };
}
