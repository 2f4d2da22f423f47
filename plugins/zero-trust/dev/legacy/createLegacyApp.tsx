import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { UserIdentity } from '@backstage/core-components';
import { SignInPageProps } from '@backstage/core-plugin-api';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
  EntityLayout,
} from '@backstage/plugin-catalog';
import Grid from '@material-ui/core/Grid';
import { useEffect } from 'react';
import { Route } from 'react-router-dom';
import {
  EntityZeroTrustCard,
  EntityZeroTrustContent,
  isZeroTrustAvailable,
  ZeroTrustPage,
} from '../../src';

/** There is nobody to sign in with. */
const EnterAsGuest = ({ onSignInSuccess }: SignInPageProps) => {
  useEffect(
    () => onSignInSuccess(UserIdentity.createGuest()),
    [onSignInSuccess],
  );
  return null;
};

const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <Grid container>
        <Grid item md={6}>
          <EntityZeroTrustCard />
        </Grid>
      </Grid>
    </EntityLayout.Route>
    <EntityLayout.Route
      if={isZeroTrustAvailable}
      path="/zero-trust"
      title="Zero trust"
    >
      <EntityZeroTrustContent />
    </EntityLayout.Route>
  </EntityLayout>
);

/**
 * The legacy exports in an app on the legacy system, mounted as the README says.
 * `options` go to `createApp`.
 */
export const createLegacyApp = (options?: Parameters<typeof createApp>[0]) =>
  createApp({
    ...options,
    plugins: [catalogPlugin],
    components: { SignInPage: EnterAsGuest },
  }).createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          {entityPage}
        </Route>
        <Route path="/zero-trust" element={<ZeroTrustPage />} />
      </FlatRoutes>
    </AppRouter>,
  );
