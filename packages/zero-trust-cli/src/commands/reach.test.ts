import { runZtn, tempFolder } from '../__testUtils__/runZtn';

const pod = (name: string, account = 'default') => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec:
  serviceAccountName: ${account}
  containers: [{ name: app, image: example.com/app:1, ports: [{ containerPort: 80 }] }]
`;

const maySend = (from: string, to: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${from}, namespace: shop }
spec:
  podSelector: { matchLabels: { app: ${from} } }
  policyTypes: [Egress]
  egress: [{ to: ${to}, ports: [{ port: 80 }] }]
`;

const toPod = (name: string) =>
  `[{ podSelector: { matchLabels: { app: ${name} } } }]`;

describe('ztn reach', () => {
  const folder = tempFolder({
    'chain.yaml': [
      pod('web', 'front'),
      pod('api'),
      pod('db'),
      maySend('web', toPod('api')),
      maySend('api', toPod('db')),
      maySend('db', '[{ ipBlock: { cidr: 192.0.2.0/24 } }]'),
    ].join('---'),
    'facts.yaml': 'ipBlockMatchesPods: false\n',
  });
  const reach = (...args: readonly string[]) =>
    runZtn([
      'reach',
      '-f',
      `${folder}/chain.yaml`,
      '--facts',
      `${folder}/facts.yaml`,
      ...args,
    ]);

  it('tells each hop and the end', async () => {
    const { code, out } = await reach('--from', 'shop/Pod/web');
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual(
      expect.arrayContaining([
        'from shop/Pod/web',
        'hop 1',
        '  shop/Pod/api from shop/Pod/web: TCP 80',
        'hop 2',
        '  shop/Pod/db from shop/Pod/api: TCP 80',
        'in the end',
        '  2 of 2 other workloads, 2 of them with certainty',
        '  192.0.2.0/24 from shop/Pod/db: TCP 80, hop 3',
      ]),
    );
  });

  it('stops at the given number of hops and says that there is more', async () => {
    const { out } = await reach('--from', 'shop/Pod/web', '--hops', '1');
    expect(out).not.toContain('hop 2');
    expect(out).toContain('more with more hops');
  });

  it('starts from everybody who can prove an identity', async () => {
    const { out } = await reach(
      '--from',
      'spiffe://cluster.local/ns/shop/sa/default',
      '-o',
      'json',
    );
    expect(JSON.parse(out)).toMatchObject({
      from: ['shop/Pod/api', 'shop/Pod/db'],
      hops: [],
      complete: true,
    });
  });

  it('refuses who is no workload, and hops that are no number', async () => {
    expect(await reach('--from', 'world')).toMatchObject({
      code: 2,
      err: "ztn: 'world' is no workload of the input\n",
    });
    expect(await reach('--from', 'shop/Pod/web', '--hops', '0')).toMatchObject({
      code: 2,
    });
  });
});
