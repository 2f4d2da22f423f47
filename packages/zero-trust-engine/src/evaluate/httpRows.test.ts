import { aPod, aPolicy, aService } from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import { compile } from './compile';

const engineWith = (rule: Record<string, unknown>, appProtocol?: string) =>
  compile(
    snapshotOf(
      [
        ...['checkout', 'payment'].map((name, index) =>
          aPod({
            name,
            namespace: 'shop',
            labels: { app: name },
            serviceAccount: name,
            mesh: 'sidecar',
            ports: [8080],
            address: `10.0.0.${index + 1}`,
          }),
        ),
        aService({
          name: 'payment',
          namespace: 'shop',
          selector: { app: 'payment' },
          ports: [{ port: 80, targetPort: 8080, appProtocol }],
        }),
        aPolicy(
          'AuthorizationPolicy',
          { name: 'only-checkout', namespace: 'shop' },
          {
            selector: { matchLabels: { app: 'payment' } },
            rules: [
              {
                from: [
                  {
                    source: {
                      principals: ['cluster.local/ns/shop/sa/checkout'],
                    },
                  },
                ],
                ...rule,
              },
            ],
          },
        ),
      ],
      { cni: 'other', ipBlockMatchesPods: false, istio: { installed: true } },
    ),
  );

const payments = {
  to: [{ operation: { methods: ['POST'], paths: ['/v1/payments/*'] } }],
};
const rowOf = (engine: ReturnType<typeof engineWith>) =>
  engine
    .permissions('shop/Pod/payment', 'ingress')
    .find(
      ({ peer, declared }) =>
        peer.type === 'workload' && peer.ref.name === 'checkout' && declared,
    );

describe('a row whose HTTP requests are limited', () => {
  it('is allowed for the requests that it lists', () => {
    const row = rowOf(engineWith(payments, 'http'));
    expect(row?.outcome).toBe('allow');
    expect(row?.traffic.http).toEqual({
      allow: [{ methods: ['POST'], paths: ['/v1/payments/*'] }],
      except: [],
    });
  });

  it.each([
    ['POST', '/v1/payments/1', 'allow'],
    ['GET', '/v1/payments/1', 'deny'],
    ['POST', '/v1/refunds/1', 'deny'],
  ])('agrees with the verdict of %s %s', (method, path, outcome) => {
    const end = (name: string) =>
      ({
        type: 'workload',
        ref: { namespace: 'shop', kind: 'Pod', name },
      } as const);
    expect(
      engineWith(payments, 'http').judge({
        from: end('checkout'),
        to: end('payment'),
        protocol: 'TCP',
        port: 8080,
        http: { method, path },
      }).outcome,
    ).toBe(outcome);
  });

  it('stays conditional where a header or claim decides as well', () => {
    const row = rowOf(
      engineWith(
        { ...payments, when: [{ key: 'request.headers[x-a]', values: ['1'] }] },
        'http',
      ),
    );
    expect(row?.outcome).toBe('conditional');
  });

  it('stays conditional on a port whose protocol is detected', () => {
    expect(rowOf(engineWith(payments))?.outcome).not.toBe('allow');
  });
});
