import {
  ClusterChanges,
  whatIfResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { checked, root, useShop, vaultIsSecret } from '../testing/useShop';

const entityRef = 'component:default/payment';
const callers = 'NetworkPolicy pay/callers';

const policy = (name: string, spec: object, namespace = 'pay') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace },
  spec,
});
const fromShop = {
  podSelector: { matchLabels: { app: 'payment' } },
  policyTypes: ['Ingress'],
  ingress: [
    {
      from: [
        {
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
          },
        },
      ],
      ports: [{ port: 8080 }],
    },
  ],
};
const nobody = { podSelector: {}, policyTypes: ['Egress'] };

describe('a what-if over HTTP', () => {
  const start = useShop();

  const asking = async (options: Parameters<typeof start>[0] = {}) => {
    const shop = await start(options);
    const ask = (body: object, user?: string) =>
      shop.post(`${root}/whatif`, { entityRef, ...body }, user);
    const changesOf = async (body: object, user?: string) => {
      const answer = await ask(body, user);
      expect([answer.status, answer.body.error]).toEqual([200, undefined]);
      const { clusters } = checked(whatIfResponseSchema, answer.body);
      return { ...clusters[0], text: answer.text };
    };
    return { ...shop, ask, changesOf };
  };
  const told = ({ changes }: ClusterChanges) =>
    changes.map(({ type, direction, peer, ports }) => [
      type,
      direction,
      peer.type === 'workload' ? peer.key : peer.type,
      `${ports[0].first}-${ports[ports.length - 1].last}`,
    ]);

  it('tells who is locked out by a policy that is replaced', async () => {
    const { changesOf, get } = await asking();
    const found = await changesOf({ add: [policy('callers', fromShop)] });
    expect(told(found)).toEqual([
      ['vanishes', 'inbound', 'hush/Deployment/vault', '8080-8080'],
    ]);
    expect(found.changes[0]).toMatchObject({
      before: { outcome: 'allow', transport: 'none' },
      peer: { entities: [{ entityRef: 'component:default/vault' }] },
    });
    expect(found).toMatchObject({ gaps: [], ignored: [], totalChanges: 1 });
    // Nothing has changed.
    const { body } = await get(
      `${root}/entities/component/default/payment/permissions?direction=inbound`,
    );
    expect(JSON.stringify(body)).toContain('vault');
  });

  it('tells who is let in when a policy is removed', async () => {
    const { changesOf } = await asking();
    const found = await changesOf({ remove: [callers] });
    expect(found.changes.map(({ type }) => type)).not.toContain('vanishes');
    expect(found.changes[0]).toMatchObject({
      type: 'appears',
      direction: 'inbound',
      peer: { type: 'addresses', internet: true },
      after: { outcome: 'allow' },
    });
  });

  it('sends no request to a cluster', async () => {
    const { changesOf, cluster } = await asking();
    const before = cluster.requests.length;
    await changesOf({ add: [policy('closed', nobody)] });
    const lists = cluster.requests
      .slice(before)
      .filter(url => url.pathname.includes('networkpolicies'));
    expect(lists).toEqual([]);
  });

  it('tells what a policy would do that reads a label which no other reads', async () => {
    const { changesOf } = await asking({
      manifests: ['one', 'two']
        .map(
          track => `
apiVersion: v1
kind: Pod
metadata:
  name: db-${track}
  namespace: shop
  labels: { app: db, track: ${track} }
  ownerReferences: [{ apiVersion: apps/v1, kind: StatefulSet, name: db, controller: true }]
spec: { containers: [{ name: main, image: db }] }
status: { phase: Running }
`,
        )
        .join('---'),
    });
    const found = await changesOf({
      add: [
        policy('callers', {
          ...fromShop,
          ingress: [
            {
              from: [
                {
                  namespaceSelector: {},
                  podSelector: { matchLabels: { track: 'one' } },
                },
              ],
              ports: [{ port: 8080 }],
            },
          ],
        }),
      ],
    });
    const gone = told(found).filter(([type]) => type === 'vanishes');
    expect(gone.map(([, , peer]) => peer)).toEqual([
      'hush/Deployment/vault',
      'shop/Deployment/checkout',
      'shop/Deployment/loner',
      'shop/StatefulSet/db[track=two]',
    ]);
    expect(told(found)).toHaveLength(gone.length);
  });

  it('says unknown for what is not understood, and names the field', async () => {
    const { changesOf } = await asking();
    const found = await changesOf({
      add: [policy('odd', { podSelector: { matchLabels: { app: 1 } } })],
    });
    expect(found.gaps).toEqual([
      {
        object: 'NetworkPolicy pay/odd',
        reason: 'malformed',
        path: 'spec.podSelector.matchLabels.app',
        detail: expect.any(String),
      },
    ]);
    const outcomes = found.changes.map(({ after }) => after?.outcome);
    expect(outcomes.length).toBeGreaterThan(0);
    expect(new Set(outcomes)).toEqual(new Set(['unknown']));
  });

  it('is asked of policies that have a say, and ignores all others alike', async () => {
    const { changesOf } = await asking();
    const elsewhere = 'NetworkPolicy hush/secret-plans';
    const found = await changesOf({
      remove: [elsewhere, 'NetworkPolicy pay/not-there'],
    });
    expect(found).toMatchObject({
      changes: [],
      ignored: [elsewhere, 'NetworkPolicy pay/not-there'],
    });
  });

  it('tells nothing of peers that the caller may not read', async () => {
    const { changesOf } = await asking({ policy: vaultIsSecret });
    const add = [policy('callers', fromShop)];
    const found = await changesOf({ add }, 'guest');
    expect(found).toMatchObject({
      changes: [],
      totalChanges: 0,
      hiddenPeers: 1,
    });
    expect(found.text).not.toMatch(/vault|hush/);
    expect((await changesOf({ add }, 'admin')).totalChanges).toBe(1);
  });

  it('does not let a made-up selector tell what is hidden', async () => {
    const { changesOf } = await asking({ policy: vaultIsSecret });
    const letting = (app: string) =>
      policy('callers', {
        ...fromShop,
        ingress: [
          {
            from: [
              { namespaceSelector: {}, podSelector: { matchLabels: { app } } },
            ],
          },
        ],
      });
    const [vault, nothing] = [
      await changesOf({ add: [letting('vault')] }, 'guest'),
      await changesOf({ add: [letting('no-such-app')] }, 'guest'),
    ];
    expect({ ...vault, text: '' }).toEqual({ ...nothing, text: '' });
  });

  it.each([
    ['nothing', {}],
    ['an object without a name', { add: [{ kind: 'NetworkPolicy' }] }],
    [
      'a workload',
      {
        add: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'x', namespace: 'pay' },
          },
        ],
      },
    ],
    [
      'a policy of no namespace',
      { add: [{ ...policy('x', {}), metadata: { name: 'x' } }] },
    ],
    [
      'an unknown version',
      { add: [{ ...policy('x', {}), apiVersion: 'networking.k8s.io/v9' }] },
    ],
    ['too many', { add: Array.from({ length: 21 }, () => policy('x', {})) }],
    ['fields that it does not know', { remove: [callers], apply: true }],
    ['no entity', { remove: [callers], entityRef: '::' }],
  ])('refuses %s', async (_what, body) => {
    const { ask } = await asking();
    const { status, body: answer } = await ask(body);
    expect(status).toBe(400);
    expect(answer.error.code).toBe('invalid-input');
  });

  it('refuses what is too large', async () => {
    const { ask } = await asking();
    const { status } = await ask({
      add: [policy('x', { note: 'x'.repeat(300_000) })],
    });
    expect(status).toBe(413);
  });

  it('needs an entity that is tied to workloads', async () => {
    const { ask } = await asking();
    const { status, body } = await ask({
      entityRef: 'component:default/paper',
      remove: [callers],
    });
    expect(status).toBe(404);
    expect(body.error.code).toBe('not-mapped');
  });

  it('is audited with the names of what was asked about', async () => {
    const { ask, auditor } = await asking();
    await ask({ add: [policy('closed', nobody)], remove: [callers] });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'whatif-ask',
        meta: {
          entityRef,
          add: ['NetworkPolicy pay/closed'],
          remove: [callers],
        },
      }),
    );
  });
});
