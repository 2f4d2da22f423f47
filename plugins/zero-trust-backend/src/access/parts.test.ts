import { aGitHost, useAccess } from './testing/useAccess';

jest.setTimeout(60_000);

describe('a request in two repositories', () => {
  const start = useAccess();
  const isolatedCaller = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: store }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{ ports: [{ port: 53, protocol: UDP }] }]
`;

  const open = async () => {
    const shop = await start({
      manifests: isolatedCaller,
      gitHost: aGitHost(),
      policySources: [
        {
          id: 'pay',
          repo: 'https://git.example.com/shop/policies',
          branch: 'main',
          clusters: ['prod'],
          roots: ['clusters/prod'],
          writable: ['clusters/prod/pay/**/*.yaml'],
          newFile: 'clusters/prod/{namespace}/{subject}/{peer}.yaml',
        },
        {
          id: 'store',
          repo: 'https://git.example.com/store/policies',
          branch: 'main',
          clusters: ['prod'],
          roots: ['clusters/prod'],
          writable: ['clusters/prod/store/**/*.yaml'],
          newFile: 'clusters/prod/{namespace}/{subject}/{peer}.yaml',
        },
      ],
    });
    return { ...shop, ...(await shop.opened()) };
  };

  it('W13: is rejected as a whole when one is closed', async () => {
    const shop = await open();
    expect(shop.parts.map(({ sourceId }) => sourceId).sort()).toEqual([
      'pay',
      'store',
    ]);
    await shop.host.closePull(1);
    await shop.later();
    expect(await shop.request(shop.id)).toMatchObject({
      state: 'rejected',
      parts: [{ state: 'closed' }, { state: 'closed' }],
    });
    expect(shop.host.pulls.map(({ state }) => state)).toEqual([
      'closed',
      'closed',
    ]);
  });

  it('W13: says that half of it was merged', async () => {
    const shop = await open();
    shop.host.merge('pia', 1, 'merge');
    await shop.host.closePull(2);
    await shop.later();
    expect(await shop.request(shop.id)).toMatchObject({
      state: 'rejected',
      attention: { code: 'PARTIAL' },
    });
  });
});
