import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import { accessApiRef } from './access/api/AccessApi';
import { AccessClient } from './access/api/AccessClient';
import { zeroTrustApiRef } from './api/ZeroTrustApi';
import { ZeroTrustClient } from './api/ZeroTrustClient';
import { complianceApiRef } from './compliance/api/ComplianceApi';
import { ComplianceClient } from './compliance/api/ComplianceClient';
import { entityContentRouteRef, platformRouteRef } from './routes';
import { FINDING_DOCUMENT_TYPE } from './view/findingDocumentType';

/**
 * The plugin for apps on the legacy frontend system.
 *
 * @public
 */
export const zeroTrustPlugin = createPlugin({
  id: 'zero-trust',
  routes: { entityContent: entityContentRouteRef, platform: platformRouteRef },
  apis: [
    createApiFactory({
      api: zeroTrustApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ZeroTrustClient(deps),
    }),
    createApiFactory({
      api: complianceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ComplianceClient(deps),
    }),
    createApiFactory({
      api: accessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AccessClient(deps),
    }),
  ],
});

/**
 * The entity tab, for an `EntityLayout.Route`.
 *
 * @public
 */
export const EntityZeroTrustContent = zeroTrustPlugin.provide(
  createRoutableExtension({
    name: 'EntityZeroTrustContent',
    component: () =>
      import('./pages/ZeroTrustContent').then(m => m.ZeroTrustContent),
    mountPoint: entityContentRouteRef,
  }),
);

/**
 * The card for the overview of an entity.
 *
 * @public
 */
export const EntityZeroTrustCard = zeroTrustPlugin.provide(
  createComponentExtension({
    name: 'EntityZeroTrustCard',
    component: {
      lazy: () => import('./pages/ZeroTrustCard').then(m => m.ZeroTrustCard),
    },
  }),
);

/**
 * The platform pages, for a `Route` of the app.
 *
 * @public
 */
export const ZeroTrustPage = zeroTrustPlugin.provide(
  createRoutableExtension({
    name: 'ZeroTrustPage',
    component: () =>
      import('./compliance/pages/ZeroTrustPage').then(m => m.ZeroTrustPage),
    mountPoint: platformRouteRef,
  }),
);

/**
 * The widget for a home page: the reader's services, worst first.
 *
 * @public
 */
export const HomePageZeroTrustMyServices = zeroTrustPlugin.provide(
  createCardExtension<{ title?: string }>({
    name: 'HomePageZeroTrustMyServices',
    title: 'My services: zero trust',
    components: () =>
      import('./pages/MyServices').then(m => ({ Content: m.MyServices })),
  }),
);

/**
 * A finding among the results of a search page.
 *
 * @public
 */
export const ZeroTrustSearchResultListItem = zeroTrustPlugin.provide(
  createSearchResultListItemExtension({
    name: 'ZeroTrustSearchResultListItem',
    component: () =>
      import('./components/FindingResult').then(m => m.FindingResult),
    predicate: ({ type }) => type === FINDING_DOCUMENT_TYPE,
  }),
);
