import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  EntityContextMenuItemBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RiShieldKeyholeLine } from '@remixicon/react';
import { lazy, Suspense } from 'react';
import { accessApiRef } from './access/api/AccessApi';
import { AccessClient } from './access/api/AccessClient';
import { zeroTrustApiRef } from './api/ZeroTrustApi';
import { ZeroTrustClient } from './api/ZeroTrustClient';
import { complianceApiRef } from './compliance/api/ComplianceApi';
import { ComplianceClient } from './compliance/api/ComplianceClient';
import { useTabLink } from './hooks/useTabLink';
import {
  entityContentPath,
  entityContentRouteRef,
  platformPath,
  platformRouteRef,
} from './routes';
import { FINDING_DOCUMENT_TYPE } from './view/findingDocumentType';

/** Same kinds as `isZeroTrustAvailable`, as a predicate that apps can replace. */
const filter = { kind: { $in: ['component', 'resource', 'api'] } };

const zeroTrustApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: zeroTrustApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ZeroTrustClient(deps),
    }),
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: entityContentPath,
    title: 'Zero trust',
    group: 'operation',
    icon: <RiShieldKeyholeLine />,
    routeRef: entityContentRouteRef,
    filter,
    loader: () =>
      import('./pages/ZeroTrustContent').then(m => <m.ZeroTrustContent />),
  },
});

const entityCard = EntityCardBlueprint.make({
  name: 'posture',
  params: {
    type: 'content',
    filter,
    loader: () =>
      import('./pages/ZeroTrustCard').then(m => <m.ZeroTrustCard />),
  },
});

// The words come with the rest of the texts, when a menu is opened.
const MenuTitle = lazy(() =>
  import('./components/MenuTitle').then(m => ({ default: m.MenuTitle })),
);

const entityContextMenuItem = EntityContextMenuItemBlueprint.make({
  name: 'check',
  params: {
    icon: <RiShieldKeyholeLine />,
    filter,
    useProps: () => {
      const link = useTabLink();
      const title = (
        <Suspense fallback="…">
          <MenuTitle />
        </Suspense>
      );
      return link
        ? { title, href: `${link}#check` }
        : { title, onClick: () => {}, disabled: true };
    },
  },
});

const myServices = HomePageWidgetBlueprint.make({
  name: 'my-services',
  params: {
    name: 'ZeroTrustMyServices',
    title: 'My services: zero trust',
    description: 'What is wrong with the services that you own, worst first',
    components: () =>
      import('./pages/MyServices').then(m => ({ Content: m.MyServices })),
    layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
  },
});

const findingResult = SearchResultListItemBlueprint.make({
  params: {
    icon: <RiShieldKeyholeLine />,
    predicate: ({ type }) => type === FINDING_DOCUMENT_TYPE,
    component: () =>
      import('./components/FindingResult').then(m => m.FindingResult),
  },
});

const findingResultType = SearchFilterResultTypeBlueprint.make({
  params: {
    value: FINDING_DOCUMENT_TYPE,
    name: 'Zero trust findings',
    icon: <RiShieldKeyholeLine />,
  },
});

const complianceApi = ApiBlueprint.make({
  name: 'compliance',
  params: defineParams =>
    defineParams({
      api: complianceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ComplianceClient(deps),
    }),
});

const platformPage = PageBlueprint.make({
  params: {
    path: platformPath,
    title: 'Zero trust',
    icon: <RiShieldKeyholeLine />,
    routeRef: platformRouteRef,
  },
});

const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: () =>
      import('./compliance/pages/subPages').then(m => <m.OverviewSubPage />),
  },
});

const workloadsPage = SubPageBlueprint.make({
  name: 'workloads',
  params: {
    path: 'workloads',
    title: 'Workloads',
    loader: () =>
      import('./compliance/pages/subPages').then(m => <m.WorkloadsSubPage />),
  },
});

const rolloutPage = SubPageBlueprint.make({
  name: 'rollout',
  params: {
    path: 'rollout',
    title: 'Rollout',
    loader: () =>
      import('./compliance/pages/subPages').then(m => <m.RolloutSubPage />),
  },
});

const accessApi = ApiBlueprint.make({
  name: 'access',
  params: defineParams =>
    defineParams({
      api: accessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AccessClient(deps),
    }),
});

const requestsPage = SubPageBlueprint.make({
  name: 'requests',
  params: {
    path: 'requests',
    title: 'Requests',
    loader: () =>
      import('./compliance/pages/subPages').then(m => <m.RequestsSubPage />),
  },
});

const exceptionsPage = SubPageBlueprint.make({
  name: 'exceptions',
  params: {
    path: 'exceptions',
    title: 'Exceptions',
    loader: () =>
      import('./compliance/pages/subPages').then(m => <m.ExceptionsSubPage />),
  },
});

const clustersPage = SubPageBlueprint.make({
  name: 'clusters',
  params: {
    path: 'clusters',
    title: 'Clusters',
    loader: () =>
      import('./compliance/pages/subPages').then(m => <m.ClustersSubPage />),
  },
});

/**
 * The plugin for apps on the new frontend system; discovered without code.
 *
 * @public
 */
export default createFrontendPlugin({
  pluginId: 'zero-trust',
  title: 'Zero trust',
  icon: <RiShieldKeyholeLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { entityContent: entityContentRouteRef, platform: platformRouteRef },
  extensions: [
    zeroTrustApi,
    entityContent,
    entityCard,
    entityContextMenuItem,
    myServices,
    findingResult,
    findingResultType,
    complianceApi,
    platformPage,
    overviewPage,
    workloadsPage,
    rolloutPage,
    accessApi,
    requestsPage,
    exceptionsPage,
    clustersPage,
  ],
});
