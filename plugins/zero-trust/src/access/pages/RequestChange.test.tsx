import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  aRequest,
  events,
  options,
  preview,
  spec,
} from '../../../dev/fixtures/accessRequests';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderAccess, requests } from '../__testUtils__/renderAccess';
import { RequestView } from './RequestView';

const server = setupServer();
registerMswTestHooks(server);
// Whole forms take their time on a busy machine.
jest.setTimeout(60_000);

const may = (
  allowedActions: AccessRequest['allowedActions'],
  change: Partial<AccessRequest> = {},
) => aRequest({ version: 7, allowedActions, ...change });

/** Answers with the request; what is sent to it is remembered. */
const answer = (request: AccessRequest, refusal?: Response) => {
  const sent: { path: string; body: unknown }[] = [];
  const take = async ({ request: asked }: { request: Request }) => {
    sent.push({
      path: `${asked.method} ${new URL(asked.url).pathname.split('/').pop()}`,
      body: await asked.json(),
    });
    return refusal ?? HttpResponse.json({ ...request, id: 'next' });
  };
  server.use(
    http.get(`${requests}/options`, () => HttpResponse.json(options)),
    http.post(`${requests}/preview`, () => HttpResponse.json(preview)),
    http.get(`${requests}/:id`, () => HttpResponse.json(request)),
    http.get(`${requests}/:id/events`, () =>
      HttpResponse.json({ items: events }),
    ),
    http.patch(`${requests}/:id`, take),
    http.post(`${requests}/:id/:action`, take),
  );
  return sent;
};
const open = () => renderAccess(<RequestView id="x" />);
const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));
const toPreview = async (text: RegExp) => {
  const drawer = await screen.findByRole('dialog');
  await within(drawer).findByText(text);
  await userEvent.click(
    await within(drawer).findByRole('button', { name: 'Next' }),
  );
  await within(drawer).findByText(preview.sentence);
  return drawer;
};

it('changes an open request from what it says now, and says what becomes of approvals', async () => {
  const sent = answer(may(['update']));
  await open();
  await press('Change');
  const drawer = await screen.findByRole('dialog', {
    name: 'Change the request',
  });
  const why = await within(drawer).findByLabelText(/^Why/);
  expect(why).toHaveValue('Refunds are shown in the basket from next week on.');
  expect(within(drawer).getByLabelText(/^Port/)).toHaveValue('8080');
  expect(
    within(drawer).queryByRole('button', { name: 'Back' }),
  ).not.toBeInTheDocument();
  await expectAccessible(drawer);
  await toPreview(/has to look again/);
  await press('Save the change');
  expect(await screen.findByText(/^Saved\./)).toBeVisible();
  expect(sent).toEqual([
    {
      path: 'PATCH 01k2m8q4xw7d',
      body: expect.objectContaining({
        version: 7,
        previewHash: preview.hash,
        spec: expect.objectContaining({
          rules: spec.rules,
          cluster: spec.cluster,
        }),
      }),
    },
  ]);
});

it('keeps what the form has no field for', async () => {
  const sent = answer(
    may(['update'], { spec: { ...spec, layers: ['istio'] } }),
  );
  await open();
  await press('Change');
  await toPreview(/has to look again/);
  await press('Save the change');
  await waitFor(() =>
    expect(sent).toEqual([
      {
        path: 'PATCH 01k2m8q4xw7d',
        body: expect.objectContaining({
          spec: expect.objectContaining({ layers: ['istio'] }),
        }),
      },
    ]),
  );
});

it('replaces a request, and shows the one that takes its place', async () => {
  const sent = answer(may(['supersede']));
  await open();
  await press('Replace');
  await toPreview(/takes its place/);
  await press('Replace the request');
  expect(await screen.findByText(/^Submitted\./)).toBeVisible();
  expect(sent).toEqual([
    {
      path: 'POST supersede',
      body: expect.objectContaining({ version: 7, previewHash: preview.hash }),
    },
  ]);
});

it('rebases, and says why it cannot be', async () => {
  const sent = answer(
    may(['rebase']),
    HttpResponse.json(
      { error: { name: 'ConflictError', message: 'nothing has changed' } },
      { status: 409 },
    ),
  );
  await open();
  await press('Rebase');
  expect(await screen.findByText(/nothing has changed/)).toBeVisible();
  expect(sent).toEqual([{ path: 'POST rebase', body: { version: 7 } }]);
});

it('offers nothing that the reader may not do', async () => {
  answer(may(['recheck']));
  await open();
  await screen.findByRole('button', { name: 'Look again' });
  for (const name of ['Change', 'Rebase', 'Replace', 'Withdraw']) {
    expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
  }
});

it('names the request that it replaces, and the one that replaced it', async () => {
  answer(
    may([], {
      state: 'superseded',
      supersedes: '01k2m8q4xw7d00000000000old',
      supersededBy: '01k2m8q4xw7d00000000000new',
    }),
  );
  await open();
  const details = await screen.findByRole('region', { name: 'The request' });
  expect(details).toHaveTextContent(/Replaces\S*000000000old/);
  expect(details).toHaveTextContent(/Replaced by\S*000000000new/);
});

it.each([
  ['no', /Not enforced by the Git host/],
  ['unknown', /does not say whether it waits/],
] as const)(
  'says of a host that waits for the approval "%s" that it may not',
  async (enforced, words) => {
    answer(may([], { parts: [{ ...aRequest().parts[0], enforced }] }));
    await open();
    expect(await screen.findByText(words)).toBeVisible();
  },
);

it('says nothing of a host that waits, nor of what is merged', async () => {
  const [part] = aRequest().parts;
  answer(
    may([], {
      parts: [
        { ...part, enforced: 'yes' },
        { ...part, branch: 'other', state: 'merged', enforced: 'no' },
      ],
    }),
  );
  await open();
  await screen.findByRole('region', { name: 'The request' });
  expect(screen.queryByText(/Git host/)).not.toBeInTheDocument();
});
