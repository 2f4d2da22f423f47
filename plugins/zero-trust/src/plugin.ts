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
import { entityContentRouteRef } from './routes';

/**
 * The plugin for apps on the legacy frontend system.
 *
 * @public
 */
export const zeroTrustPlugin = createPlugin({
  id: 'zero-trust',
  routes: { entityContent: entityContentRouteRef },
  apis: [
    createApiFactory({
      api: zeroTrustApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ZeroTrustClient(deps),
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
