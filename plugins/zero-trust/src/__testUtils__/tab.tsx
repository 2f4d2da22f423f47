import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { MockFetchApi, TestApiProvider } from '@backstage/test-utils';
import { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { entities, FixtureState } from '../../dev/fixtures/entities';
import { accessApiRef } from '../access/api/AccessApi';
import { AccessClient } from '../access/api/AccessClient';
import { zeroTrustApiRef } from '../api/ZeroTrustApi';
import { ZeroTrustClient } from '../api/ZeroTrustClient';
import { renderUnpainted } from './renderUnpainted';

export const backend = 'http://backend.test/api/zero-trust';

/** Renders a part of the tab for an entity, over the real client. */
export async function renderForEntity(
  element: ReactElement,
  state: FixtureState,
  options: { readonly at?: string; readonly allowed?: boolean } = {},
) {
  const result =
    options.allowed === false ? AuthorizeResult.DENY : AuthorizeResult.ALLOW;
  return renderUnpainted(
    <TestApiProvider
      apis={[
        [
          zeroTrustApiRef,
          new ZeroTrustClient({
            discoveryApi: { getBaseUrl: async () => backend },
            fetchApi: new MockFetchApi(),
          }),
        ],
        [
          accessApiRef,
          new AccessClient({
            discoveryApi: { getBaseUrl: async () => backend },
            fetchApi: new MockFetchApi(),
          }),
        ],
        [permissionApiRef, { authorize: async () => ({ result }) }],
        [catalogApiRef, catalogApiMock({ entities: Object.values(entities) })],
      ]}
    >
      <EntityProvider entity={entities[state]}>{element}</EntityProvider>
      <Address />
    </TestApiProvider>,
    {
      routeEntries: [options.at ?? '/'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

/** Path of an entity in the API. */
export function apiPath(entity: Entity): string {
  const [kind, rest] = stringifyEntityRef(entity).split(':');
  return `${backend}/v1/entities/${kind}/${rest}`;
}

/** What the address bar says. */
function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}
