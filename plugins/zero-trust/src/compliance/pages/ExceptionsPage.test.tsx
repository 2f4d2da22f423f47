import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  aWaiver,
  controlsAnswer,
  waiversAnswer,
} from '../__testUtils__/answers';
import { backend, renderPage } from '../__testUtils__/renderPage';
import { ExceptionsPage } from './ExceptionsPage';

const server = setupServer();
registerMswTestHooks(server);
// Whole pages take their time on a busy machine.
jest.setTimeout(30_000);

const at = { at: '/zero-trust/exceptions' };

const answer = () => {
  let items = [aWaiver()];
  const ended: string[] = [];
  server.use(
    http.get(`${backend}/v1/controls`, () => HttpResponse.json(controlsAnswer)),
    http.get(`${backend}/v1/waivers`, ({ request }) =>
      HttpResponse.json({
        ...waiversAnswer,
        items:
          new URL(request.url).searchParams.get('state') === 'past'
            ? [aWaiver({ state: 'expired' })]
            : items,
      }),
    ),
    http.delete(`${backend}/v1/waivers/:id`, ({ params }) => {
      ended.push(String(params.id));
      items = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return ended;
};

it('says what is accepted, why, by whom and until when', async () => {
  answer();
  await renderPage(<ExceptionsPage />, at);
  const row = await screen.findByRole('row', { name: /Strict mutual TLS/ });
  expect(row).toHaveTextContent('this workload: shop/Deployment/api');
  expect(row).toHaveTextContent('until the gateway moves');
  expect(row).toHaveTextContent(
    'group:default/payments; made by user:default/ann on 2026-06-01',
  );
  expect(row).toHaveTextContent('2026-07-31 (in 30 days)');
});

it('ends one after asking once more', async () => {
  const ended = answer();
  await renderPage(<ExceptionsPage />, at);
  await userEvent.click(
    await screen.findByRole('button', { name: /^End now: Strict/ }),
  );
  const dialog = await screen.findByRole('dialog', {
    name: 'End this exception?',
  });
  expect(ended).toEqual([]);
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'End now' }),
  );
  expect(await screen.findByText(/No exception counts/)).toBeInTheDocument();
  expect(ended).toEqual(['w1']);
});

it('shows those that are over, and nothing to end there', async () => {
  answer();
  await renderPage(<ExceptionsPage />, at);
  await screen.findByRole('row', { name: /Strict/ });
  await userEvent.selectOptions(screen.getByLabelText('Show'), 'past');
  expect(await screen.findByText('expired')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^End now/ })).toBeNull();
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent('state=past'),
  );
});
