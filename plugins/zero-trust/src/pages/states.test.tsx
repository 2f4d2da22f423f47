import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delay, http } from 'msw';
import { setupServer } from 'msw/node';
import { entities, FixtureState } from '../../dev/fixtures/entities';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { fixtureBackend } from '../__testUtils__/fixtureBackend';
import { apiPath, renderForEntity } from '../__testUtils__/tab';
import { ZeroTrustCard } from './ZeroTrustCard';
import { ZeroTrustContent } from './ZeroTrustContent';

const server = setupServer();
registerMswTestHooks(server);
// axe takes its time on whole pages.
jest.setTimeout(120_000);

const states = Object.keys(entities) as FixtureState[];

describe.each(states)('the state %s', state => {
  beforeEach(() => {
    server.use(
      ...(state === 'loading'
        ? [
            http.get(`${apiPath(entities.loading)}/posture`, async () => {
              await delay('infinite');
            }),
          ]
        : fixtureBackend().handlers),
    );
  });

  it('has a card that axe finds nothing serious in', async () => {
    const { container } = await renderForEntity(<ZeroTrustCard />, state);
    expect(
      await screen.findByRole('link', { name: 'Open the zero trust tab' }),
    ).toBeVisible();
    await expectAccessible(container);
  });
});

it('shows one page of 2,000 callers, and the next one when asked', async () => {
  const { handlers, asked } = fixtureBackend();
  server.use(...handlers);
  await renderForEntity(<ZeroTrustContent />, 'crowd');
  const callers = await screen.findByRole('region', {
    name: 'Who can call this',
  });
  const table = await within(callers).findByRole('table');
  expect(within(table).getAllByRole('row')).toHaveLength(26);
  expect(callers).toHaveTextContent('1–25 of 2000');
  await userEvent.click(
    within(callers).getByRole('button', { name: 'Next page' }),
  );
  expect(await within(callers).findByText('26–50 of 2000')).toBeVisible();
  expect(within(table).getAllByRole('row')).toHaveLength(26);
  expect(within(table).getByText('service-0025')).toBeVisible();
  const pages = asked
    .filter(({ searchParams }) => searchParams.get('limit') === '25')
    .map(({ searchParams }) => searchParams.get('cursor'));
  expect(pages.filter(cursor => cursor === '25')).toHaveLength(1);
});
