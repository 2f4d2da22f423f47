import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  aWaiver,
  aWorkload,
  controlsAnswer,
  eventsAnswer,
  resultsAnswer,
  waiversAnswer,
  workloadsAnswer,
} from '../__testUtils__/answers';
import { backend, renderPage } from '../__testUtils__/renderPage';
import { WorkloadsPage } from './WorkloadsPage';

const server = setupServer();
registerMswTestHooks(server);
// Whole pages take their time on a busy machine.
jest.setTimeout(30_000);

const answer = (change: object = {}) => {
  const asked: URL[] = [];
  server.use(
    http.get(`${backend}/v1/controls`, () => HttpResponse.json(controlsAnswer)),
    http.get(`${backend}/v1/compliance/workloads`, ({ request }) => {
      const url = new URL(request.url);
      asked.push(url);
      return HttpResponse.json(
        url.searchParams.get('cursor')
          ? {
              ...workloadsAnswer,
              items: [aWorkload('last')],
              nextCursor: undefined,
            }
          : { ...workloadsAnswer, ...change },
      );
    }),
    http.get(`${backend}/v1/compliance/events`, () =>
      HttpResponse.json(eventsAnswer),
    ),
    http.get(`${backend}/v1/waivers`, () => HttpResponse.json(waiversAnswer)),
    http.get(`${backend}/v1/compliance/results`, () =>
      HttpResponse.json(resultsAnswer),
    ),
  );
  return asked;
};
const at = (search = '') => ({ at: `/zero-trust/workloads${search}` });

it('lists workloads with what they lack, and pages on the server', async () => {
  const asked = answer();
  await renderPage(<WorkloadsPage />, at());
  const row = await screen.findByRole('row', { name: /api/ });
  expect(row).toHaveTextContent('Strict mutual TLS on every port');
  expect(row).toHaveTextContent('1 fail');
  expect(screen.getByText('1–2 of 60')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByRole('row', { name: /last/ })).toBeVisible();
  expect(asked.at(-1)?.searchParams.get('cursor')).toBe('next');
  await userEvent.click(screen.getByRole('button', { name: 'Previous page' }));
  expect(await screen.findByRole('row', { name: /api/ })).toBeVisible();
});

it('reads its filters from the address, and writes them there', async () => {
  const asked = answer();
  await renderPage(
    <WorkloadsPage />,
    at('?control=strict-mtls&state=fail&owner='),
  );
  await screen.findByRole('row', { name: /api/ });
  expect(Object.fromEntries(asked[0].searchParams)).toMatchObject({
    control: 'strict-mtls',
    state: 'fail',
    owner: '',
  });
  await waitFor(() =>
    expect(screen.getByLabelText('Control')).toHaveValue('strict-mtls'),
  );
  await userEvent.selectOptions(screen.getByLabelText('State'), 'partial');
  await waitFor(() =>
    expect(asked.at(-1)?.searchParams.get('state')).toBe('partial'),
  );
  await userEvent.click(
    screen.getByRole('button', { name: 'Clear the filters' }),
  );
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent(
      /^\/zero-trust\/workloads$/,
    ),
  );
});

it('opens the evidence of a workload, and its address opens it again', async () => {
  answer();
  await renderPage(<WorkloadsPage />, at());
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Show the evidence for prod/shop/Deployment/api',
    }),
  );
  const dialog = await screen.findByRole('dialog', {
    name: 'shop/Deployment/api in prod',
  });
  expect(
    await within(dialog).findByText(/Port 8080 takes both\./),
  ).toBeVisible();
  expect(within(dialog).getByText(/of its namespace shop/)).toBeVisible();
  expect(within(dialog).getByText('and 2 more places')).toBeVisible();
  expect(screen.getByTestId('address')).toHaveTextContent('workload=prod');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('opens at the workload that the address names', async () => {
  answer();
  await renderPage(
    <WorkloadsPage />,
    at('?workload=prod%2Fshop%2FDeployment%2Fapi'),
  );
  expect(
    await screen.findByRole('dialog', { name: 'shop/Deployment/api in prod' }),
  ).toBeVisible();
});

it('says that nothing matches, and not that nothing is wrong', async () => {
  answer({ items: [], totalItems: 0, nextCursor: undefined });
  await renderPage(<WorkloadsPage />, at('?q=nobody'));
  expect(
    await screen.findByText('No workload matches the filters.'),
  ).toBeVisible();
});

it('tells that an export failed', async () => {
  answer();
  server.use(
    http.get(`${backend}/v1/compliance/export.csv`, () =>
      HttpResponse.json(
        { error: { name: 'Error', message: 'no disk' } },
        { status: 500 },
      ),
    ),
  );
  await renderPage(<WorkloadsPage />, at());
  await userEvent.click(
    await screen.findByRole('button', { name: 'Export CSV' }),
  );
  expect(await screen.findByText(/The export failed/)).toBeVisible();
});

it('accepts a failing control for a time, from its evidence', async () => {
  answer();
  const sent: unknown[] = [];
  server.use(
    http.post(`${backend}/v1/waivers`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(aWaiver(), { status: 201 });
    }),
  );
  await renderPage(
    <WorkloadsPage />,
    at('?workload=prod%2Fshop%2FDeployment%2Fapi'),
  );
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Accept for now: Strict mutual TLS on every port',
    }),
  );
  const dialog = await screen.findByRole('dialog', {
    name: 'Accept for now: Strict mutual TLS on every port',
  });
  const accept = within(dialog).getByRole('button', { name: 'Accept' });
  expect(accept).toBeDisabled();
  await userEvent.type(
    within(dialog).getByLabelText(/Reason/),
    'until the gateway moves',
  );
  await userEvent.type(
    within(dialog).getByLabelText(/Owner/),
    'group:default/payments',
  );
  expect(
    await within(dialog).findByText('At most 180 days from now.'),
  ).toBeVisible();
  await userEvent.click(accept);
  expect(
    await screen.findByText('Accepted until 2026-07-31.'),
  ).toBeInTheDocument();
  expect(sent).toEqual([
    {
      control: 'strict-mtls',
      scope: {
        type: 'workload',
        cluster: 'prod',
        workload: 'shop/Deployment/api',
      },
      reason: 'until the gateway moves',
      owner: 'group:default/payments',
      expiresAt: '2026-07-31T23:59:59.000Z',
    },
  ]);
});

it('says why it was not accepted, and keeps what was written', async () => {
  answer();
  server.use(
    http.post(`${backend}/v1/waivers`, () =>
      HttpResponse.json(
        { error: { name: 'ConflictError', message: 'one counts already' } },
        { status: 409 },
      ),
    ),
  );
  await renderPage(
    <WorkloadsPage />,
    at('?workload=prod%2Fshop%2FDeployment%2Fapi'),
  );
  await userEvent.click(
    await screen.findByRole('button', { name: /^Accept for now/ }),
  );
  const dialog = await screen.findByRole('dialog', { name: /^Accept for now/ });
  await userEvent.type(
    within(dialog).getByLabelText(/Reason/),
    'until the gateway moves',
  );
  await userEvent.type(within(dialog).getByLabelText(/Owner/), 'group:a/b');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Accept' }));
  expect(await within(dialog).findByText(/was not accepted/)).toBeVisible();
  expect(within(dialog).getByLabelText(/Reason/)).toHaveValue(
    'until the gateway moves',
  );
});
