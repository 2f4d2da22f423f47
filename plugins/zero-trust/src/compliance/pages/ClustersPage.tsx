import { EmptyState } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { zeroTrustClusterReadPermission } from '@ztn/backstage-plugin-zero-trust-common';
import { UpdateAnnouncer } from '../../components/UpdateAnnouncer';
import { FreshnessAlerts } from '../../components/FreshnessAlerts';
import { useLiveRefetch } from '../../hooks/useLiveRefetch';
import { useRefreshing } from '../../hooks/useRefreshing';
import { useWords } from '../../hooks/useWords';
import { complianceApiRef } from '../api/ComplianceApi';
import { ClusterCard } from '../components/ClusterCard';
import { refreshErrorOf } from './OverviewPage';
import { PlatformPage, WhenReady } from './PlatformPage';

/** `/zero-trust/clusters`: how every cluster is read. */
export const ClustersPage = () => (
  <PlatformPage permission={zeroTrustClusterReadPermission}>
    {() => <Clusters />}
  </PlatformPage>
);

function Clusters() {
  const api = useApi(complianceApiRef);
  const t = useWords();
  const clusters = useRefreshing({ scope: 'clusters' }, signal =>
    api.getClusters({ signal }),
  );
  useLiveRefetch(clusters.refetch);
  return (
    <WhenReady
      of={clusters}
      permission={zeroTrustClusterReadPermission}
      title={t('clusters.failed')}
    >
      {value => (
        <>
          <UpdateAnnouncer value={value.clusters} />
          <FreshnessAlerts
            clusters={[]}
            now={value.now}
            partial={false}
            refreshError={refreshErrorOf(clusters)}
            onRetry={clusters.refetch}
          />
          {value.clusters.length === 0 && (
            <EmptyState
              missing="content"
              title={t('clusters.none.title')}
              description={t('clusters.none.text')}
            />
          )}
          {value.clusters.map(cluster => (
            <ClusterCard
              key={cluster.cluster}
              cluster={cluster}
              now={value.now}
            />
          ))}
        </>
      )}
    </WhenReady>
  );
}
