import { Locator } from '@playwright/test';
import path from 'node:path';
import { expect, test, ZeroTrustTab } from './support/journey';

const folder = path.resolve(__dirname, '../../../docs/screenshots');

/** What `yarn screenshots` shows of each part of the tab. */
for (const theme of ['light', 'dark'] as const) {
  test.describe(`${theme} theme`, () => {
    const file = (name: string) => path.join(folder, `${name}-${theme}.png`);
    const shoot = (what: Locator, name: string) =>
      what.screenshot({ path: file(name), animations: 'disabled' });

    /** The upper part of something long: pictures stay small in the repository. */
    const shootTop = async (what: Locator, name: string) => {
      await what.evaluate(element => element.scrollIntoView());
      const box = await what.boundingBox();
      if (!box) throw new Error(`${name} is not on the page`);
      await what.page().screenshot({
        path: file(name),
        animations: 'disabled',
        clip: { ...box, height: Math.min(box.height, 860) },
      });
    };

    /** Opens a tab beside a narrow sidebar, and waits until both tables are there. */
    const open = async (tab: ZeroTrustTab, component: string) => {
      await tab.page.addInitScript(() =>
        localStorage.setItem('sidebarPinState', 'false'),
      );
      await tab.open(component, theme);
      for (const table of ['Who can call this', 'What this can call']) {
        await expect(tab.section(table).getByRole('table')).toBeVisible();
      }
    };

    test('payment-service', async ({ tab, page }) => {
      await open(tab, 'payment-service');
      await page.screenshot({
        path: file('payment-service'),
        animations: 'disabled',
      });
      const callers = tab.section('Who can call this');
      await tab
        .rows('Who can call this', 'checkout-service', 'prod-eu', 'POST')
        .getByRole('button', { name: /^Show the evidence/ })
        .click();
      await shoot(
        callers.getByRole('list', { name: 'Every layer in path order' }),
        'evidence',
      );
      await callers
        .getByRole('button', {
          name: /^Show AuthorizationPolicy .* as YAML$/,
        })
        .click();
      const rule = callers
        .getByRole('listitem')
        .filter({ has: page.getByLabel(/^AuthorizationPolicy .* as YAML$/) });
      await expect(rule).toContainText('Flux');
      await shoot(rule, 'rule');
      await shoot(tab.section('Identity'), 'identity');

      const map = tab.section('Map');
      await map.scrollIntoViewIfNeeded();
      await map
        .getByRole('button', { name: /^Caller checkout-service/ })
        .click();
      await shoot(map, 'map');

      const check = tab.section('Check a connection');
      await check.getByRole('textbox', { name: 'Entity' }).fill('frontend');
      await page
        .getByRole('option', { name: 'component:default/frontend' })
        .click();
      await check.getByLabel('Port').fill('8080');
      await check.getByLabel('HTTP method').fill('POST');
      await check.getByLabel('HTTP path').fill('/v1/payments/42');
      await check
        .getByLabel('Cluster', { exact: true })
        .selectOption('prod-eu');
      await check.getByRole('button', { name: 'Check', exact: true }).click();
      await expect(check.getByRole('status')).toContainText('Denied');
      await shoot(check, 'check');

      const radius = tab.section('Blast radius');
      await radius.scrollIntoViewIfNeeded();
      await expect(radius.getByRole('table')).toBeVisible();
      await shootTop(radius, 'blast-radius');

      const whatIf = tab.section('What if');
      await whatIf.getByRole('button', { name: 'Try a change' }).click();
      await whatIf
        .getByLabel('Policies to remove')
        .fill('AuthorizationPolicy production/allow-checkout-to-payment');
      await page.keyboard.press('Enter');
      await whatIf.getByRole('button', { name: 'Compare' }).click();
      await expect(whatIf.getByRole('table').first()).toBeVisible();
      await shoot(whatIf, 'what-if');
    });

    test('my services', async ({ tab, page }) => {
      await open(tab, 'checkout-service');
      await page.locator('a[href="/home"]').click();
      await expect(
        page.getByRole('list', { name: /worst first/ }).getByRole('link'),
      ).toContainText(['checkout-service']);
      // The sidebar is open, and in front, while the pointer is on it.
      await page.mouse.move(1200, 800);
      await expect(page.getByText('Catalog Graph')).toBeHidden();
      await page.screenshot({
        path: file('my-services'),
        animations: 'disabled',
        clip: { x: 0, y: 0, width: 1280, height: 620 },
      });
    });

    for (const [mode, component] of [
      ['strict', 'order-service'],
      ['permissive', 'payment-service-staging'],
      ['mixed', 'catalog-service'],
      ['ambient', 'recommendation'],
    ]) {
      test(`a workload that is ${mode}`, async ({ tab }) => {
        await open(tab, component);
        await shoot(tab.section('Encryption'), `encryption-${mode}`);
        if (mode !== 'mixed') return;
        await shoot(tab.section('Findings'), 'findings');
        await shoot(tab.section('Controls'), 'controls');
      });
    }
  });
}
