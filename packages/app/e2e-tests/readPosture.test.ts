import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

for (const theme of ['light', 'dark'] as const) {
  test(`reads who may call payment-service, how it is encrypted and which policy decides (${theme})`, async ({
    tab,
    page,
  }) => {
    await tab.open('payment-service', theme);
    const europe = tab.summaryOf('prod-eu');
    await expect(europe).toContainText(
      'Strict (refuses plaintext: 2 of 2 pods',
    );
    await expect(europe).toContainText('1 caller');
    await expect(europe).toContainText('default deny');

    const row = tab.rows(
      'Who can call this',
      'checkout-service',
      'prod-eu',
      'POST /v1/payments/*',
    );
    await expect(row).toHaveCount(1);
    await expect(row).toContainText(
      'cluster.local/ns/production/sa/checkout-service',
    );
    await expect(row).toContainText('mTLS');
    await expect(row).toContainText('Allowed');

    const evidence = row.getByRole('button', {
      name: 'Show the evidence for checkout-service',
    });
    await evidence.focus();
    await page.keyboard.press('Enter');
    const opened = tab
      .section('Who can call this')
      .getByRole('list', { name: 'Every layer in path order' });
    await expect(opened).toContainText(
      'AuthorizationPolicy production/allow-checkout-to-payment',
    );
    await expect(opened).toContainText('spec.rules[0]');
    await expect(opened).toContainText(
      'NetworkPolicy production/payment-service-from-checkout-service',
    );

    const encryption = tab.section('Encryption');
    await expect(encryption).toContainText('Strict: only mTLS');
    await expect(encryption).toContainText(
      'PeerAuthentication istio-system/default',
    );
    const identity = tab.section('Identity');
    await expect(identity).toContainText('Certificate valid until');
    await identity.getByText(/labels that policies can select/).click();
    await expect(
      identity.getByText('k8s:io.cilium.k8s.policy.serviceaccount'),
    ).toBeVisible();
    await expectAccessible(page, '#zero-trust');
  });
}
