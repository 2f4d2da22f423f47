import { enterAs } from './support/enterAs';
import { expectAccessible } from './support/expectAccessible';
import { expect, test, ZeroTrustTab } from './support/journey';
import { PolicyRepository } from './support/PolicyRepository';

const why = 'The basket greets people by name from next week on.';
const file =
  'clusters/prod-eu/policies/production/user-service/allow-checkout-service.yaml';
const tabPath = '/catalog/default/component/user-service/zero-trust';
const check = new URLSearchParams({
  'check.direction': 'inbound',
  'check.peer': 'component:default/checkout-service',
  'check.port': '8080',
  'check.method': 'GET',
  'check.path': '/v1/users/me',
  'check.cluster': 'prod-eu',
});

test('requests access from a refused check, is reviewed from the inbox, and is allowed by itself', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const repository = new PolicyRepository(process.env.ZTN_DEMO_DIR ?? '.demo');
  const page = await (await browser.newContext()).newPage();
  const owner = await (await browser.newContext()).newPage();
  const git = await (await browser.newContext()).newPage();
  const tab = new ZeroTrustTab(page);
  const drawer = page.getByRole('dialog', { name: 'Request access' });
  try {
    await enterAs(page, 'Mila Novak', `${tabPath}?${check}#check`);
    const asked = tab.section('Check a connection');
    await expect(asked).toContainText('Denied');
    await asked.getByRole('button', { name: 'Request access' }).click();
    await expect(drawer.getByLabel(/^Caller/)).toHaveValue(
      'component:default/checkout-service',
    );
    await expect(drawer.getByLabel('Identity of the caller')).toHaveValue(
      'production/checkout-service',
    );
    await expectAccessible(page, '[role=dialog]');
    await drawer.getByRole('button', { name: 'Next' }).click();
    await expect(drawer).toContainText('A pull request is needed');
    await drawer.getByRole('button', { name: 'Next' }).click();
    // Nobody gets on without a reason.
    await expect(drawer.getByLabel(/^Why/)).toHaveAttribute(
      'aria-invalid',
      'true',
    );
    await drawer.getByLabel(/^Why/).fill(why);
    await expectAccessible(page, '[role=dialog]');
    await drawer.getByRole('button', { name: 'Next' }).click();
    for (const layer of [
      'NetworkPolicy at the caller',
      'NetworkPolicy at the called service',
      'Istio authorization at the called service',
    ]) {
      await expect(
        drawer.getByRole('row', { name: new RegExp(`^${layer}`) }),
      ).toContainText('new object');
    }
    await expect(
      drawer.getByRole('region', { name: `new file ${file}` }),
    ).toContainText('- /v1/users/me');
    await expectAccessible(page, '[role=dialog]');
    await drawer.getByRole('button', { name: 'Open the pull request' }).click();
    await expect(drawer).toContainText('Submitted.');
    await expect(drawer).toContainText('waits for review', { timeout: 60_000 });
    const pull = drawer.getByRole('link', { name: /^Pull request #/ });
    await git.goto((await pull.getAttribute('href')) ?? '');

    // The bot wrote the pull request, so the host lets her approve; it is no use.
    await repository.be(git, 'mila.novak');
    await git.getByRole('button', { name: 'Approve' }).click();
    await expect(drawer).toContainText('does not count', { timeout: 60_000 });

    await enterAs(owner, 'Kenji Mori', '/zero-trust/requests');
    const waiting = owner.getByRole('row', { name: /\/v1\/users\/me/ });
    await expect(waiting).toContainText('waits for review');
    await expectAccessible(owner, '#zero-trust');
    await waiting.getByRole('link').first().click();
    await expect(
      owner.getByRole('region', { name: 'The request' }),
    ).toContainText(why);
    await expectAccessible(owner, '#zero-trust');

    await repository.be(git, 'kenji.mori');
    await git.getByRole('button', { name: 'Approve' }).click();
    await expect(drawer).toContainText('approved, not merged', {
      timeout: 60_000,
    });
    await git.reload();
    await git.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(git.getByText(/^Merged by Kenji Mori/)).toBeVisible();

    const inForce = drawer
      .getByRole('list', { name: 'How far it is' })
      .getByRole('listitem')
      .filter({ hasText: 'In force' });
    await expect(inForce).not.toContainText('not yet', { timeout: 60_000 });
    await drawer.getByRole('button', { name: 'Close' }).click();
    await page.reload();
    await expect(asked).toContainText('Answer: Allowed');
    await expect(tab.section('Requests')).toContainText('in force');

    // What is allowed needs no request, and says so before a reason is typed.
    await tab
      .section('Requests')
      .getByRole('button', { name: 'Request access' })
      .click();
    await drawer
      .getByLabel(/^Caller/)
      .fill('component:default/checkout-service');
    await expect(drawer.getByLabel('Identity of the caller')).toBeVisible();
    await drawer.getByRole('button', { name: 'Next' }).click();
    await drawer.getByLabel(/^Port/).first().fill('8080');
    await drawer.getByLabel('What on this port').selectOption('http');
    await drawer.getByLabel('GET').check();
    await drawer.getByLabel('Path 1').fill('/v1/users/me');
    await expect(drawer).toContainText('It is allowed already');
  } finally {
    await repository.remove(file);
  }
});
