import {
  AuthService,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';

/**
 * Mock tokens forget which plugin asks for a user; the catalog applies conditions
 * only for a plugin.
 */
export const authFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }): AuthService => {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const getPluginRequestToken: AuthService['getPluginRequestToken'] =
      async options => {
        if (!auth.isPrincipal(options.onBehalfOf, 'user'))
          return auth.getPluginRequestToken(options);
        const { userEntityRef } = options.onBehalfOf.principal;
        const actor = { subject: `plugin:${plugin.getId()}` };
        return { token: mockCredentials.user.token(userEntityRef, { actor }) };
      };
    return new Proxy(auth, {
      get: (target, name, receiver) =>
        name === 'getPluginRequestToken'
          ? getPluginRequestToken
          : Reflect.get(target, name, receiver),
    });
  },
});
