import { askAccess } from './support/askAccess';
import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';
import { Person } from './support/Person';
import { PolicyRepository } from './support/PolicyRepository';

// One asks, another approves where the policies are kept, and what is merged is
// in the cluster and on the screen by itself.

const ask = {
  caller: { entityRef: 'component:default/checkout-service' },
  callee: { entityRef: 'component:default/fraud-check' },
  cluster: 'prod-eu',
  rules: [
    {
      port: 8080,
      protocol: 'TCP',
      http: {
        methods: ['POST'],
        paths: [{ type: 'prefix', value: '/v1/scores/' }],
      },
    },
  ],
};
const file =
  'clusters/prod-eu/policies/production/fraud-check/allow-checkout-service.yaml';

test('asks as one person, approves as another, and the tab turns to allowed by itself', async ({
  tab,
  page,
  context,
  request,
}) => {
  test.setTimeout(300_000);
  const repository = new PolicyRepository(process.env.ZTN_DEMO_DIR ?? '.demo');
  const mila = await Person.signIn(request, 'mila.novak');
  await tab.open('fraud-check');
  const allowed = tab.withOutcome(
    tab.rows('Who can call this', 'checkout-service', 'prod-eu'),
    'Allowed',
  );
  await expect(tab.summaryOf('prod-eu')).toContainText('1 caller');
  await expect(allowed).toHaveCount(0);

  try {
    const { id, url } = await askAccess(
      mila,
      ask,
      'checkout asks for a score before it asks for the money',
    );
    const stateOf = async () => (await mila.get(`access-requests/${id}`)).state;

    const pull = await context.newPage();
    await pull.goto(url);
    const statuses = pull.getByRole('region', { name: 'Statuses' });
    await expect(statuses).toContainText('pending zero-trust/owner-approval');

    await repository.be(pull, 'mila.novak');
    await expectAccessible(pull, 'body');
    await pull.getByRole('button', { name: 'Approve' }).click();
    await expect(async () => {
      await pull.reload();
      await expect(statuses).toContainText('does not own the called service');
    }).toPass({ timeout: 30_000 });
    await pull.getByRole('button', { name: 'Squash and merge' }).click();
    await expect(pull.getByRole('alert')).toContainText('is not success');

    await pull.goto(url);
    await repository.be(pull, 'amira.haddad');
    await pull.getByRole('button', { name: 'Approve' }).click();
    await expect(async () => {
      await pull.reload();
      await expect(statuses).toContainText('success');
    }).toPass({ timeout: 30_000 });
    await pull.getByRole('button', { name: 'Squash and merge' }).click();
    await expect(pull.getByText('Merged by Amira Haddad')).toBeVisible();

    await page.bringToFront();
    await expect(allowed).toHaveCount(1, { timeout: 60_000 });
    await expect(allowed).toContainText('POST /v1/scores/*');
    await expect.poll(stateOf, { timeout: 60_000 }).toBe('effective');
  } finally {
    await repository.remove(file);
  }
  await expect(allowed).toHaveCount(0, { timeout: 15_000 });
});
