import { readFileSync } from 'node:fs';
import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

const worst = 'legacy/Deployment/shop-monolith';

test('goes from the overview to the worst workload, its evidence, an exception and its line of history', async ({
  tab,
  page,
}) => {
  // Cold pages and a line of history take their time.
  test.setTimeout(240_000);
  await tab.open('payment-service');
  await page.goto('/zero-trust/overview');
  const region = (name: string) =>
    page.getByRole('region', { name, exact: true });
  await expect(region('By requirement')).toContainText(
    'All communication is secured',
  );
  await expectAccessible(page, '#zero-trust');
  // A change is told from what was recorded before.
  await expect(async () => {
    await page.reload();
    await expect(region('Trend over 90 days')).toContainText(
      'The same as a table',
      { timeout: 5_000 },
    );
  }).toPass({ timeout: 90_000, intervals: [3_000] });
  await region('Controls')
    .getByRole('list', { name: 'Inbound traffic denied by default' })
    .getByRole('link', { name: /fail$/ })
    .click();

  await expect(page).toHaveURL(/control=default-deny-ingress&state=fail/);
  const first = page.getByRole('row').nth(1);
  await expect(first).toContainText(worst);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  const [head, ...lines] = csv.trim().split('\r\n');
  const cell = (line: string, name: string) =>
    line.split(',')[head.split(',').indexOf(name)];
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    expect(cell(line, 'default-deny-ingress')).toBe('fail');
    expect(cell(line, 'cluster_state')).toBe('watching');
  }

  const cluster = 'prod-eu';
  await page
    .getByRole('button', { name: new RegExp(`${cluster}/${worst}$`) })
    .click();
  const evidence = page.getByRole('dialog', {
    name: `${worst} in ${cluster}`,
  });
  const result = evidence.getByRole('listitem').filter({
    has: page.getByRole('heading', {
      name: 'Inbound traffic denied by default',
    }),
  });
  await expect(result).toContainText('fail');
  await expectAccessible(page, '[role=dialog]');
  await result.getByRole('button', { name: /^Accept for now/ }).click();
  const form = page.getByRole('dialog', { name: /^Accept for now/ });
  await form.getByLabel(/^Reason/).fill('too short');
  await expect(form.getByRole('button', { name: 'Accept' })).toBeDisabled();
  await form
    .getByLabel(/^Reason/)
    .fill('the monolith is taken apart this quarter');
  await expectAccessible(page, '[role=dialog]');
  await form.getByRole('button', { name: 'Accept' }).click();
  await expect(form).toHaveCount(0);
  await expect(result).toContainText('accepted');

  const changes = evidence.getByRole('region', { name: 'What changed here' });
  await expect(async () => {
    await page.reload();
    await expect(changes).toContainText('by an exception', {
      timeout: 5_000,
    });
  }).toPass({ timeout: 150_000, intervals: [3_000] });
  await expect(changes).toContainText('Inbound traffic denied by default');

  await page.goto('/zero-trust/exceptions');
  const row = page
    .getByRole('row')
    .filter({ hasText: worst })
    .filter({ hasText: 'the monolith is taken apart this quarter' });
  await expect(row).toHaveCount(1);
  await expectAccessible(page, '#zero-trust');
  await row.getByRole('button', { name: /^End now/ }).click();
  await page
    .getByRole('dialog', { name: 'End this exception?' })
    .getByRole('button', { name: 'End now' })
    .click();
  await expect(row).toHaveCount(0);
});
test('shows the platform pages to everybody in the dark, too', async ({
  tab,
  page,
}) => {
  await tab.open('payment-service', 'dark');
  for (const [path, section] of [
    ['overview', 'By requirement'],
    ['workloads', 'Workloads'],
    ['rollout', 'Rollout'],
    ['exceptions', 'Exceptions'],
  ]) {
    await page.goto(`/zero-trust/${path}`);
    await expect(
      page.getByRole('region', { name: section, exact: true }),
    ).toBeVisible();
    await expectAccessible(page, '#zero-trust');
  }
  await page.goto('/zero-trust/rollout?open=prod-eu%2Fstaging');
  const drawer = page.getByRole('dialog', { name: 'staging in prod-eu' });
  await drawer
    .getByRole('button', { name: 'STRICT for the namespace' })
    .click();
  await expect(
    drawer.getByRole('region', { name: 'With STRICT' }),
  ).toContainText('PeerAuthentication');
  await expectAccessible(page, '[role=dialog]');
});
