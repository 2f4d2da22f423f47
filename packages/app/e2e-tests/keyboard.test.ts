import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

test('reads evidence and checks a connection with the keyboard alone', async ({
  tab,
  page,
}) => {
  await tab.open('payment-service', 'dark');
  const callers = tab.section('Who can call this');
  await expect(callers.getByRole('table')).toBeVisible();

  // A section's link leads to its heading, and Tab goes on from there.
  await page.getByRole('link', { name: 'Controls', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: 'Controls', exact: true }),
  ).toBeFocused();
  await expect(tab.section('Controls')).toContainText(/\d+ pass/);

  const evidence = tab
    .rows('Who can call this', 'checkout-service', 'prod-eu', 'POST')
    .getByRole('button', { name: /^Show the evidence/ });
  await evidence.focus();
  await page.keyboard.press('Enter');
  const yaml = callers.getByRole('button', {
    name: 'Show AuthorizationPolicy production/allow-checkout-to-payment as YAML',
  });
  await yaml.focus();
  await page.keyboard.press('Enter');
  const shown = callers.getByLabel(
    'AuthorizationPolicy production/allow-checkout-to-payment as YAML',
    { exact: true },
  );
  await expect(shown).toContainText('cluster.local/ns/production/sa/checkout');
  await expect(callers).toContainText('Flux');
  // Reachable, so that what is wider than the page can be scrolled to.
  await page.keyboard.press('Tab');
  await expect(shown).toBeFocused();
  await expectAccessible(page, '#callers');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(shown).toBeHidden();

  const check = tab.section('Check a connection');
  await check.getByRole('textbox', { name: 'Entity' }).focus();
  await page.keyboard.type('frontend');
  await expect(
    page.getByRole('option', { name: 'component:default/frontend' }),
  ).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await check.getByLabel('Port').focus();
  await page.keyboard.type('80800');
  await page.keyboard.press('Enter');
  await expect(check.getByLabel('Port')).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await check.getByLabel('Port').selectText();
  await page.keyboard.type('8080');
  await page.keyboard.press('Enter');
  await expect(check.getByRole('status')).toContainText('Denied');
});

test('finds the own services at home, and a finding by searching', async ({
  tab,
  page,
}) => {
  await tab.open('checkout-service');
  await page.locator('a[href="/home"]').click();
  const mine = page.getByRole('list', { name: /worst first/ });
  await expect(mine.getByRole('link')).toContainText(['checkout-service'], {
    timeout: 30_000,
  });
  await expectAccessible(page, 'ul[aria-label*="worst first"]');
  await mine.getByRole('link', { name: 'checkout-service' }).click();
  await expect(tab.section('Summary')).toBeVisible();

  await page.getByTestId('menu-button').or(page.getByLabel('more')).click();
  await page.getByRole('menuitem', { name: 'Check a connection' }).click();
  await expect(
    page.getByRole('heading', { name: 'Check a connection' }),
  ).toBeFocused();

  // Findings are collected a while after the start.
  await expect(async () => {
    await page.goto('/search?query=dns&types%5B%5D=zero-trust-finding');
    const enter = page.getByRole('button', { name: 'Enter' });
    const found = page.getByRole('link', { name: /DNS/ }).first();
    await expect(enter.or(found)).toBeVisible({ timeout: 10_000 });
    if (await enter.isVisible()) await enter.click();
    await expect(found).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 90_000 });
});
