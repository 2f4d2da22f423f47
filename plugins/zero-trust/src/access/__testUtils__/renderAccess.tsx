import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { MockFetchApi, TestApiProvider } from '@backstage/test-utils';
import { ReactElement } from 'react';
import { accessApiRef } from '../api/AccessApi';
import { AccessClient } from '../api/AccessClient';
import { renderUnpainted } from '../../__testUtils__/renderUnpainted';

export const backend = 'http://backend.test/api/zero-trust';
export const requests = `${backend}/v1/access-requests`;

/** Renders a screen of requests over the real client; answers are msw's. */
export async function renderAccess(
  page: ReactElement,
  options: { readonly at?: string; readonly allowed?: boolean } = {},
) {
  const result =
    options.allowed === false ? AuthorizeResult.DENY : AuthorizeResult.ALLOW;
  return renderUnpainted(
    <TestApiProvider
      apis={[
        [
          accessApiRef,
          new AccessClient({
            discoveryApi: { getBaseUrl: async () => backend },
            fetchApi: new MockFetchApi(),
          }),
        ],
        [permissionApiRef, { authorize: async () => ({ result }) }],
        [catalogApiRef, catalogApiMock({ entities: [] })],
      ]}
    >
      {page}
    </TestApiProvider>,
    {
      routeEntries: [options.at ?? '/'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}
