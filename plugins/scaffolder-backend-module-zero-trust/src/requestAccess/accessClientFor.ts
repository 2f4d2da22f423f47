import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  AccessApi,
  AccessRequestClient,
  accessSchemas,
} from '@ztn/backstage-plugin-zero-trust-common';

/** Asks the zero trust backend with the rights of whoever started the task. */
export function accessClientFor(
  credentials: BackstageCredentials,
  {
    auth,
    discovery,
  }: { readonly auth: AuthService; readonly discovery: DiscoveryService },
): AccessApi {
  return new AccessRequestClient(
    {
      discoveryApi: discovery,
      fetchApi: {
        fetch: async (input, init) => {
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: credentials,
            targetPluginId: 'zero-trust',
          });
          const headers = new Headers(init?.headers);
          headers.set('Authorization', `Bearer ${token}`);
          return fetch(input, { ...init, headers });
        },
      },
    },
    async () => accessSchemas,
  );
}
