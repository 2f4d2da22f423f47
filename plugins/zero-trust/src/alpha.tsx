import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiShieldKeyholeLine } from '@remixicon/react';
import { zeroTrustApiRef } from './api/ZeroTrustApi';
import { ZeroTrustClient } from './api/ZeroTrustClient';
import { entityContentPath, entityContentRouteRef } from './routes';

export { zeroTrustTranslationRef } from './translation';

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
  routes: { entityContent: entityContentRouteRef },
  extensions: [zeroTrustApi, entityContent, entityCard],
});
