import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { zeroTrustApiRef } from './api/ZeroTrustApi';
import { ZeroTrustClient } from './api/ZeroTrustClient';
import { complianceApiRef } from './compliance/api/ComplianceApi';
import { ComplianceClient } from './compliance/api/ComplianceClient';
import { entityContentRouteRef, platformRouteRef } from './routes';

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
