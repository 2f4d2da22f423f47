import { stringifyEntityRef } from '@backstage/catalog-model';
import { registerMswTestHooks } from '@backstage/test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { entities, FixtureState } from '../../dev/fixtures/entities';
import { fixtureBackend } from '../__testUtils__/fixtureBackend';
import { apiPath, renderForEntity } from '../__testUtils__/tab';
import { ZeroTrustContent } from './ZeroTrustContent';

const server = setupServer();
registerMswTestHooks(server);
// Whole pages take their time on a busy machine.
jest.setTimeout(60_000);

const show = async (
  state: FixtureState,
  options?: Parameters<typeof renderForEntity>[2],
) => {
  const { handlers, asked } = fixtureBackend();
  server.use(...handlers);
  const page = await renderForEntity(<ZeroTrustContent />, state, options);
  return { ...page, asked };
};
const section = (name: string) => screen.findByRole('region', { name });
const comeBack = () =>
  act(async () => window.dispatchEvent(new Event('focus')));

it('shows a skeleton while nothing is known', async () => {
  server.use(
    http.get(`${apiPath(entities.loading)}/posture`, async () => {
      await delay('infinite');
    }),
  );
  await renderForEntity(<ZeroTrustContent />, 'loading');
  expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
  expect(screen.queryByRole('region')).toBeNull();
});

it('shows every section of a posture, the worst workload first', async () => {
  await show('ready');
  const summary = await section('Summary');
  const lines = within(summary).getAllByRole('listitem');
  expect(lines[0]).toHaveTextContent('payment-canary');
  for (const name of [
    'Who can call this',
    'What this can call',
    'Map',
    'Check a connection',
    'Encryption',
    'Identity',
    'Blast radius',
    'Controls',
    'Findings',
    'Requests',
  ]) {
    expect(await section(name)).toBeVisible();
  }
});

it('shows what the controls say, the missing ones with their place', async () => {
  await show('ready');
  const controls = await section('Controls');
  const [canary, service] = within(controls).getAllByRole('heading', {
    level: 3,
  });
  expect(canary).toHaveTextContent('payment-canary');
  expect(service).toHaveTextContent('payment-service');
  const [strict, age] = within(controls).getAllByRole('listitem');
  expect(strict).toHaveTextContent(
    /^failStrict mutual TLS on every portHigh.*Port 8443 takes mutual TLS and plaintext. PeerAuthentication production\/payment-canary.*and 2 more places$/,
  );
  expect(age).toHaveTextContent(/of its namespace production.*143 days/);
  expect(within(controls).getByText('1 accepted')).toBeVisible();
  expect(within(controls).getAllByText('1 unknown')).toHaveLength(2);
  expect(within(controls).getByText('4 controls hold')).toBeVisible();
  expect(
    within(controls).getByText(
      /computed .* ago, the cluster has changed since/,
    ),
  ).toBeVisible();
});

it('does not take controls that were not computed yet for good ones', async () => {
  await show('unknown');
  const controls = await section('Controls');
  expect(controls).toHaveTextContent(/Not known yet/);
  expect(controls).not.toHaveTextContent(/hold|pass/);
});

it('opens the evidence of a row', async () => {
  await show('ready');
  const callers = await section('Who can call this');
  const [open] = await within(callers).findAllByRole('button', {
    name: 'Show the evidence for checkout-service',
  });
  await userEvent.click(open);
  expect(
    within(callers).getByRole('list', { name: 'Every layer in path order' }),
  ).toHaveTextContent('AuthorizationPolicy');
});

it('says what stands before the pods of a workload', async () => {
  await show('ready');
  expect(
    within(await section('Encryption')).getAllByText(/^Data plane: /)[0],
  ).toHaveTextContent(/sidecar|ztunnel/);
});

it('says that nothing tells what callers really send', async () => {
  await show('ready');
  expect(
    within(await section('Encryption')).getByText(
      /no traffic source is configured/,
    ),
  ).toBeVisible();
});

it('shows the deciding rule as YAML, where its file is and who wrote it', async () => {
  await show('ready');
  const callers = await section('Who can call this');
  const [open] = await within(callers).findAllByRole('button', {
    name: 'Show the evidence for checkout-service',
  });
  await userEvent.click(open);
  const policy = 'NetworkPolicy production/allow-checkout-to-payment';
  await userEvent.click(
    within(callers).getByRole('button', { name: `Show ${policy} as YAML` }),
  );
  const yaml = await within(callers).findByLabelText(`${policy} as YAML`);
  await waitFor(() => expect(yaml).toHaveTextContent(/port: 8080/));
  expect(
    within(callers).getByRole('link', {
      name: /allow-checkout-to-payment.yaml/,
    }),
  ).toHaveAttribute('href', expect.stringContaining('https://git.example/'));
  expect(callers).toHaveTextContent(/Argo CD application shop-policies/);
  expect(callers).toHaveTextContent(/1 value names workloads that you may not/);
});

it('says that an object cannot be shown any more', async () => {
  await show('ready');
  const callers = await section('Who can call this');
  const [open] = await within(callers).findAllByRole('button', {
    name: 'Show the evidence for checkout-service',
  });
  await userEvent.click(open);
  await userEvent.click(
    within(callers).getByRole('button', {
      name: /^Show AuthorizationPolicy .* as YAML/,
    }),
  );
  expect(await within(callers).findByText(/the object is gone/)).toBeVisible();
});

it('offers a request where a connection is refused, if requests are taken', async () => {
  await show('ready');
  const callers = await section('Who can call this');
  const [first] = await within(callers).findAllByRole('button', {
    name: 'Request access',
  });
  await userEvent.click(first);
  const drawer = await screen.findByRole('dialog', { name: 'Request access' });
  // The form is loaded when it is needed.
  expect(await within(drawer).findByLabelText(/^Caller/)).toHaveValue(
    'component:default/report',
  );
  expect(within(drawer).getByLabelText(/^Service to call/)).toHaveValue(
    stringifyEntityRef(entities.ready),
  );
});

it('offers no request where nobody takes one', async () => {
  const { handlers } = fixtureBackend({ requests: 'off' });
  server.use(...handlers);
  await renderForEntity(<ZeroTrustContent />, 'ready');
  const callers = await section('Who can call this');
  await within(callers).findByRole('table');
  const requests = await section('Requests');
  expect(
    await within(requests).findByText(/not switched on in this portal/),
  ).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Request access' })).toBeNull();
});

it('says what to do when nobody may call', async () => {
  await show('empty');
  expect(
    await within(await section('Who can call this')).findByText(
      /Nobody is known to be allowed/,
    ),
  ).toBeVisible();
});

it.each([
  ['partial', 'Cluster prod-us cannot be reached. Totals are partial.'],
  ['stale', 'Cluster prod-eu no longer sends changes.'],
  ['unknown', 'Not readable: AuthorizationPolicy.'],
] as const)('tells a %s answer from a whole one', async (state, sentence) => {
  await show(state);
  await section('Summary');
  const alerts = screen.getAllByRole('alert');
  expect(alerts.map(alert => alert.textContent).join(' ')).toContain(sentence);
});

it('calls a row unknown because of a gap, and never allowed', async () => {
  await show('unknown');
  const callers = await section('Who can call this');
  const table = await within(callers).findByRole('table');
  const outcomes = within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('cell')[3].textContent);
  expect(outcomes.length).toBeGreaterThan(0);
  outcomes.forEach(outcome => expect(outcome).toMatch(/^Unknown/));
});

it.each([
  ['missing', 'This entity is not tied to a workload yet'],
  ['noMatch', 'The annotations match no workload'],
  ['scaledDown', 'No workload runs behind this entity'],
] as const)('explains the state %s', async (state, title) => {
  await show(state);
  expect(await screen.findByRole('heading', { name: title })).toBeVisible();
});

it('gives the annotation where a catalog file has it', async () => {
  await show('missing');
  const yaml = await screen.findByRole('region', {
    name: 'Annotation to paste',
  });
  expect(yaml).toHaveTextContent(
    'metadata: annotations: backstage.io/kubernetes-id: new-service',
  );
});

it('asks nothing when the permission is missing', async () => {
  // An entity of its own: decisions of other tests are remembered for a while.
  const { asked } = await show('checkout', { allowed: false });
  expect(
    await screen.findByText(/zero-trust\.posture\.read .* is missing/),
  ).toBeVisible();
  expect(asked.map(({ pathname }) => pathname)).toEqual([]);
});

it('names the missing permission when the backend refuses', async () => {
  await show('forbidden');
  expect(
    await screen.findByText(/zero-trust\.posture\.read .* is missing/),
  ).toBeVisible();
});

it('shows a failed fetch as failed, and recovers when asked to', async () => {
  await show('failed');
  expect(
    await screen.findByText(/not the same as "nothing is open"/),
  ).toBeVisible();

  const { handlers } = fixtureBackend();
  server.use(
    http.get(`${apiPath(entities.failed)}/posture`, () =>
      fetch(`${apiPath(entities.ready)}/posture`),
    ),
    ...handlers,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await section('Summary')).toBeVisible();
});

it('keeps what it shows when a refresh fails, and says so', async () => {
  await show('ready');
  const summary = await section('Summary');
  server.use(
    http.get(`${apiPath(entities.ready)}/posture`, () =>
      HttpResponse.json(
        { error: { name: 'ServiceUnavailableError', message: 'restarting' } },
        { status: 503 },
      ),
    ),
  );
  await comeBack();
  expect(await screen.findByText(/The last refresh failed/)).toBeVisible();
  expect(summary).toBeVisible();
});

it('keeps an open row open over a refresh', async () => {
  const { asked } = await show('ready');
  const callers = await section('Who can call this');
  const [open] = await within(callers).findAllByRole('button', {
    name: 'Show the evidence for checkout-service',
  });
  await userEvent.click(open);
  const before = asked.length;
  await comeBack();
  await waitFor(() => expect(asked.length).toBeGreaterThan(before));
  expect(
    within(callers).getByRole('list', { name: 'Every layer in path order' }),
  ).toBeVisible();
  expect(screen.queryByRole('status', { name: 'Loading' })).toBeNull();
});

it('takes in what changed without flicker: same rows, same focus, no skeleton', async () => {
  const { container } = await show('ready');
  const callers = await section('Who can call this');
  const table = await within(callers).findByRole('table');
  const [open] = within(callers).getAllByRole('button', {
    name: 'Show the evidence for checkout-service',
  });
  await userEvent.click(open);
  const row = open.closest('tr');
  expect(within(table).queryAllByText('Denied')).not.toEqual([]);
  const skeletons: Element[] = [];
  const watching = new MutationObserver(() => {
    skeletons.push(
      ...container.querySelectorAll('[role=status][aria-label=Loading]'),
    );
  });
  watching.observe(container, { childList: true, subtree: true });

  // The cluster goes stale, and one caller is gone.
  server.use(
    http.get(`${apiPath(entities.ready)}/posture`, async () => {
      const answer = await fetch(`${apiPath(entities.stale)}/posture`);
      const now = '2026-03-02T13:02:33.000Z';
      return HttpResponse.json({ ...(await answer.json()), now });
    }),
    http.get(`${apiPath(entities.ready)}/permissions`, async ({ request }) => {
      const { search } = new URL(request.url);
      const answer = await fetch(
        `${apiPath(entities.stale)}/permissions${search}&outcome=allow`,
      );
      return HttpResponse.json(await answer.json());
    }),
  );
  await comeBack();
  await screen.findByText(/no longer sends changes/);
  await waitFor(() =>
    expect(within(table).queryAllByText('Denied')).toEqual([]),
  );
  watching.disconnect();

  expect(skeletons).toEqual([]);
  expect(within(callers).getByRole('table')).toBe(table);
  expect(row).toBeInTheDocument();
  expect(document.activeElement?.closest('tr')).toBe(row);
  expect(
    within(callers).getByRole('list', { name: 'Every layer in path order' }),
  ).toBeVisible();
});

it('keeps filters in the address, and asks the backend for them', async () => {
  const { asked } = await show('ready', { at: '/?in.outcome=deny' });
  const callers = await section('Who can call this');
  expect(await within(callers).findByLabelText('Outcome')).toHaveValue('deny');
  await userEvent.click(within(callers).getByLabelText('Open to everyone'));
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/?in.outcome=deny&in.open=everyone',
    ),
  );
  await waitFor(() =>
    expect(
      asked.some(
        ({ searchParams }) =>
          searchParams.get('direction') === 'inbound' &&
          searchParams.get('outcome') === 'deny' &&
          searchParams.get('open') === 'everyone',
      ),
    ).toBe(true),
  );
});
