import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import { aRequest, events } from '../../../dev/fixtures/accessRequests';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderAccess, requests } from '../__testUtils__/renderAccess';
import { RequestsPage } from './RequestsPage';

const server = setupServer();
registerMswTestHooks(server);
jest.setTimeout(60_000);

const list = (items = [aRequest({ preview: undefined })]) => ({
  now: '2026-07-01T12:00:00.000Z',
  items,
  totalItems: items.length,
});
const answer = (request = aRequest()) => {
  const asked: URLSearchParams[] = [];
  const done: string[] = [];
  let now = request;
  server.use(
    http.get(requests, ({ request: { url } }) => {
      asked.push(new URL(url).searchParams);
      return HttpResponse.json(list());
    }),
    http.get(`${requests}/:id`, () => HttpResponse.json(now)),
    http.get(`${requests}/:id/events`, () =>
      HttpResponse.json({ items: events }),
    ),
    http.post(`${requests}/:id/:action`, ({ params }) => {
      done.push(String(params.action));
      if (params.action === 'cancel') {
        now = aRequest({ state: 'cancelled', allowedActions: [] });
      }
      return HttpResponse.json(now, { status: 202 });
    }),
  );
  return { asked, done };
};
const open = (at: string) =>
  renderAccess(
    <Routes>
      <Route path="/requests/*" element={<RequestsPage />} />
    </Routes>,
    { at },
  );

it('lists what waits for the reader first, and all on demand', async () => {
  const { asked } = answer();
  await open('/requests');
  const row = await screen.findByRole('row', {
    name: /checkout-service may call/,
  });
  expect(row).toHaveTextContent('waits for review');
  expect(within(row).getByRole('link', { name: /^#7/ })).toHaveAttribute(
    'href',
    'https://git.example/shop/policies/pulls/7',
  );
  expect(asked.some(query => query.get('role') === 'reviewer')).toBe(true);
  await userEvent.selectOptions(screen.getByLabelText('Show'), 'all');
  await waitFor(() =>
    expect(
      asked.some(query => !query.has('role') && query.get('state') === 'open'),
    ).toBe(true),
  );
});

it('explains a request a year later: who, what, why, how far, and what it changes', async () => {
  answer();
  await open('/requests/01k2m8q4xw7d');
  const details = await screen.findByRole('region', { name: 'The request' });
  expect(details).toHaveTextContent('Refunds are shown in the basket');
  expect(details).toHaveTextContent('Nobody has reviewed it.');
  expect(
    screen.getByRole('region', { name: 'What was planned' }),
  ).toHaveTextContent('AuthorizationPolicy');
  expect(screen.getByRole('list', { name: 'What happened' })).toHaveTextContent(
    'Submitted',
  );
  await expectAccessible(document.body);
});

it('says whose review does not count, and why', async () => {
  answer(
    aRequest({
      approvals: [
        {
          login: 'mila.novak',
          userRef: 'user:default/mila.novak',
          state: 'approved',
          at: '2026-07-01T11:05:00.000Z',
          counts: false,
          why: 'asked for it',
        },
      ],
    }),
  );
  await open('/requests/x');
  expect(await screen.findByText(/does not count: asked for it/)).toBeVisible();
});

it('T10: shows text of people as text, and links to nothing but the web', async () => {
  answer(
    aRequest({
      justification: '<img src=x onerror=alert(1)> [a](javascript:alert(1))',
      parts: [
        {
          ...aRequest().parts[0],
          // eslint-disable-next-line no-script-url
          pull: { number: 7, url: 'javascript:alert(1)', title: 'x' },
        },
      ],
    }),
  );
  const { container } = await open('/requests/x');
  await screen.findByText(/<img src=x onerror/);
  expect(container.querySelector('img')).toBeNull();
  expect(container.innerHTML).not.toContain('href="javascript');
});

it('calls nothing in force that is only merged, and names the layer that waits', async () => {
  answer(aRequest({ state: 'syncing', waitingFor: ['cilium'] }));
  await open('/requests/x');
  const state = await screen.findByText('merged, on its way to the cluster');
  expect(state).toBeVisible();
  expect(screen.getByText('Not allowed yet by: Cilium policy.')).toBeVisible();
});

it('shows nothing green while somebody has to look, and says what can be done', async () => {
  answer(
    aRequest({
      state: 'effective',
      attention: {
        code: 'MERGED_WIDER',
        message: 'what was merged is more than may be given: any path',
        since: '2026-07-01T11:10:00.000Z',
      },
    }),
  );
  await open('/requests/x');
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('More was merged than may be given');
  expect(alert).toHaveTextContent(
    'What was merged is more than may be given: any path.',
  );
  expect(alert).toHaveTextContent('revert the pull request');
});

it('says which rule was granted where a reviewer narrowed it', async () => {
  answer(
    aRequest({
      state: 'effective',
      granted: [
        {
          port: 8080,
          protocol: 'TCP',
          http: {
            methods: ['GET'],
            paths: [{ type: 'prefix', value: '/v1/refunds/small' }],
          },
        },
      ],
    }),
  );
  await open('/requests/x');
  expect(
    await screen.findByText(
      /Granted: TCP 8080: GET \/v1\/refunds\/small and below\.$/,
    ),
  ).toBeVisible();
});

it('says that it waits for the git host, and that it is tried again', async () => {
  const [part] = aRequest().parts;
  const error = { code: 'GIT_UNAVAILABLE', message: 'the host is in trouble' };
  answer(aRequest({ state: 'submitting', parts: [{ ...part, error }] }));
  await open('/requests/x');
  expect(
    await screen.findByText(
      'The host is in trouble. It is tried again by itself.',
    ),
  ).toBeVisible();
});

it('withdraws after asking once more', async () => {
  const { done } = answer();
  await open('/requests/x');
  await userEvent.click(
    await screen.findByRole('button', { name: 'Withdraw' }),
  );
  const dialog = await screen.findByRole('dialog', {
    name: 'Withdraw this request?',
  });
  expect(done).toEqual([]);
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Withdraw' }),
  );
  expect(await screen.findByText('cancelled')).toBeVisible();
  expect(done).toEqual(['cancel']);
});

it('says the same of a request that is not there and of one that may not be read', async () => {
  answer();
  server.use(
    http.get(`${requests}/:id`, () =>
      HttpResponse.json({ error: { name: 'NotFoundError' } }, { status: 404 }),
    ),
  );
  await open('/requests/x');
  expect(
    await screen.findByText('There is no such request that you may read.'),
  ).toBeVisible();
});

it('says that requests are switched off, and offers none', async () => {
  server.use(
    http.get(requests, () =>
      HttpResponse.json(
        {
          error: { name: 'NotFoundError', message: 'off', code: 'NOT_ENABLED' },
          response: { statusCode: 404 },
        },
        { status: 404 },
      ),
    ),
  );
  await open('/requests');
  expect(await screen.findByText(/not switched on/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Request access' })).toBeNull();
});
