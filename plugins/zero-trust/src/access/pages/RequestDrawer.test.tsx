import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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
import { RequestPrefill } from '../view/requestForm';
import { RequestDrawer } from './RequestDrawer';

const server = setupServer();
registerMswTestHooks(server);
// Whole forms take their time on a busy machine.
jest.setTimeout(60_000);

const known: RequestPrefill = {
  caller: spec.caller.entityRef,
  callee: spec.callee.entityRef,
  cluster: 'prod-eu',
  port: '8080',
  method: 'GET',
  path: '/v1/refunds',
};
const why = 'Refunds are shown in the basket from next week on.';

const answer = (
  change: { options?: object; preview?: object; create?: () => Response } = {},
) => {
  const asked = { previews: [] as unknown[], created: [] as unknown[] };
  const keys: (string | null)[] = [];
  server.use(
    http.get(`${requests}/options`, () =>
      HttpResponse.json({ ...options, ...change.options }),
    ),
    http.post(`${requests}/preview`, async ({ request }) => {
      asked.previews.push(await request.json());
      return HttpResponse.json({ ...preview, ...change.preview });
    }),
    http.post(requests, async ({ request }) => {
      asked.created.push(await request.json());
      keys.push(request.headers.get('Idempotency-Key'));
      return (
        change.create?.() ??
        HttpResponse.json(
          { ...aRequest(), deduplicated: false },
          { status: 201 },
        )
      );
    }),
    http.get(`${requests}/:id`, () => HttpResponse.json(aRequest())),
    http.get(`${requests}/:id/events`, () =>
      HttpResponse.json({ items: events }),
    ),
  );
  return { ...asked, keys };
};
const open = async (prefill: RequestPrefill = known) => {
  const onClose = jest.fn();
  await renderAccess(<RequestDrawer prefill={prefill} onClose={onClose} />);
  return onClose;
};
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));
const toWhat = async () => {
  await screen.findByText(/use this identity/);
  await press('Next');
};
const toPreview = async () => {
  await toWhat();
  await userEvent.type(await screen.findByLabelText(/^Why/), why);
  await press('Next');
  return screen.findByRole('group', { name: 'Preview' });
};

it('asks step by step, shows what would happen, and opens one pull request', async () => {
  const { previews, created, keys } = answer();
  await open();
  expect(
    await screen.findByText(/2 other workloads use this identity/),
  ).toBeVisible();
  const step = await toPreview();
  expect(await within(step).findByText(preview.sentence)).toBeVisible();
  expect(step).toHaveTextContent('A pull request is needed');
  expect(step).toHaveTextContent('Two other workloads run under the same');
  expect(step).toHaveTextContent('1 change at a service that you may not read');
  expect(
    within(step).getByRole('region', { name: /^new file clusters/ }),
  ).toHaveTextContent('+kind: AuthorizationPolicy');
  await expectAccessible(screen.getByRole('dialog'));
  await press('Open the pull request');
  expect(await screen.findByText(/^Submitted\./)).toBeVisible();
  const timeline = await screen.findByRole('list', { name: 'How far it is' });
  const [opened, approved] = within(timeline).getAllByRole('listitem');
  expect(opened).toHaveTextContent(/Pull request opened.*11:00:05/);
  expect(approved).toHaveTextContent('not yet');
  expect(previews.at(-1)).toEqual({
    caller: {
      entityRef: spec.caller.entityRef,
      identity: {
        namespace: 'production',
        serviceAccount: 'checkout-service',
      },
    },
    callee: {
      entityRef: spec.callee.entityRef,
      workload: {
        namespace: 'production',
        kind: 'Deployment',
        name: 'payment-service',
      },
    },
    cluster: 'prod-eu',
    rules: spec.rules,
  });
  expect(created).toEqual([
    {
      spec: previews.at(-1),
      justification: why,
      submit: true,
      previewHash: 'hash-1',
    },
  ]);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
});

it('stops where only an owner may ask, and says so', async () => {
  answer({
    options: { canRequest: false, reason: 'only an owner may ask' },
  });
  await open();
  expect(await screen.findByText('Only an owner may ask.')).toBeVisible();
  await press('Next');
  expect(screen.getByRole('group', { name: 'Who' })).toBeVisible();
});

it('names each field that is missing or wrong', async () => {
  answer();
  await open({ ...known, caller: 'checkout', path: '/a*' });
  await press('Next');
  expect(
    await screen.findByText('Choose a service of the catalog.'),
  ).toBeVisible();
  const caller = screen.getByLabelText(/^Caller/);
  await userEvent.clear(caller);
  await userEvent.type(caller, spec.caller.entityRef);
  await toWhat();
  await press('Next');
  expect(await screen.findByText(/^A path begins with/)).toBeVisible();
  expect(screen.getByLabelText(/^Why/)).toBeInvalid();
  expect(screen.getByRole('group', { name: 'What' })).toBeVisible();
});

it('says that it is allowed already before a reason is typed, and stops there', async () => {
  answer({
    preview: {
      outcome: 'already_allowed',
      parts: [],
      findings: [],
      layers: [],
    },
  });
  await open();
  await toWhat();
  expect(await screen.findByText('It is allowed already')).toBeVisible();
  await userEvent.type(screen.getByLabelText(/^Why/), why);
  await press('Next');
  await screen.findByRole('group', { name: 'Preview' });
  expect(
    screen.queryByRole('button', { name: 'Open the pull request' }),
  ).toBeNull();
});

it.each(['unknown', 'blocked', 'blocked_by_deny', 'not_locatable'])(
  'offers no pull request when the outcome is %s',
  async outcome => {
    answer({ preview: { outcome } });
    await open();
    const step = await toPreview();
    await within(step).findByText(preview.sentence);
    expect(
      screen.queryByRole('button', { name: 'Open the pull request' }),
    ).toBeNull();
  },
);

it('shows the newest preview when something changed meanwhile', async () => {
  const { previews } = answer({
    create: () =>
      HttpResponse.json(
        {
          error: {
            name: 'ConflictError',
            message: 'stale',
            code: 'PREVIEW_STALE',
          },
          response: { statusCode: 409 },
        },
        { status: 409 },
      ),
  });
  await open();
  await toPreview();
  await screen.findByText(preview.sentence);
  const before = previews.length;
  await press('Open the pull request');
  expect(await screen.findByText(/newest preview/)).toBeVisible();
  await waitFor(() => expect(previews.length).toBeGreaterThan(before));
});

it('tells who asks twice that the request is there already', async () => {
  answer({
    create: () => HttpResponse.json({ ...aRequest(), deduplicated: true }),
  });
  await open();
  await toPreview();
  await screen.findByText(preview.sentence);
  await press('Open the pull request');
  expect(await screen.findByText(/asked for the same already/)).toBeVisible();
});

it('claims neither no effect nor no objection where the outcome is unknown', async () => {
  answer({ preview: { outcome: 'unknown', findings: [], parts: [] } });
  await open();
  const step = await toPreview();
  await within(step).findByText('It cannot be told what would happen');
  expect(step).not.toHaveTextContent('Nothing speaks against it.');
  expect(step).not.toHaveTextContent(/before, \d+ after/);
});

it('L6 lets a person choose among the files that hold an object', async () => {
  const object = 'NetworkPolicy production/payment-callers';
  const choices = ['clusters/a.yaml', 'clusters/b.yaml'].map((path, index) => ({
    id: `0000000${index}`,
    object,
    sourceId: 'policies',
    path,
  }));
  const { previews } = answer({
    preview: { outcome: 'not_locatable', parts: [], findings: [], choices },
  });
  await open();
  const step = await toPreview();
  expect(
    await within(step).findByText('Choose the file in which it is written'),
  ).toBeVisible();
  const files = within(step).getByRole('group', {
    name: `Several files hold ${object}: which one is changed?`,
  });
  await userEvent.click(
    within(files).getByRole('radio', { name: 'clusters/b.yaml' }),
  );
  await waitFor(() =>
    expect(previews.at(-1)).toMatchObject({ choices: ['00000001'] }),
  );
  await userEvent.click(
    await screen.findByRole('button', { name: 'Choose other files' }),
  );
  await waitFor(() => expect(previews.at(-1)).not.toHaveProperty('choices'));
});

it('does not offer to submit what is held back for now', async () => {
  const message = 'No change until Mon 08:00 (Europe/Berlin): the holidays.';
  answer({
    preview: { findings: [{ id: 'freeze-window', level: 'block', message }] },
  });
  await open();
  const step = await toPreview();
  expect(await within(step).findByText(message)).toBeVisible();
  expect(
    screen.queryByRole('button', { name: 'Open the pull request' }),
  ).toBeNull();
});

it('does not go on without a ticket where one is asked for', async () => {
  answer({ options: { ticketRequired: true } });
  await open();
  await toWhat();
  await userEvent.type(await screen.findByLabelText(/^Why/), why);
  await press('Next');
  const ticket = screen.getByLabelText(/^Ticket/);
  expect(ticket).toBeRequired();
  expect(ticket).toBeInvalid();
  expect(screen.queryByRole('group', { name: 'Preview' })).toBeNull();
  await userEvent.type(ticket, 'https://tracker.example.com/ZT-1');
  await press('Next');
  expect(await screen.findByRole('group', { name: 'Preview' })).toBeVisible();
});
