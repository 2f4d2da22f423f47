import { Locator, Page } from '@playwright/test';
import path from 'node:path';
import { enterAs } from './support/enterAs';
import { expect, test } from './support/journey';
import { PolicyRepository } from './support/PolicyRepository';

const folder = path.resolve(__dirname, '../../../docs/screenshots');
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

const file = (name: string, theme: Theme) =>
  path.join(folder, `${name}-${theme}.png`);

const shoot = (what: Page | Locator, name: string, theme: Theme) =>
  what.screenshot({
    path: file(name, theme),
    animations: 'disabled',
    // Notices come and go over whatever is shown.
    style: '[class*="SnackbarContainer"] { display: none }',
  });

/** Enters as somebody of the shop, beside a narrow sidebar. */
async function enterWith(page: Page, theme: Theme, person: string, at: string) {
  await page.addInitScript(chosen => {
    localStorage.setItem('theme', chosen);
    localStorage.setItem('sidebarPinState', 'false');
  }, theme);
  await enterAs(page, person, at);
}

const policyFile =
  'clusters/prod-eu/policies/production/user-service/allow-checkout-service.yaml';
const check = new URLSearchParams({
  'check.direction': 'inbound',
  'check.peer': 'component:default/checkout-service',
  'check.port': '8080',
  'check.method': 'GET',
  'check.path': '/v1/users/me',
  'check.cluster': 'prod-eu',
});

/** What `yarn screenshots` shows of the platform pages and of a request. */
for (const theme of themes) {
  test(`platform pages, ${theme}`, async ({ page }) => {
    await enterWith(page, theme, 'Elif Demir', '/zero-trust/overview');
    await expect(
      page.getByRole('region', { name: 'By requirement' }),
    ).toBeVisible();
    await shoot(page, 'overview', theme);
    await page.goto('/zero-trust/workloads');
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    await shoot(page, 'workloads', theme);
    await page.goto('/zero-trust/rollout?open=prod-eu%2Fstaging');
    const drawer = page.getByRole('dialog', { name: 'staging in prod-eu' });
    await drawer
      .getByRole('button', { name: 'STRICT for the namespace' })
      .click();
    const result = drawer.getByRole('region', { name: 'With STRICT' });
    await expect(result).toContainText('PeerAuthentication');
    await result.evaluate(element => element.scrollIntoView());
    await shoot(page, 'rollout', theme);
  });

  test(`a request for access, ${theme}`, async ({ page }) => {
    await enterWith(
      page,
      theme,
      'Mila Novak',
      `/catalog/default/component/user-service/zero-trust?${check}#check`,
    );
    await page
      .getByRole('region', { name: 'Check a connection' })
      .getByRole('button', { name: 'Request access' })
      .click();
    const drawer = page.getByRole('dialog', { name: 'Request access' });
    await expect(drawer.getByLabel('Identity of the caller')).toBeVisible();
    await shoot(page, 'request-who', theme);
    await drawer.getByRole('button', { name: 'Next' }).click();
    await drawer
      .getByLabel(/^Why/)
      .fill('The basket greets people by name from next week on.');
    await expect(drawer).toContainText('A pull request is needed');
    await shoot(page, 'request-what', theme);
    await drawer.getByRole('button', { name: 'Next' }).click();
    await expect(
      drawer.getByRole('table', { name: 'Layer by layer' }),
    ).toBeVisible();
    await shoot(page, 'request-preview', theme);
    await drawer.getByRole('button', { name: 'Open the pull request' }).click();
    await expect(drawer).toContainText('waits for review');
    const repository = new PolicyRepository(
      process.env.ZTN_DEMO_DIR ?? '.demo',
    );
    const pull = drawer.getByRole('link', { name: /^Pull request #/ });
    const host = await page.context().newPage();
    await host.goto((await pull.getAttribute('href')) ?? '');
    await repository.be(host, 'kenji.mori');
    await host.getByRole('button', { name: 'Approve' }).click();
    await expect(drawer).toContainText('approved, not merged');
    await host.reload();
    await host.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.bringToFront();
    await drawer.getByRole('link', { name: 'Open its page' }).click();
    await expect(drawer).toHaveCount(0);
    const steps = page.getByRole('list', { name: 'How far it is' });
    await expect(steps).not.toContainText('not yet');
    await shoot(page, 'request-timeline', theme);
    // The next theme asks for the same.
    await repository.remove(policyFile);
    await expect(async () => {
      await page.reload();
      await expect(
        page.getByText('no longer in force', { exact: true }),
      ).toBeVisible();
    }).toPass();
  });
}
