import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

test('gives an entity without annotations the YAML to paste', async ({
  tab,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await tab.open('gift-cards');
  await expect(
    page.getByRole('heading', {
      name: 'This entity is not tied to a workload yet',
    }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Copy the annotation' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim()).toBe(
    [
      'metadata:',
      '  annotations:',
      '    backstage.io/kubernetes-id: gift-cards',
    ].join('\n'),
  );
  await expectAccessible(page, '#zero-trust');
});

test('says what was tried when the annotations match nothing', async ({
  tab,
  page,
}) => {
  await tab.open('loyalty', 'dark');
  await expect(
    page.getByRole('heading', { name: 'The annotations match no workload' }),
  ).toBeVisible();
  const tried = page.getByRole('table', { name: 'What was tried' });
  await expect(
    tried.getByRole('row').filter({ hasText: 'prod-us' }),
  ).toContainText('No pod carries these labels.');
  await expectAccessible(page, '#zero-trust');
});
