import { parseWorkloadRef } from '../refs';
import { aPod, aPolicy, aService } from '../testing/builders';
import { snapshotOf } from '../testing/fromYaml';
import { compile } from './compile';
import { shareText, transportShare } from './transportShare';

const api = (name: string, mesh: 'sidecar' | 'none') =>
  aPod({
    name,
    namespace: 'shop',
    labels: { app: 'api' },
    serviceAccount: 'api',
    mesh,
    ports: [8080],
    owner: 'StatefulSet/api',
  });

function shareOf(...planes: readonly ('sidecar' | 'none')[]) {
  const engine = compile(
    snapshotOf(
      [
        aPod({
          name: 'web',
          namespace: 'shop',
          labels: { app: 'web' },
          serviceAccount: 'web',
          mesh: 'sidecar',
        }),
        ...planes.map((mesh, index) => api(`api-${index}`, mesh)),
        aService({
          name: 'api',
          namespace: 'shop',
          selector: { app: 'api' },
          ports: [{ name: 'http', port: 80, targetPort: 8080 }],
        }),
        aPolicy(
          'PeerAuthentication',
          { name: 'default', namespace: 'shop' },
          { mtls: { mode: 'STRICT' } },
        ),
      ],
      { cni: 'other', istio: { installed: true } },
    ),
  );
  return transportShare(
    engine.judge({
      from: { type: 'workload', ref: parseWorkloadRef('shop/Pod/web')! },
      to: { type: 'service', namespace: 'shop', name: 'api' },
      protocol: 'TCP',
      port: 80,
    }),
  );
}

describe('the transport of a Service with several replicas', () => {
  it('counts them, and names those that differ', () => {
    const share = shareOf('sidecar', 'sidecar', 'none', 'sidecar');
    expect(share).toEqual({
      transport: 'mtls',
      count: 3,
      total: 4,
      outliers: [
        {
          workload: 'shop/StatefulSet/api',
          pods: ['api-2'],
          transport: 'plaintext',
          outcome: 'allow',
        },
      ],
    });
    expect(shareText(share!)).toBe(
      'mtls 3 of 4; plaintext shop/StatefulSet/api api-2',
    );
  });

  it('says so when all are alike', () => {
    expect(shareText(shareOf('sidecar', 'sidecar')!)).toBe('mtls 2 of 2');
  });

  it('is nothing to count with one replica', () => {
    expect(shareOf('sidecar')).toBeUndefined();
  });
});
