import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

test('checks frontend → payment-service and reads which layer denies it and why', async ({
  tab,
  page,
}) => {
  await tab.open('payment-service');
  const check = tab.section('Check a connection');
  await check.getByRole('textbox', { name: 'Entity' }).fill('frontend');
  await page
    .getByRole('option', { name: 'component:default/frontend' })
    .click();
  await expect(check.getByRole('textbox', { name: 'Entity' })).toHaveValue(
    'component:default/frontend',
  );
  await check.getByLabel('Port').fill('8080');
  await check.getByLabel('HTTP method').fill('POST');
  await check.getByLabel('HTTP path').fill('/v1/payments/42');
  await check.getByLabel('Cluster', { exact: true }).selectOption('prod-eu');
  await page.keyboard.press('Tab');
  await check
    .getByRole('button', { name: 'Check', exact: true })
    .press('Enter');

  await expect(check.getByRole('status')).toContainText('Answer: Denied');
  const steps = check
    .getByRole('list', { name: 'Every layer in path order' })
    .getByRole('listitem');
  await expect(steps).toHaveCount(4);
  await expect(steps.nth(0)).toContainText('Denied');
  await expect(steps.nth(0)).toContainText('Network, leaving the caller');
  const considered = steps.nth(0).getByText(/^Looked at \d+ policies/);
  await considered.press('Enter');
  await expect(
    steps.nth(0).getByText('NetworkPolicy production/default-deny-all'),
  ).toBeVisible();
  await expect(steps.nth(3)).toContainText('Not reached');
  await expect(steps.nth(3)).toContainText(
    'AuthorizationPolicy production/allow-checkout-to-payment',
  );
  await expect(
    check.getByText('Other end: it wants production/Deployment/', {
      exact: false,
    }),
  ).not.toHaveCount(0);

  await check.getByRole('button', { name: 'What would allow it?' }).click();
  await expect(
    check.getByText('the call is allowed, and nothing else changes', {
      exact: false,
    }),
  ).toBeVisible();
  await expect(
    check.getByLabel(
      'AuthorizationPolicy production/zt-production-frontend--payment-service',
    ),
  ).toContainText('cluster.local/ns/production/sa/frontend');
  // The question is in the address, so that the answer can be sent to others.
  expect(page.url()).toContain('check.port=8080');
  await expectAccessible(page, '#zero-trust');
});
