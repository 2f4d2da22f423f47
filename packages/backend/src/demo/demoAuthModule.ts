import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { demoAuthenticator, requireDevelopment } from './demoAuthenticator';
import { listDemoUsers, profileOf } from './listDemoUsers';

/**
 * Signs in as any user of the demo's catalog: `auth.providers.demo`. Without
 * that key in the configuration there is no such provider, and outside of
 * development it refuses everybody.
 */
export const demoAuthModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        providers: authProvidersExtensionPoint,
      },
      async init({ auth, catalog, providers }) {
        const factory = createProxyAuthProviderFactory({
          authenticator: demoAuthenticator,
          profileTransform: async ({ name }, context) => {
            const { entity } = await context.findCatalogUser({
              entityRef: { kind: 'User', name },
            });
            return { profile: profileOf(entity) };
          },
          signInResolver: ({ result: { name } }, context) =>
            context.signInWithCatalogUser({
              entityRef: { kind: 'User', name },
            }),
        });
        providers.registerProvider({
          providerId: 'demo',
          factory: options => ({
            ...factory(options),
            // Who may be chosen: what a page of a real provider would show.
            async start(_request, response) {
              requireDevelopment(process.env.NODE_ENV);
              response.json({ users: await listDemoUsers(catalog, auth) });
            },
          }),
        });
      },
    });
  },
});

export default demoAuthModule;
