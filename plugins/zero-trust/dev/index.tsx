import { Entity } from '@backstage/catalog-model';
import { Content, Header, Page } from '@backstage/core-components';
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createDevApp } from '@backstage/dev-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import Box from '@material-ui/core/Box';
import { accessApiRef, zeroTrustApiRef, zeroTrustPlugin } from '../src';
import { ZeroTrustCard } from '../src/pages/ZeroTrustCard';
import { ZeroTrustContent } from '../src/pages/ZeroTrustContent';
import { entities, FixtureState } from './fixtures/entities';
import { FixtureAccessApi } from './fixtures/FixtureAccessApi';
import { FixtureZeroTrustApi } from './fixtures/FixtureZeroTrustApi';

// There is no backend to sign in with: become a guest without being asked.
localStorage.setItem('enableLegacyGuestToken', 'true');
localStorage.setItem('@backstage/core:SignInPage:provider', 'guest');

/** Stands in for the catalog, so that links to entities have a target. */
const catalogStandIn = createPlugin({ id: 'catalog-stand-in' });
const EntityPageStandIn = catalogStandIn.provide(
  createRoutableExtension({
    name: 'EntityPageStandIn',
    component: async () => () => <Content>The entity page</Content>,
    mountPoint: entityRouteRef,
  }),
);

const StatePage = (props: { entity: Entity }) => (
  <EntityProvider entity={props.entity}>
    <Page themeId="service">
      <Header title={props.entity.metadata.title} subtitle="Zero trust" />
      <Content>
        <div id="of-the-plugin">
          <ZeroTrustContent />
          <Box mt={4} maxWidth={560}>
            <ZeroTrustCard />
          </Box>
        </div>
      </Content>
    </Page>
  </EntityProvider>
);

const app = createDevApp()
  .registerPlugin(zeroTrustPlugin)
  .registerApi(
    createApiFactory({
      api: zeroTrustApiRef,
      deps: {},
      factory: () => new FixtureZeroTrustApi(),
    }),
  )
  .registerApi(
    createApiFactory({
      api: accessApiRef,
      deps: {},
      factory: () => new FixtureAccessApi(),
    }),
  )
  .registerApi(
    createApiFactory({
      api: catalogApiRef,
      deps: {},
      factory: () => catalogApiMock({ entities: Object.values(entities) }),
    }),
  );

for (const state of Object.keys(entities) as FixtureState[]) {
  app.addPage({
    path: `/${state}`,
    title: entities[state].metadata.title,
    element: <StatePage entity={entities[state]} />,
  });
}

app
  .addPage({
    path: '/catalog/:namespace/:kind/:name',
    element: <EntityPageStandIn />,
  })
  .render();
