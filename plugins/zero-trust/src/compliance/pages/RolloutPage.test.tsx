import { registerMswTestHooks } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { age } from '../__testUtils__/answers';
import { backend, renderPage } from '../__testUtils__/renderPage';
import { RolloutPage } from './RolloutPage';

const server = setupServer();
registerMswTestHooks(server);
// Whole pages take their time on a busy machine.
jest.setTimeout(30_000);

const { now, clusters, partial } = age;
const line = (change = {}) => ({
  id: 'prod/shop',
  cluster: 'prod',
  namespace: 'shop',
  workloads: 3,
  mesh: 'open',
  network: 'no-policy',
  meshCounts: { open: 1, strict: 2 },
  networkCounts: { 'no-policy': 1, 'default-deny': 2 },
  permissiveDays: 143,
  ...change,
});
const strictAnswer = {
  now,
  clusters,
  partial,
  cluster: 'prod',
  namespace: 'shop',
  stage: 'permissive',
  workloads: [
    {
      key: 'shop/Deployment/api',
      stage: 'permissive',
      openPorts: [8080],
      excludedPorts: [9090],
      probesBreak: true,
      totalBlockers: 3,
      blockers: [
        {
          caller: 'old/Deployment/monolith',
          port: 8080,
          transport: 'plaintext',
          outcome: 'allow',
          because: [{ reason: 'client-no-proxy' }],
          named: true,
        },
        {
          port: 8080,
          transport: 'plaintext',
          outcome: 'unknown',
          because: [],
          named: false,
        },
      ],
    },
  ],
};
const stepAnswer = {
  now,
  cluster: 'prod',
  namespace: 'shop',
  step: 'strict',
  yaml: 'kind: PeerAuthentication\n',
  changes: [
    {
      from: 'old/Deployment/monolith',
      to: 'shop/Deployment/api',
      port: 8080,
      before: { outcome: 'allow', transport: 'plaintext' },
      after: { outcome: 'deny', transport: 'broken' },
    },
  ],
  totalChanges: 5,
  compared: 40_000,
  truncated: true,
  stillOpen: ['shop/Deployment/web'],
};

const answer = (items = [line()], strict: object = strictAnswer) => {
  const asked: string[] = [];
  const steps: unknown[] = [];
  server.use(
    http.get(`${backend}/v1/rollout`, ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({
        now,
        clusters,
        partial,
        items,
        totalItems: items.length,
      });
    }),
    http.get(`${backend}/v1/rollout/strict`, () => HttpResponse.json(strict)),
    http.post(`${backend}/v1/rollout/whatif`, async ({ request }) => {
      steps.push(await request.json());
      return HttpResponse.json(stepAnswer);
    }),
  );
  return { asked, steps };
};
const open = (at = '/zero-trust/rollout') =>
  renderPage(<RolloutPage />, { at });

it('tells how far each namespace is, by the least of its workloads', async () => {
  answer();
  await open();
  const row = await screen.findByRole('row', { name: /^shop/ });
  expect(row).toHaveTextContent('prod · 3 workloads');
  expect(row).toHaveTextContent('takes plaintext');
  expect(row).toHaveTextContent('takes plaintext: 1 · STRICT: 2');
  expect(row).toHaveTextContent('takes plaintext since 143 days');
  expect(row).toHaveTextContent('open in both directions');
});

it('keeps the filter in the address and asks the backend for it', async () => {
  const { asked } = answer();
  await open('/zero-trust/rollout?cluster=prod');
  await screen.findByRole('row', { name: /^shop/ });
  expect(asked[0]).toContain('cluster=prod');
});

it('names who would break, where and why, without rounding what is unknown', async () => {
  answer();
  await open();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Look closer: prod/shop' }),
  );
  const drawer = await screen.findByRole('dialog', { name: 'shop in prod' });
  const table = await within(drawer).findByRole('table', {
    name: 'Callers of shop/Deployment/api that would break',
  });
  const [, monolith, outside] = within(table).getAllByRole('row');
  expect(monolith).toHaveTextContent('old/Deployment/monolith');
  expect(monolith).toHaveTextContent('Plaintext');
  expect(monolith).toHaveTextContent('A rule names it.');
  expect(outside).toHaveTextContent('addresses outside the cluster');
  expect(outside).toHaveTextContent('Unknown');
  expect(drawer).toHaveTextContent('and 1 more');
  expect(drawer).toHaveTextContent('past the proxy');
  expect(drawer).toHaveTextContent('would be refused');
  expect(screen.getByTestId('address')).toHaveTextContent('open=prod%2Fshop');
});

it('promises nobody nothing while a stage is not known', async () => {
  answer([line()], {
    ...strictAnswer,
    stage: 'unknown',
    workloads: [
      {
        ...strictAnswer.workloads[0],
        stage: 'unknown',
        blockers: [],
        totalBlockers: 0,
      },
    ],
  });
  await open('/zero-trust/rollout?open=prod/shop');
  expect(
    await screen.findByText(/Something could not be read/),
  ).toBeInTheDocument();
  expect(screen.queryByText(/No call that passes today/)).toBeNull();
});

it('shows what STRICT would do, what was not compared, and what to commit', async () => {
  const { steps } = answer();
  await open('/zero-trust/rollout?open=prod/shop');
  await userEvent.click(
    await screen.findByRole('button', { name: 'STRICT for the namespace' }),
  );
  const result = await screen.findByRole('region', { name: 'With STRICT' });
  expect(steps).toEqual([
    { cluster: 'prod', namespace: 'shop', step: 'strict' },
  ]);
  expect(
    within(result).getByRole('row', { name: /^old\/Deployment\/monolith/ }),
  ).toHaveTextContent('Denied');
  expect(result).toHaveTextContent('4 more calls change.');
  expect(result).toHaveTextContent('There were too many pairs');
  expect(result).toHaveTextContent(
    'Still takes plaintext, since another object says so: shop/Deployment/web.',
  );
  expect(
    within(result).getByRole('region', { name: 'To commit' }),
  ).toHaveTextContent('kind: PeerAuthentication');
});

it('says that it failed, and asks again', async () => {
  let failing = true;
  answer();
  server.use(
    http.get(`${backend}/v1/rollout`, () =>
      failing ? new HttpResponse(null, { status: 500 }) : undefined,
    ),
  );
  await open();
  await screen.findByText(/The stages could not be fetched/);
  failing = false;
  await userEvent.click(screen.getByRole('button', { name: /again/i }));
  await waitFor(() =>
    expect(screen.getByRole('row', { name: /^shop/ })).toBeInTheDocument(),
  );
});
