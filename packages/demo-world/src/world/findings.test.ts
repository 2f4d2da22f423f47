import { Engine, findingsOf } from '@ztn/zero-trust-engine';
import { enginesOfTheWorld } from './__testUtils__/enginesOfTheWorld';

// The troubles of docs/demo-story.md that the engine can see in the objects, and nothing
// beside them: a finding that cries wolf would stand here as well.

let engines: Record<string, Engine> = {};

beforeAll(async () => {
  engines = await enginesOfTheWorld();
}, 30_000);

const inBoth = [
  'identity-default-account ServiceAccount production/default',
  'identity-shared ServiceAccount payments-batch/batch-runner',
  'namespace-outside-mesh Namespace legacy',
  'namespace-outside-mesh Namespace monitoring',
  'plaintext-accepted PeerAuthentication staging/default',
  'policy-selects-nothing AuthorizationPolicy production/gift-cards-lockdown',
];

const expected = {
  'prod-eu': [
    ...inBoth,
    'destination-rule-breaks-strict DestinationRule production/ad-plaintext',
    'egress-without-dns CiliumNetworkPolicy staging/feature-lab-to-partner',
    'fqdn-without-dns-rule CiliumNetworkPolicy staging/feature-lab-to-partner',
    'http-rule-on-mesh-traffic CiliumNetworkPolicy production/shipping-from-order-service',
    'network-policy-accidental-or NetworkPolicy payments-batch/ledger-from-payment-service',
    'peer-authentication-root-selector PeerAuthentication istio-system/metrics-permissive',
    'peer-authentication-shadowed PeerAuthentication staging/strict-2026',
    'port-not-captured Deployment production/catalog-service',
    'principal-with-scheme AuthorizationPolicy production/allow-frontend-to-recommendation',
    'principal-without-account AuthorizationPolicy production/allow-stock-to-inventory',
    'rule-port-is-service-port AuthorizationPolicy production/allow-order-to-user',
  ],
  'prod-us': [
    ...inBoth,
    'egress-without-dns NetworkPolicy payments-batch/default-deny-all',
    'network-policy-forgets-tunnel NetworkPolicy production/recommendation-from-frontend',
    'plaintext-accepted PeerAuthentication production/catalog-metrics',
    'target-without-effect AuthorizationPolicy production/allow-checkout-to-order',
    'waypoint-not-used Service production/order-service',
  ],
};

it.each(Object.entries(expected))(
  'finds the troubles of %s and no others',
  (cluster, troubles) => {
    const found = findingsOf(engines[cluster]).map(
      ({ code, object }) => `${code} ${object}`,
    );
    expect([...new Set(found)].sort()).toEqual([...troubles].sort());
  },
);

it('says which workloads a finding concerns', () => {
  const shadowed = findingsOf(engines['prod-eu']).find(
    ({ code }) => code === 'peer-authentication-shadowed',
  );
  expect(shadowed?.workloads).toContain('staging/Deployment/payment-service');
});
