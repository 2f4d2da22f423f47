import { MockFetchApi, TestApiProvider } from '@backstage/test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { complianceApiRef } from '../api/ComplianceApi';
import { ComplianceClient } from '../api/ComplianceClient';
import { renderUnpainted } from '../../__testUtils__/renderUnpainted';

export const backend = 'http://backend.test/api/zero-trust';

/** Renders a platform page over the real client; answers are msw's. */
export async function renderPage(
  page: ReactElement,
  options: { readonly at?: string; readonly allowed?: boolean } = {},
) {
  const result =
    options.allowed === false ? AuthorizeResult.DENY : AuthorizeResult.ALLOW;
  return renderUnpainted(
    <TestApiProvider
      apis={[
        [
          complianceApiRef,
          new ComplianceClient({
            discoveryApi: { getBaseUrl: async () => backend },
            fetchApi: new MockFetchApi(),
          }),
        ],
        [permissionApiRef, { authorize: async () => ({ result }) }],
      ]}
    >
      {page}
      <Address />
    </TestApiProvider>,
    {
      routeEntries: [options.at ?? '/zero-trust/overview'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

/** What the address bar says. */
function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}
