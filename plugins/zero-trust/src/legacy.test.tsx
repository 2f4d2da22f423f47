import { createApiFactory } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { MockFetchApi, registerMswTestHooks } from '@backstage/test-utils';
import { StylesProvider } from '@material-ui/core/styles';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { entities } from '../dev/fixtures/entities';
import { FixtureAccessApi } from '../dev/fixtures/FixtureAccessApi';
import { FixtureZeroTrustApi } from '../dev/fixtures/FixtureZeroTrustApi';
import { createLegacyApp } from '../dev/legacy/createLegacyApp';
import { accessApiRef } from './access/api/AccessApi';
import { zeroTrustApiRef } from './api/ZeroTrustApi';
import {
  complianceAnswer,
  controlsAnswer,
  eventsAnswer,
  historyAnswer,
  scoreboardAnswer,
} from './compliance/__testUtils__/answers';
import { backend } from './compliance/__testUtils__/renderPage';
import { complianceApiRef } from './compliance/api/ComplianceApi';
import { ComplianceClient } from './compliance/api/ComplianceClient';

const server = setupServer();
registerMswTestHooks(server);
// A whole app is loaded.
jest.setTimeout(90_000);

const apis = [
  createApiFactory(zeroTrustApiRef, new FixtureZeroTrustApi()),
  createApiFactory(accessApiRef, new FixtureAccessApi()),
  createApiFactory(
    complianceApiRef,
    new ComplianceClient({
      discoveryApi: { getBaseUrl: async () => backend },
      fetchApi: new MockFetchApi(),
    }),
  ),
  createApiFactory(
    catalogApiRef,
    catalogApiMock({ entities: Object.values(entities) }),
  ),
  createApiFactory(permissionApiRef, {
    authorize: async () => ({ result: AuthorizeResult.ALLOW }),
  }),
];

const open = (path: string) => {
  const answers = {
    controls: controlsAnswer,
    compliance: complianceAnswer,
    'compliance/history': historyAnswer,
    'compliance/events': eventsAnswer,
    'compliance/scoreboard': scoreboardAnswer,
  };
  server.use(
    ...Object.entries(answers).map(([at, answer]) =>
      http.get(`${backend}/v1/${at}`, () => HttpResponse.json(answer)),
    ),
  );
  window.history.replaceState({}, '', path);
  const App = createLegacyApp({
    apis,
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { title: 'Legacy', baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://backend.test' },
        },
      },
    ],
  });
  render(
    <StylesProvider disableGeneration>
      <App />
    </StylesProvider>,
  );
};
const patiently = { timeout: 30_000 };

describe('an app on the legacy frontend system', () => {
  it('shows the platform pages, and goes to the page of a request', async () => {
    open('/zero-trust');
    expect(
      await screen.findByRole('region', { name: 'Controls' }, patiently),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('tab', { name: 'Requests' }));
    await userEvent.click(
      await screen.findByRole('link', { name: /may call payment-service/ }),
    );
    expect(
      await screen.findByRole('region', { name: 'The request' }),
    ).toHaveTextContent('mila.novak');
    expect(window.location.pathname).toMatch(/^\/zero-trust\/requests\/./);
  });

  it('shows the card on an entity, and opens its tab', async () => {
    open('/catalog/default/component/payment-service');
    await userEvent.click(
      await screen.findByRole(
        'link',
        { name: 'Open the zero trust tab' },
        patiently,
      ),
    );
    const callers = await screen.findByRole(
      'region',
      { name: 'Who can call this' },
      patiently,
    );
    expect(await within(callers).findByRole('table')).toBeVisible();
    expect(window.location.pathname).toBe(
      '/catalog/default/component/payment-service/zero-trust',
    );
  });
});
