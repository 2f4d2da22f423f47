import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

test('reads what a compromised frontend could reach, sensitive targets first', async ({
  tab,
  page,
}) => {
  await tab.open('frontend');
  await page.getByRole('link', { name: 'Blast radius' }).press('Enter');
  const radius = tab.section('Blast radius');
  const table = radius.getByRole('table', { name: 'Blast radius' });
  const first = table.getByRole('row').nth(1);
  await expect(first).toContainText('user-service');
  await expect(first).toContainText('Sensitive');
  await expect(first).toContainText('/v1/users/*');
  await expect(radius.getByText(/\d+ of them are sensitive/)).toBeVisible();
  await expect(radius.getByText('By owner')).toBeVisible();

  await radius.getByLabel('Steps').selectOption('1');
  await expect(radius.getByText(/workloads within 1 step,/)).toBeVisible();
  expect(page.url()).toContain('reach.hops=1');
  await expect(
    table.getByRole('row').filter({ hasText: 'ledger' }),
  ).toHaveCount(0);
  await expectAccessible(page, '#zero-trust');
});
