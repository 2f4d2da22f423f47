import { argoApplicationOf } from './argoTracking';

describe('argoApplicationOf', () => {
  const policy = {
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
    namespace: 'shop',
    name: 'callers',
  };

  it('names the Application of the very object', () => {
    expect(
      argoApplicationOf(
        'apps_shop:networking.k8s.io/NetworkPolicy:shop/callers',
        policy,
      ),
    ).toBe('apps_shop');
  });

  it.each([
    ['another name', 'shop:networking.k8s.io/NetworkPolicy:shop/other'],
    ['another namespace', 'shop:networking.k8s.io/NetworkPolicy:pay/callers'],
    ['another kind', 'shop:networking.k8s.io/Ingress:shop/callers'],
    ['another group', 'shop:cilium.io/NetworkPolicy:shop/callers'],
    ['no Application', ':networking.k8s.io/NetworkPolicy:shop/callers'],
    ['more parts', 'a:b:networking.k8s.io/NetworkPolicy:shop/callers'],
    ['no shape at all', 'shop'],
  ])('names none for an id of %s', (_what, id) => {
    expect(argoApplicationOf(id, policy)).toBeUndefined();
  });
});
