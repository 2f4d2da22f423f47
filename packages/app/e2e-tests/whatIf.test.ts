import { expectAccessible } from './support/expectAccessible';
import { expect, test } from './support/journey';

const openToFrontend = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: frontend-too, namespace: production }
spec:
  selector: { matchLabels: { app: payment-service } }
  rules:
    - from: [{ source: { principals: [cluster.local/ns/production/sa/frontend] } }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: frontend-to-payment, namespace: production }
spec:
  podSelector: { matchLabels: { app: frontend } }
  policyTypes: [Egress]
  egress: [{ to: [{ podSelector: { matchLabels: { app: payment-service } } }] }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: payment-from-frontend, namespace: production }
spec:
  podSelector: { matchLabels: { app: payment-service } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: frontend } } }] }]
`;

test('compares a change of policies that is not applied', async ({
  tab,
  page,
}) => {
  await tab.open('payment-service');
  const whatIf = tab.section('What if');
  await whatIf.getByRole('button', { name: 'Try a change' }).click();
  const yaml = whatIf.getByLabel('Policies to add or change, as YAML');
  await yaml.fill('kind: [');
  await whatIf.getByRole('button', { name: 'Compare' }).click();
  await expect(whatIf).toContainText('is no YAML');

  await yaml.fill(openToFrontend);
  await whatIf
    .getByLabel('Policies to remove')
    .fill('AuthorizationPolicy production/allow-checkout-to-payment');
  await page.keyboard.press('Enter');
  await whatIf.getByRole('button', { name: 'Compare' }).click();
  const changes = whatIf.getByRole('table', {
    name: 'Connections that would change in prod-eu',
  });
  const appears = changes
    .getByRole('row')
    .filter({ hasText: 'Appears' })
    .filter({ hasText: 'production/Deployment/frontend' });
  await expect(appears.filter({ hasText: 'mTLS' })).not.toHaveCount(0);
  const checkout = changes
    .getByRole('row')
    .filter({ hasText: 'production/Deployment/checkout-service' })
    .filter({ hasText: 'POST /v1/payments/*' });
  await expect(checkout.first()).toContainText('Vanishes');
  await expectAccessible(page, '#zero-trust');

  // Nothing was written: the cluster still lets checkout-service in alone.
  await page.reload();
  await expect(tab.summaryOf('prod-eu')).toContainText('1 caller');
});
