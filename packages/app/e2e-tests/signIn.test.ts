import { expect, test } from './support/journey';
import { expectAccessible } from './support/expectAccessible';

// Asking for access takes one person and approving it another: one can be both.

test('be somebody of the shop, stay them, and stop being them', async ({
  page,
}) => {
  await page.goto('/settings');
  const amira = page.getByRole('button', {
    name: 'Sign in as Amira Haddad, Payments',
  });
  // A cold portal compiles its first page while this waits.
  await expect(amira).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, 'main');
  await amira.click();
  const identity = page.getByText('Ownership Entities:');
  await expect(identity).toContainText('Payments');
  await page.reload();
  await expect(identity).toContainText('Amira Haddad');
  await page.getByTestId('user-settings-menu').click();
  await page.getByText('Sign Out').click();
  await expect(page.getByRole('button', { name: 'Enter' })).toBeVisible();
});
