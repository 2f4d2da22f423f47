import { evidenceObjectSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { checked, payment, useShop, vaultIsSecret } from '../testing/useShop';

/** Beside the shop: a rule that names `checkout` and `vault`, and a stranger. */
const manifests = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: named
  namespace: pay
  annotations: { argocd.argoproj.io/tracking-id: 'shop:networking.k8s.io/NetworkPolicy:pay/named' }
spec:
  podSelector: { matchLabels: { app: payment } }
  ingress:
    - from: [{ podSelector: {} }]
    - from:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }
          podSelector: { matchExpressions: [{ key: app, operator: In, values: [checkout, nobody-yet] }] }
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: hush } }
          podSelector: { matchLabels: { app: vault } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: elsewhere, namespace: void }
spec: { podSelector: {} }
---
apiVersion: v1
kind: Secret
metadata: { name: token, namespace: pay }
data: { token: Y2FuYXJ5 }
`;

describe('an object of the evidence over HTTP', () => {
  const start = useShop();
  const url = (object: string, path?: string) =>
    `${payment}/object?${new URLSearchParams({
      cluster: 'prod',
      object,
      ...(path ? { path } : {}),
    })}`;

  it('gives the rule that decided and says who wrote it', async () => {
    const { get } = await start({ manifests });
    const { body } = await get(
      url('NetworkPolicy pay/named', 'spec.ingress[1]'),
    );
    expect(checked(evidenceObjectSchema, body)).toMatchObject({
      extent: 'rule',
      hidden: 0,
      excerpt: {
        kind: 'NetworkPolicy',
        metadata: { name: 'named', namespace: 'pay' },
        spec: {
          podSelector: { matchLabels: { app: 'payment' } },
          ingress: [
            { from: [{}, { podSelector: { matchLabels: { app: 'vault' } } }] },
          ],
        },
      },
      origin: { writtenBy: { type: 'argocd', name: 'shop' } },
    });
    expect(body.excerpt.spec.ingress).toHaveLength(1);
  });

  it('hides in it whom the caller may not read, and shows the rest', async () => {
    const { get } = await start({ manifests, policy: vaultIsSecret });
    const { body, text } = await get(url('NetworkPolicy pay/named'), 'guest');
    expect(text).not.toMatch(/vault|hush/);
    expect(body.hidden).toBe(2);
    expect(body.excerpt.spec.ingress[1].from[0]).toMatchObject({
      podSelector: {
        matchExpressions: [{ values: ['checkout', 'nobody-yet'] }],
      },
    });
    expect(body.excerpt.spec.ingress[1].from[1]).toEqual({
      namespaceSelector: {
        matchLabels: { 'kubernetes.io/metadata.name': '(hidden)' },
      },
      podSelector: { matchLabels: { app: '(hidden)' } },
    });
  });

  it.each([
    [
      'a policy that has no say about the entity',
      'NetworkPolicy void/elsewhere',
    ],
    ['one that is not there', 'NetworkPolicy pay/none'],
    ['a secret', 'Secret pay/token'],
    ['a workload', 'Deployment pay/payment'],
  ])('says the same of %s', async (_what, object) => {
    const { get } = await start({ manifests });
    const { status, body } = await get(url(object));
    expect(status).toBe(404);
    expect(body.error).toMatchObject({
      code: 'not-found',
      message: `no policy '${object}' that what you see of this entity names`,
    });
  });

  it('refuses and hides as the posture does', async () => {
    const { get } = await start({
      manifests,
      policy: ({ permission, entityRef }) =>
        permission !== 'zero-trust.posture.read' &&
        entityRef !== 'component:default/vault',
    });
    const named = url('NetworkPolicy pay/named');
    expect((await get(named)).status).toBe(403);
    expect((await get(named.replace('/payment/', '/vault/'))).status).toBe(404);
  });

  it('is audited, with what was asked for', async () => {
    const { get, auditor } = await start({ manifests });
    await get(url('NetworkPolicy pay/named'));
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'object-fetch',
        meta: {
          entityRef: 'component:default/payment',
          cluster: 'prod',
          object: 'NetworkPolicy pay/named',
        },
      }),
    );
  });
});
