import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useWords } from '../../hooks/useWords';
import { RequestsPage } from '../../access/pages/RequestsPage';
import { ClustersPage } from './ClustersPage';
import { ExceptionsPage } from './ExceptionsPage';
import { OverviewPage } from './OverviewPage';
import { RolloutPage } from './RolloutPage';
import { WorkloadsPage } from './WorkloadsPage';

/** The platform pages with a header of their own, for the legacy system. */
export const ZeroTrustPage = () => {
  const t = useWords();
  return (
    <Page themeId="tool">
      <Header title={t('compliance.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path="/overview" title={t('compliance.overview')}>
          <OverviewPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/workloads" title={t('compliance.workloads')}>
          <WorkloadsPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/rollout" title={t('compliance.rollout')}>
          <RolloutPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/requests" title={t('compliance.requests')}>
          <RequestsPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path="/exceptions"
          title={t('compliance.exceptions')}
        >
          <ExceptionsPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/clusters" title={t('compliance.clusters')}>
          <ClustersPage />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
};
