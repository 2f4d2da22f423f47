import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

test('reads the map of payment-service with the keyboard alone', async ({
  tab,
  page,
}) => {
  await tab.open('payment-service', 'dark');
  await page.getByRole('link', { name: 'Map', exact: true }).press('Enter');
  const map = tab.section('Map');
  const caller = map.getByRole('button', {
    name: 'Caller checkout-service production: Encrypted',
  });
  await expect(caller).toBeVisible();
  await expect(
    map.getByRole('list', { name: 'Lines of the map' }),
  ).toContainText('Encrypted');

  await caller.focus();
  await page.keyboard.press('Enter');
  await expect(caller).toHaveAttribute('aria-pressed', 'true');
  const details = map.getByRole('region', {
    name: 'Details of checkout-service',
  });
  await expect(details).toContainText('POST /v1/payments/*');
  await expect(details).toContainText('mTLS');

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await expect(
    map.getByRole('region', { name: /^Details of istiod/ }),
  ).toBeVisible();

  await map.getByLabel('Cluster', { exact: true }).selectOption('prod-us');
  await expect(
    map.getByRole('button', { name: /^Caller payment-waypoint/ }),
  ).toBeVisible();
  expect(page.url()).toContain('map.cluster=prod-us');
  await expectAccessible(page, '#zero-trust');
});
