import { expect, Page } from '@playwright/test';

/** Enters the portal at a path as somebody of the shop, who stays signed in. */
export async function enterAs(page: Page, person: string, path: string) {
  await page.goto(path);
  const choice = page.getByRole('button', {
    name: new RegExp(`^Sign in as ${person}`),
  });
  // A cold portal compiles its first page while this waits.
  await choice.click({ timeout: 60_000 });
  await expect(choice).toHaveCount(0);
}
