import {
  closed,
  getOrders,
  goalOf,
  ordersIsolatedInMesh,
  planOver,
  port8080,
  shop,
} from './testing/world';

describe('planning AuthorizationPolicy', () => {
  it('G1 adds one ALLOW policy with one rule where another one isolates', () => {
    const plan = planOver(shop('sidecar', ordersIsolatedInMesh));
    expect(plan).toMatchObject({
      outcome: 'change',
      reason:
        'With one new object: web may call orders on port 8080/TCP with GET /api/orders.',
      findings: [],
    });
    expect(plan.objects.map(({ object }) => object)).toEqual([
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: {
          name: 'zt-shop-web--orders',
          namespace: 'shop',
          labels: { 'app.kubernetes.io/managed-by': 'zero-trust' },
          annotations: { 'zero-trust/request-id': '01k2m8q4xw7d' },
        },
        spec: {
          selector: { matchLabels: { app: 'orders' } },
          action: 'ALLOW',
          rules: [
            {
              from: [
                { source: { principals: ['cluster.local/ns/shop/sa/web'] } },
              ],
              to: [
                {
                  operation: {
                    ports: ['8080'],
                    methods: ['GET'],
                    paths: ['/api/orders'],
                  },
                },
              ],
            },
          ],
        },
      },
    ]);
    expect(plan.effect).toMatchObject([
      { type: 'appears', workload: 'shop/Deployment/web' },
    ]);
  });

  it('G2 is allowed already where nothing isolates', () => {
    expect(planOver(shop('sidecar'))).toMatchObject({
      outcome: 'already_allowed',
      objects: [],
      effect: [],
    });
  });
});

describe('planning NetworkPolicy', () => {
  it('opens both ends where both are closed', () => {
    const plan = planOver(
      shop(
        'none',
        closed('shop', 'orders', 'Ingress'),
        closed('shop', 'web', 'Egress'),
      ),
      { goal: goalOf([port8080]) },
    );
    expect(plan.outcome).toBe('change');
    expect(plan.objects.map(({ object }) => object.spec)).toEqual([
      {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Egress'],
        egress: [
          {
            to: [
              {
                namespaceSelector: {
                  matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
                },
                podSelector: { matchLabels: { app: 'orders' } },
              },
            ],
            ports: [{ protocol: 'TCP', port: 8080 }],
          },
        ],
      },
      expect.objectContaining({ policyTypes: ['Ingress'] }),
    ]);
  });

  it('blocks methods and paths that nothing on the way reads', () => {
    const plan = planOver(shop('none', closed('shop', 'orders', 'Ingress')), {
      goal: goalOf([getOrders]),
    });
    expect(plan).toMatchObject({
      outcome: 'blocked',
      findings: [{ id: 'l7-ineffective', level: 'block' }],
    });
  });
});
