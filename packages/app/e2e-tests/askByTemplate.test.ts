import { enterAs } from './support/enterAs';
import { expect, test } from './support/journey';
import { Person } from './support/Person';

const why = 'The basket shows the address that people ordered to before.';

test('asks for access from a software template', async ({ page, request }) => {
  test.setTimeout(240_000);
  const mila = await Person.signIn(request, 'mila.novak');
  const choose = (option: string) =>
    page.getByRole('option', { name: option, exact: true }).click();
  /** A long list shows a part of itself until one types. */
  const pick = async (field: string, entity: string) => {
    await page.getByLabel(new RegExp(`^${field}`)).fill(entity);
    await choose(entity);
  };
  await enterAs(page, 'Mila Novak', '/create/templates/default/ask-for-access');
  await pick('Caller', 'cart');
  await pick('Called service', 'user-service');
  await page.getByLabel(/^Cluster/).click();
  await choose('Production, Europe');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('checkbox', { name: 'GET' }).check();
  await page.getByLabel(/^Path/).fill('/v1/users/me');
  await page.getByLabel(/^Why/).fill(why);
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  const link = page.getByRole('link', { name: 'The request' });
  await expect(link).toBeVisible({ timeout: 90_000 });
  const [, id] = (await link.getAttribute('href'))!.split('/requests/');
  try {
    const asked = await mila.get(`access-requests/${id}`);
    expect(asked).toMatchObject({
      requester: 'user:default/mila.novak',
      justification: why,
      spec: {
        caller: { entityRef: 'component:default/cart' },
        callee: { entityRef: 'component:default/user-service' },
        cluster: 'prod-eu',
      },
    });
    await expect(
      page.getByRole('link', { name: 'Its pull request' }),
    ).toBeVisible();
    // The task stays open beside it.
    const opened = page.waitForEvent('popup');
    await link.click();
    await expect((await opened).getByText(why)).toBeVisible();
  } finally {
    const { version } = await mila.get(`access-requests/${id}`);
    await mila.post(`access-requests/${id}/cancel`, { version });
  }
});
