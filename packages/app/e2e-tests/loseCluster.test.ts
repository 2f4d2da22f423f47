import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

test('keeps one cluster while the other is away, says that totals are partial, and recovers', async ({
  tab,
  page,
  clusters,
}) => {
  await tab.open('payment-service');
  const europe = tab.summaryOf('prod-eu');
  const america = tab.summaryOf('prod-us');
  const alert = page.getByRole('alert').filter({ hasText: 'prod-us' });
  await expect(europe).toContainText('watching');
  await expect(america).toContainText('watching');
  await expect(alert).toHaveCount(0);

  await clusters.stop('prod-us');
  await expect(america).toContainText('stale');
  await expect(alert).toContainText('The connection was refused.');
  await expect(page.getByText('Totals are partial').first()).toBeVisible();
  await expect(europe).toContainText('watching');
  await expect(europe).toContainText('1 caller');
  await expect(
    tab.withOutcome(
      tab.rows('Who can call this', 'checkout-service', 'prod-eu'),
      'Allowed',
    ),
  ).not.toHaveCount(0);
  await expectAccessible(page, '#zero-trust');

  await clusters.recover('prod-us');
  await expect(america).toContainText('watching');
  await expect(alert).toHaveCount(0);
  await expect(page.getByText('Totals are partial')).toHaveCount(0);
});
