import { RawObject } from '@ztn/zero-trust-engine';
import {
  aNamespace,
  aPod,
  aPolicy,
  aWorkload,
  closed,
  goalOf,
  ordersIsolatedInMesh,
  planOver,
  port8080,
  shop,
} from './testing/world';

/** A canary of the callee, which some policy tells apart. */
const canary = (app: string): readonly RawObject[] => [
  aPod({
    namespace: 'shop',
    name: `${app}-canary`,
    serviceAccount: app,
    owner: `Deployment/${app}`,
    ports: [8080],
    address: '10.8.0.1',
    labels: { app, track: 'canary' },
  }),
  aPolicy(
    'NetworkPolicy',
    { name: 'canary', namespace: 'batch' },
    { podSelector: { matchLabels: { track: 'canary' } } },
  ),
];

describe('ends with variants', () => {
  const objects = shop(
    'none',
    canary('orders'),
    closed('shop', 'orders', 'Ingress'),
  );

  it('are one end where the workload is named', () => {
    const plan = planOver(objects, { goal: goalOf([port8080]) });
    expect(plan.outcome).toBe('change');
    expect(plan.objects[0].object.spec).toMatchObject({
      podSelector: { matchLabels: { app: 'orders' } },
    });
    expect(
      plan.effect
        .map(({ peer }) => peer.type === 'workload' && peer.key)
        .sort(),
    ).toEqual([
      'shop/Deployment/orders[!track]',
      'shop/Deployment/orders[track=canary]',
    ]);
  });

  it('are told apart where one variant is named', () => {
    const goal = goalOf([port8080], {
      callee: 'shop/Deployment/orders[track=canary]',
    });
    const plan = planOver(objects, { goal });
    expect(plan.outcome).toBe('change');
    expect(plan.objects[0].object.spec).toMatchObject({
      podSelector: { matchLabels: { app: 'orders', track: 'canary' } },
    });
    expect(plan.effect).toHaveLength(1);
  });

  it('are blocked where no label chooses the variant and nothing else', () => {
    const goal = goalOf([port8080], {
      callee: 'shop/Deployment/orders[!track]',
    });
    const plan = planOver(objects, { goal });
    expect(plan).toMatchObject({ outcome: 'blocked', objects: [] });
    expect(plan.reason).toContain('no lasting labels choose');
  });
});

describe('ends that cannot be written about', () => {
  it('are pods in the network of their node', () => {
    const plan = planOver(
      [
        ...shop('none', closed('shop', 'orders', 'Ingress')),
        ...aWorkload('shop', 'agent', { hostNetwork: true, node: 'n1' }),
      ],
      { goal: goalOf([port8080], { caller: 'shop/Deployment/agent' }) },
    );
    expect(plan.outcome).not.toBe('change');
    expect(plan.objects).toEqual([]);
  });

  it('are callers without an identity', () => {
    const plan = planOver(
      [
        ...shop('sidecar', ordersIsolatedInMesh),
        ...aWorkload('shop', 'outside'),
      ],
      { goal: goalOf([port8080], { caller: 'shop/Deployment/outside' }) },
    );
    expect(plan).toMatchObject({
      outcome: 'blocked',
      findings: [{ id: 'not-possible', level: 'block' }],
    });
  });

  it('are callees in the root namespace of the mesh', () => {
    const plan = planOver(
      [
        ...shop('sidecar'),
        ...aWorkload('istio-system', 'console', { mesh: 'sidecar' }),
        aPolicy(
          'AuthorizationPolicy',
          { name: 'nobody', namespace: 'istio-system' },
          { selector: { matchLabels: { app: 'console' } } },
        ),
      ],
      {
        goal: goalOf([port8080], { callee: 'istio-system/Deployment/console' }),
      },
    );
    expect(plan.outcome).toBe('blocked');
    expect(plan.reason).toContain('would hold for the whole mesh');
  });

  it('are places that an administrator has decided about', () => {
    const plan = planOver(
      shop(
        'none',
        aPolicy(
          'AdminNetworkPolicy',
          { name: 'no-web', namespace: '' },
          {
            priority: 1,
            subject: {
              namespaces: {
                matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
              },
            },
            ingress: [
              {
                name: 'no',
                action: 'Deny',
                from: [
                  {
                    namespaces: {
                      matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
                    },
                  },
                ],
              },
            ],
          },
        ),
      ),
      {
        goal: goalOf([port8080]),
        facts: {
          cni: 'other',
          enforces: { AdminNetworkPolicy: true },
          istio: { installed: false },
        },
      },
    );
    expect(plan.outcome).toBe('blocked_by_deny');
    expect(plan.layers).toContainEqual(
      expect.objectContaining({ dialect: 'tier', action: 'cannot' }),
    );
  });

  it('are layers that the request leaves out', () => {
    const plan = planOver(
      shop(
        'sidecar',
        ordersIsolatedInMesh,
        closed('shop', 'orders', 'Ingress'),
      ),
      { goal: goalOf(undefined, { layers: ['istio'] }) },
    );
    expect(plan.outcome).toBe('blocked');
    expect(plan.reason).toContain('the request leaves this layer out');
  });
});

describe('strict mode', () => {
  it('is no matter of a rule for a caller outside of the mesh', () => {
    const plan = planOver(
      [
        aNamespace('legacy'),
        ...shop('sidecar'),
        ...aWorkload('legacy', 'old'),
        aPolicy(
          'PeerAuthentication',
          { name: 'default', namespace: 'shop' },
          { mtls: { mode: 'STRICT' } },
        ),
      ],
      { goal: goalOf([port8080], { caller: 'legacy/Deployment/old' }) },
    );
    expect(plan.outcome).toBe('blocked');
    expect(plan.reason).toContain(
      'the callee accepts mutual TLS only and the caller sends plaintext',
    );
    expect(plan.layers).toContainEqual(
      expect.objectContaining({ dialect: 'transport', action: 'cannot' }),
    );
  });
});
