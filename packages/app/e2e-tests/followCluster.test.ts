import { Manifest } from './support/DemoClusters';
import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

/** How soon a change of the cluster has to be on the screen. */
const soon = { timeout: 5_000 };

const plural = 'authorizationpolicies';
const noCheckout: Manifest = {
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'journey-no-checkout', namespace: 'production' },
  spec: {
    selector: { matchLabels: { app: 'payment-service' } },
    action: 'DENY',
    rules: [
      {
        from: [
          {
            source: {
              principals: ['cluster.local/ns/production/sa/checkout-service'],
            },
          },
        ],
      },
    ],
  },
};

test('follows a policy that is applied and deleted again, without a reload', async ({
  tab,
  page,
  clusters,
}) => {
  await tab.open('payment-service', 'dark');
  const europe = tab.summaryOf('prod-eu');
  const rows = tab.rows(
    'Who can call this',
    'checkout-service',
    'prod-eu',
    '8080',
  );
  const allowed = tab.withOutcome(rows, 'Allowed');
  await expect(europe).toContainText('1 caller');
  await expect(allowed).toHaveCount(1);
  let loads = 0;
  page.on('load', () => (loads += 1));

  try {
    await clusters.apply('prod-eu', plural, noCheckout);
    await expect(europe).toContainText('0 callers', soon);
    await expect(allowed).toHaveCount(0);
    const denied = tab.withOutcome(rows, 'Denied').first();
    await denied
      .getByRole('button', { name: 'Show the evidence for checkout-service' })
      .click();
    await expect(
      tab
        .section('Who can call this')
        .getByText('AuthorizationPolicy production/journey-no-checkout'),
    ).toBeVisible();
    await expectAccessible(page, '#zero-trust');
  } finally {
    await clusters.remove('prod-eu', plural, noCheckout);
  }
  await expect(europe).toContainText('1 caller', soon);
  await expect(allowed).toHaveCount(1);
  expect(loads, 'reloads of the page').toBe(0);
});
