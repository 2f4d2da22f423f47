import { Locator } from '@playwright/test';
import path from 'node:path';
import { expect, test, ZeroTrustTab } from './support/journey';

const folder = path.resolve(__dirname, '../../../docs/screenshots');

/** What `yarn screenshots` shows of each part of the tab. */
for (const theme of ['light', 'dark'] as const) {
  test.describe(`${theme} theme`, () => {
    const shoot = (what: Locator, name: string) =>
      what.screenshot({
        path: path.join(folder, `${name}-${theme}.png`),
        animations: 'disabled',
      });

    /** Opens a tab on a narrow sidebar, and waits until both tables are there. */
    const open = async (tab: ZeroTrustTab, component: string) => {
      await tab.page.addInitScript(() =>
        localStorage.setItem('sidebarPinState', 'false'),
      );
      await tab.open(component, theme);
      await expect(
        tab.section('Who can call this').getByRole('table'),
      ).toBeVisible();
      await expect(
        tab.section('What this can call').getByRole('table'),
      ).toBeVisible();
    };

    test('the tab of payment-service', async ({ tab, page }) => {
      await open(tab, 'payment-service');
      await page.mouse.move(0, 0);
      await page.screenshot({
        path: path.join(folder, `payment-service-${theme}.png`),
        animations: 'disabled',
      });
      await tab
        .rows('Who can call this', 'checkout-service', 'prod-eu', 'POST')
        .getByRole('button', { name: /^Show the evidence/ })
        .click();
      const evidence = tab
        .section('Who can call this')
        .getByRole('list', { name: 'Every layer in path order' });
      await expect(evidence).toBeVisible();
      await shoot(evidence, 'evidence');
      await shoot(tab.section('Identity'), 'identity');
      const map = tab.section('Map');
      await map.scrollIntoViewIfNeeded();
      await map
        .getByRole('button', { name: /^Caller checkout-service/ })
        .click();
      await shoot(map, 'map');
    });

    for (const [mode, component] of [
      ['strict', 'order-service'],
      ['permissive', 'payment-service-staging'],
      ['mixed', 'catalog-service'],
      ['ambient', 'recommendation'],
    ]) {
      test(`the encryption of a workload that is ${mode}`, async ({ tab }) => {
        await open(tab, component);
        await shoot(tab.section('Encryption'), `encryption-${mode}`);
        await shoot(tab.section('Findings'), `findings-${mode}`);
      });
    }

    test('a connection that is denied', async ({ tab, page }) => {
      await open(tab, 'payment-service');
      const check = tab.section('Check a connection');
      await check.getByRole('textbox', { name: 'Entity' }).fill('frontend');
      await page
        .getByRole('option', { name: 'component:default/frontend' })
        .click();
      await check.getByLabel('Port').fill('8080');
      await check.getByLabel('HTTP method').fill('POST');
      await check.getByLabel('HTTP path').fill('/v1/payments/42');
      await check.getByLabel('Cluster').selectOption('prod-eu');
      await check.getByRole('button', { name: 'Check', exact: true }).click();
      await expect(check.getByRole('status')).toContainText('Denied');
      await shoot(check, 'check');
    });
  });
}
