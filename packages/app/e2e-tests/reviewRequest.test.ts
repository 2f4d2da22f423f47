import { Page } from '@playwright/test';
import { askAccess, OpenRequest } from './support/askAccess';
import { enterAs } from './support/enterAs';
import { expect, test } from './support/journey';
import { Person } from './support/Person';
import { PolicyRepository } from './support/PolicyRepository';
import { openRequests, RequestPage } from './support/RequestPage';

// What becomes of a request that is not simply approved and merged. Mila asks,
// Amira and Tom own the called service, Elif administers the repository, and
// whoever changes a file does it with git.

const file =
  'clusters/prod-eu/policies/production/fraud-check/allow-checkout-service.yaml';

/** POST to a path of fraud-check, for checkout-service. */
const toPost = (value: string, type = 'exact') => ({
  caller: { entityRef: 'component:default/checkout-service' },
  callee: { entityRef: 'component:default/fraud-check' },
  cluster: 'prod-eu',
  rules: [
    {
      port: 8080,
      protocol: 'TCP',
      http: { methods: ['POST'], paths: [{ type, value }] },
    },
  ],
});
const why = 'The basket asks for the limits of a card.';

test.describe('a request under review', () => {
  let repository: PolicyRepository;
  let mila: Person;
  /** The portal, where Mila looks at her request. */
  let portal: Page;
  /** The git host, where the owners are. */
  let host: Page;
  /** How a plan looks while nothing of these journeys is in the cluster. */
  let untouched: string;

  const layersOfAPlan = async () => {
    const { layers } = await mila.post(
      'access-requests/preview',
      toPost('/v1/limits/none'),
    );
    return JSON.stringify(layers);
  };

  test.beforeAll(async ({ browser, playwright }) => {
    repository = new PolicyRepository(process.env.ZTN_DEMO_DIR ?? '.demo');
    portal = await (await browser.newContext()).newPage();
    host = await (await browser.newContext()).newPage();
    await enterAs(portal, 'Mila Novak', '/zero-trust/requests');
    const api = await playwright.request.newContext();
    mila = await Person.signIn(api, 'mila.novak');
    untouched = await layersOfAPlan();
  });

  test.afterEach(async () => {
    await repository.start();
    await repository.remove(file);
    // What is still open would be joined by who asks for the same again.
    const { items } = await mila.get(
      'access-requests?role=requester&state=open',
    );
    for (const { id, version, sentence, allowedActions } of items)
      if (sentence.includes('/v1/limits/') && allowedActions.includes('cancel'))
        await mila.post(`access-requests/${id}/cancel`, { version });
    // It leaves the cluster later than the repository. Until then a plan builds
    // on what is about to go, and its request never comes into force.
    await expect.poll(layersOfAPlan, { timeout: 20_000 }).toBe(untouched);
  });

  /** Asks, and opens the request in the portal and its pull request on the host. */
  const ask = async (spec: object) => {
    const request = await askAccess(mila, spec, why);
    const page = new RequestPage(portal, request.sentence);
    await page.openFromList();
    await host.goto(request.url);
    return { request, page };
  };
  /** Presses a button of the pull request as somebody. */
  const act = async (login: string, button: string) => {
    await repository.be(host, login);
    await host.getByRole('button', { name: button, exact: true }).click();
  };
  const push = (
    { branch }: OpenRequest,
    login: string,
    change: (text: string) => string,
  ) =>
    repository.push(login, { branch, file, message: 'Change by hand', change });
  const statusOnHost = (words: string) =>
    expect(async () => {
      await host.reload();
      await expect(
        host.getByRole('region', { name: 'Statuses' }),
      ).toContainText(words, { timeout: 1_000 });
    }).toPass();

  test('takes an approval back when somebody pushes, and alarms when it is merged all the same', async () => {
    const { request, page } = await ask(toPost('/v1/limits/pushed'));
    await act('amira.haddad', 'Approve');
    await expect(page.standing).toContainText('approved, not merged');
    await statusOnHost('success zero-trust/owner-approval');

    await push(request, 'jonas.berg', text => `${text}# as agreed\n`);
    await expect(page.standing).toContainText('waits for review');
    await expect(page.step('Approved')).toContainText('not yet');
    await expect(page.facts).toContainText('an earlier commit was reviewed');
    await expect(page.history).toContainText('The branch was changed by hand');
    await statusOnHost('pending zero-trust/owner-approval');
    await act('tom.okafor', 'Merge');
    await expect(host.getByRole('alert')).toContainText('is not success');

    await repository.be(host, 'elif.demir');
    await host.getByLabel(/as an administrator/).check();
    await host.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(page.alarm).toContainText('UNAPPROVED_MERGE');
    await expect(page.step('Approved')).toContainText('not yet');
    await expect(page.step('In force')).not.toContainText('not yet');
    await page.expectNothingGreen();
  });

  test('alarms when a reviewer has widened it, though it was approved', async () => {
    const { request, page } = await ask(toPost('/v1/limits/widened'));
    await push(request, 'amira.haddad', text =>
      text.replace('- /v1/limits/widened', "- '*'"),
    );
    await expect(page.history).toContainText('The branch was changed by hand');
    await host.reload();
    await act('tom.okafor', 'Approve');
    await statusOnHost('success');
    await act('tom.okafor', 'Merge');

    await expect(page.alarm).toContainText('MERGED_WIDER');
    await expect(page.findings).toContainText('wider-than-asked');
    await expect(page.standing).toContainText('TCP 8080: POST any path');
    await expect(page.step('In force')).not.toContainText('not yet');
    await page.expectNothingGreen();
  });

  test('grants what a reviewer left of it, and no more', async () => {
    const { request, page } = await ask(toPost('/v1/limits/', 'prefix'));
    await push(request, 'amira.haddad', text =>
      text.replace('- /v1/limits/*', '- /v1/limits/basket'),
    );
    await expect(page.history).toContainText('The branch was changed by hand');
    await host.reload();
    await act('tom.okafor', 'Approve');
    await statusOnHost('success');
    await act('tom.okafor', 'Merge');

    await expect(page.step('In force')).not.toContainText('not yet');
    await expect(page.standing).toContainText(
      'What was merged is not what was asked. Granted: TCP 8080: POST /v1/limits/basket.',
    );
    await expect(page.alarm).toHaveCount(0);
  });

  test('is rejected when its pull request is closed', async () => {
    const { page } = await ask(toPost('/v1/limits/closed'));
    await act('amira.haddad', 'Close');
    await expect(page.standing).toContainText('rejected');
    await expect(page.standing).toContainText(
      'A pull request was closed without being merged.',
    );
    // What can no longer come is not announced.
    await expect(page.step('Merged')).toHaveCount(0);
  });

  test('says that it cannot be merged when the base changes in the same file', async () => {
    const { page } = await ask(toPost('/v1/limits/late'));
    await repository.push('elif.demir', {
      branch: 'main',
      file,
      message: 'Say something else meanwhile',
      change: () => '# Nothing yet.\n',
    });
    await expect(page.alarm).toContainText('MERGE_CONFLICT');
    await host.reload();
    await repository.be(host, 'tom.okafor');
    await expect(host.getByText(/there are conflicts/)).toBeVisible();

    // Taken back on the base, there is nothing in the way any more.
    await repository.remove(file);
    await expect(page.alarm).toHaveCount(0);
    await expect(page.standing).toContainText('waits for review');
  });

  test('is not submitted while the git host is down, waits while it takes nothing, and opens by itself', async () => {
    await openRequests(portal);
    await portal.getByRole('button', { name: 'Request access' }).click();
    const drawer = portal.getByRole('dialog', { name: 'Request access' });
    const next = drawer.getByRole('button', { name: 'Next' });
    await drawer
      .getByLabel(/^Caller/)
      .fill('component:default/checkout-service');
    await drawer
      .getByLabel(/^Service to call/)
      .fill('component:default/fraud-check');
    await drawer.getByLabel('Cluster').selectOption('prod-eu');
    await next.click();
    await drawer.getByLabel(/^Port/).first().fill('8080');
    await drawer.getByLabel('What on this port').selectOption('http');
    await drawer.getByLabel('POST').check();
    await drawer.getByLabel('Path 1').fill('/v1/limits/down');
    await drawer.getByLabel(/^Why/).fill(why);
    await next.click();
    await expect(drawer).toContainText('A pull request is needed');

    const submit = drawer.getByRole('button', {
      name: 'Open the pull request',
    });
    await repository.stop();
    await submit.click();
    await expect(drawer.getByRole('alert')).toContainText(
      "It was not submitted: the git host of policy source 'shop' does not answer",
    );

    await repository.start();
    await repository.freeze();
    await submit.click();
    await expect(drawer).toContainText('being submitted');
    await expect(drawer).toContainText(
      "The git host of policy source 'shop' is in trouble. It is tried again by itself.",
    );

    await repository.start();
    await expect(drawer).toContainText('waits for review');
    await expect(
      drawer.getByRole('link', { name: /^Pull request #/ }),
    ).toBeVisible();
  });
});
