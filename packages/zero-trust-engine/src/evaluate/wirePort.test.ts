import { Protocol } from '../vocabulary';
import { aPod } from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import { compile } from './compile';

const policyAdmitting = (port: number, protocol: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'payment', namespace: 'shop' },
  spec: {
    podSelector: { matchLabels: { app: 'payment' } },
    policyTypes: ['Ingress'],
    ingress: [{ ports: [{ port, protocol }] }],
  },
});

function ingressOf(admitted: number, protocol: Protocol = 'TCP') {
  const end = (name: string) =>
    ({
      type: 'workload',
      ref: { namespace: 'shop', kind: 'Pod', name },
    } as const);
  const engine = compile(
    snapshotOf(
      [
        aPod({ name: 'checkout', namespace: 'shop', address: '10.0.0.1' }),
        aPod({
          name: 'payment',
          namespace: 'shop',
          labels: { app: 'payment' },
          address: '10.0.0.2',
        }),
        policyAdmitting(admitted, protocol),
      ],
      { istio: { installed: 'unknown' } },
    ),
  );
  const verdict = engine.judge({
    from: end('checkout'),
    to: end('payment'),
    protocol,
    port: 8080,
  });
  const ingress = verdict.layers.find(l => l.direction === 'ingress');
  return { verdict, ingress };
}

describe('while the transport of a connection is unknown', () => {
  it('does not deny a call whose tunnel port the policy admits', () => {
    const { verdict, ingress } = ingressOf(15008);
    expect(ingress?.outcome).toBe('unknown');
    expect(ingress?.because[0].reason).toBe('wire-port-unknown');
    expect(verdict.outcome).toBe('unknown');
  });

  it('does not let the network allow a call on the application port alone', () => {
    expect(ingressOf(8080).ingress?.outcome).toBe('unknown');
  });

  it('still denies what is refused on both ports', () => {
    expect(ingressOf(9090).verdict.outcome).toBe('deny');
  });

  it('leaves UDP alone, which no mesh carries', () => {
    expect(ingressOf(8080, 'UDP').ingress?.outcome).toBe('allow');
  });
});
