import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  complianceAnswer,
  controlsAnswer,
  eventsAnswer,
  historyAnswer,
  scoreboardAnswer,
} from '../__testUtils__/answers';
import { backend, renderPage } from '../__testUtils__/renderPage';
import { OverviewPage } from './OverviewPage';

const server = setupServer();
registerMswTestHooks(server);
// Whole pages take their time on a busy machine.
jest.setTimeout(30_000);

const answer = (
  overrides: { compliance?: object; status?: number; history?: object } = {},
) => {
  const asked: URL[] = [];
  server.use(
    http.get(`${backend}/v1/controls`, () => HttpResponse.json(controlsAnswer)),
    http.get(`${backend}/v1/compliance`, ({ request }) => {
      asked.push(new URL(request.url));
      return HttpResponse.json(
        { ...complianceAnswer, ...overrides.compliance },
        { status: overrides.status ?? 200 },
      );
    }),
    http.get(`${backend}/v1/compliance/history`, () =>
      HttpResponse.json(overrides.history ?? historyAnswer),
    ),
    http.get(`${backend}/v1/compliance/events`, () =>
      HttpResponse.json(eventsAnswer),
    ),
    http.get(`${backend}/v1/compliance/scoreboard`, ({ request }) =>
      HttpResponse.json({
        ...scoreboardAnswer,
        by: new URL(request.url).searchParams.get('by'),
      }),
    ),
  );
  return asked;
};

it('counts every control in words, and links to the workloads behind a number', async () => {
  answer();
  await renderPage(<OverviewPage />);
  const mtls = await screen.findByRole('list', {
    name: 'Strict mutual TLS on every port',
  });
  const fail = within(mtls).getByRole('link', { name: '2 fail' });
  expect(fail).toHaveAttribute(
    'href',
    '/zero-trust/workloads?control=strict-mtls&state=fail',
  );
  const pods = screen.getByRole('list', { name: 'Pod Security enforced' });
  expect(within(pods).getByText('1 unknown')).toBeVisible();
  expect(within(pods).queryByRole('link')).toBeNull();
  expect(
    screen.getByText(
      '3 workloads of namespaces that are left out by configuration are not counted.',
    ),
  ).toBeVisible();
});

it('names the longest PERMISSIVE namespace, and an age that is not known', async () => {
  answer();
  await renderPage(<OverviewPage />);
  expect(await screen.findByText('143 days, since 2026-02-08')).toBeVisible();
  expect(screen.getByText('since when is not known')).toBeVisible();
});

it('does not call it good that nothing was seen while data is missing', async () => {
  answer({ compliance: { permissive: [], partial: true } });
  await renderPage(<OverviewPage />);
  expect(
    await screen.findByText('None was seen, and not everything could be read.'),
  ).toBeVisible();
});

it('explains a control and what it answers to', async () => {
  answer();
  await renderPage(<OverviewPage />);
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'About this control: Strict mutual TLS on every port',
    }),
  );
  expect(screen.getByText('Plaintext has no identity.')).toBeVisible();
  expect(
    screen.getByText('PCI DSS 4.0.1 4.2.1: Strong cryptography'),
  ).toBeVisible();
});

it('keeps the filters in the address and gives them to the backend', async () => {
  const asked = answer();
  await renderPage(<OverviewPage />, {
    at: '/zero-trust/overview?namespace=shop',
  });
  await userEvent.selectOptions(
    await screen.findByLabelText('Cluster'),
    'prod',
  );
  await waitFor(() =>
    expect(asked.at(-1)?.search).toBe('?cluster=prod&namespace=shop'),
  );
  expect(screen.getByTestId('address')).toHaveTextContent(
    'namespace=shop&cluster=prod',
  );
});

it('compares by what is chosen', async () => {
  answer();
  await renderPage(<OverviewPage />);
  expect(await screen.findByRole('link', { name: 'payments' })).toHaveAttribute(
    'href',
    '/zero-trust/workloads?owner=group%3Adefault%2Fpayments',
  );
  expect(
    screen.getByRole('link', { name: 'no owner in the catalog' }),
  ).toHaveAttribute('href', '/zero-trust/workloads?owner=');
  await userEvent.selectOptions(screen.getByLabelText('Compare'), 'cluster');
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent('by=cluster'),
  );
});

it('shows how counts developed, in numbers as well', async () => {
  answer();
  await renderPage(<OverviewPage />);
  await userEvent.click(await screen.findByText('The same as a table'));
  const row = screen.getByRole('row', { name: /2026-06-30/ });
  expect(row).toHaveTextContent('2026-06-3010003');
});

it('says that nothing was recorded yet', async () => {
  answer({ history: { ...historyAnswer, days: [] } });
  await renderPage(<OverviewPage />);
  expect(await screen.findByText(/No day has been recorded yet/)).toBeVisible();
});

it('tells what changed since last week, and by what', async () => {
  answer();
  await renderPage(<OverviewPage />);
  const list = await screen.findByRole('list', {
    name: 'What changed since last week',
  });
  expect(list).toHaveTextContent(
    'shop/Deployment/api lost "Strict mutual TLS on every port" by deletion of PeerAuthentication shop/strict',
  );
});

it('says what to do when nothing has been assessed', async () => {
  answer({ compliance: { workloads: 0, controls: [] } });
  await renderPage(<OverviewPage />);
  expect(
    await screen.findByRole('heading', {
      name: 'No workload has been assessed yet',
    }),
  ).toBeVisible();
});

it('takes the refusal of the backend for what it is', async () => {
  answer({ status: 403 });
  await renderPage(<OverviewPage />);
  expect(
    await screen.findByText('Warning: You may not see the whole fleet'),
  ).toBeVisible();
});

it('shows a failure as a failure', async () => {
  answer({ status: 500 });
  await renderPage(<OverviewPage />);
  expect(
    await screen.findByText(/That is not the same as "nothing is wrong"/),
  ).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

it('refuses an answer of another shape', async () => {
  answer({ compliance: { controls: 'many' } });
  await renderPage(<OverviewPage />);
  const [told] = await screen.findAllByText(/unexpected shape at 'controls'/);
  expect(told).toBeInTheDocument();
});

it('tells the same by requirement, with the way to the workloads', async () => {
  answer();
  await renderPage(<OverviewPage />);
  const table = await screen.findByRole('table', { name: 'PCI DSS 4.0.1' });
  const row = within(table).getByRole('row', { name: /4\.2\.1/ });
  expect(row).toHaveTextContent('Strong cryptography');
  expect(within(row).getByRole('link', { name: '2 fail' })).toHaveAttribute(
    'href',
    '/zero-trust/workloads?control=strict-mtls&state=fail',
  );
});

it('saves the report of what is filtered, and says when that fails', async () => {
  answer();
  const asked: string[] = [];
  server.use(
    http.get(`${backend}/v1/compliance/report.html`, ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json(
        { error: { name: 'Error', message: 'no room' } },
        { status: 500 },
      );
    }),
  );
  await renderPage(<OverviewPage />, {
    at: '/zero-trust/overview?cluster=prod',
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Report To print' }),
  );
  expect(await screen.findByText(/The export failed/)).toBeInTheDocument();
  expect(asked).toEqual(['?cluster=prod']);
});
