import { Content } from '@backstage/core-components';
import { RequestsPage } from '../../access/pages/RequestsPage';
import { ClustersPage } from './ClustersPage';
import { ExceptionsPage } from './ExceptionsPage';
import { OverviewPage } from './OverviewPage';
import { RolloutPage } from './RolloutPage';
import { WorkloadsPage } from './WorkloadsPage';

// The new frontend system draws header and tabs and leaves the rest to the page; the
// legacy one brings its own `Content`.

export const OverviewSubPage = () => (
  <Content>
    <OverviewPage />
  </Content>
);

export const WorkloadsSubPage = () => (
  <Content>
    <WorkloadsPage />
  </Content>
);

export const ClustersSubPage = () => (
  <Content>
    <ClustersPage />
  </Content>
);

export const ExceptionsSubPage = () => (
  <Content>
    <ExceptionsPage />
  </Content>
);

export const RolloutSubPage = () => (
  <Content>
    <RolloutPage />
  </Content>
);

export const RequestsSubPage = () => (
  <Content>
    <RequestsPage />
  </Content>
);
