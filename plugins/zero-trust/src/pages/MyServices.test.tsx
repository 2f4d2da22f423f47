import { identityApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  MockFetchApi,
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { entities, FixtureState } from '../../dev/fixtures/entities';
import { zeroTrustApiRef } from '../api/ZeroTrustApi';
import { ZeroTrustClient } from '../api/ZeroTrustClient';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { fixtureBackend } from '../__testUtils__/fixtureBackend';
import { backend } from '../__testUtils__/tab';
import { MyServices } from './MyServices';

const server = setupServer();
registerMswTestHooks(server);
jest.setTimeout(60_000);

const mine = { type: 'ownedBy', targetRef: 'group:default/payments' };

const show = async (states: readonly FixtureState[], owner = mine) => {
  server.use(...fixtureBackend().handlers);
  const owned = states.map(state => ({
    ...entities[state],
    relations: [owner],
  }));
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [
          zeroTrustApiRef,
          new ZeroTrustClient({
            discoveryApi: { getBaseUrl: async () => backend },
            fetchApi: new MockFetchApi(),
          }),
        ],
        [catalogApiRef, catalogApiMock({ entities: owned })],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/guest',
            ownershipEntityRefs: [mine.targetRef],
          }),
        ],
      ]}
    >
      <MyServices />
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
};

describe('my services', () => {
  it('come worst first, each with what is wrong and the way to its tab', async () => {
    const { container } = await show(['empty', 'checkout', 'ready', 'failed']);
    const list = await screen.findByRole('list', { name: /worst first/ });
    const items = within(list).getAllByRole('listitem');
    const titles = items.map(
      item => within(item).getByRole('link').textContent,
    );
    expect(titles).toEqual([
      // Nothing known is worse than a finding of medium severity.
      'Backend failed',
      'Payment service',
      'Checkout service',
      'No rows',
    ]);
    expect(
      within(items[1]).getByRole('link', { name: 'Payment service' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payment-service/zero-trust',
    );
    expect(items[1]).toHaveTextContent(/mTLS: \w/);
    expect(items[1]).toHaveTextContent(/2 controls are missing/);
    expect(items[3]).toHaveTextContent('1 control cannot be told');
    expect(items[3]).not.toHaveTextContent('No findings, and no control');
    await expectAccessible(container);
  });

  it('are not called good when nothing is known of them', async () => {
    await show(['failed', 'forbidden', 'partial']);
    const list = await screen.findByRole('list', { name: /worst first/ });
    const [, ...rest] = within(list).getAllByRole('listitem');
    expect(list).toHaveTextContent('the zero trust backend did not answer');
    expect(list).toHaveTextContent('You may not see this.');
    expect(list).toHaveTextContent('Something could not be read in full.');
    expect(rest.length).toBe(2);
    expect(list).not.toHaveTextContent('No findings');
  });

  it('are those of the reader and of nobody else', async () => {
    await show(['ready'], { ...mine, targetRef: 'group:default/others' });
    expect(await screen.findByText(/You own no component/)).toBeVisible();
  });
});
