import { runZtn, tempFolder } from '../__testUtils__/runZtn';
import { shop } from '../__testUtils__/shop';

describe('ztn diff', () => {
  const before = tempFolder({ 'shop.yaml': shop });
  const diff = async (after: string, ...args: readonly string[]) => {
    const folder = tempFolder({ 'shop.yaml': after });
    const ran = await runZtn([
      'diff',
      '--before',
      before,
      '--after',
      folder,
      ...args,
    ]);
    expect(ran).toMatchObject({ code: 0, err: '' });
    return ran.out.split('\n').filter(line => line !== '');
  };

  it('says nothing where nothing changed', async () => {
    expect(await diff(shop)).toEqual([]);
  });

  it('tells ports that appear and vanish', async () => {
    const after = shop.replace(
      'ports: [{ port: 8080 }]\n',
      'ports: [{ port: 9090 }]\n',
    );
    expect(await diff(after)).toEqual([
      '- shop/Deployment/web => shop/Deployment/api : TCP 8080 (allow, none)',
      '+ shop/Deployment/web => shop/Deployment/api : TCP 9090 (allow, none)',
    ]);
  });

  it('tells addresses that appear, those that change alike together', async () => {
    const after = shop.replace(
      'from: [{ podSelector: { matchLabels: { app: web } } }]',
      'from: [{ podSelector: { matchLabels: { app: web } } }, { ipBlock: { cidr: 192.0.2.0/24 } }, { ipBlock: { cidr: 192.0.3.0/24 } }]',
    );
    const facts = tempFolder({ 'facts.yaml': 'ipBlockMatchesPods: false' });
    const lines = await diff(after, '--facts', `${facts}/facts.yaml`);
    expect(lines.filter(line => line.includes('192.0.'))).toEqual([
      '+ 192.0.2.0/23 => shop/Deployment/api : TCP 8080 (allow, none)',
    ]);
  });

  it('tells conditions that change', async () => {
    const inMesh = (name: string) => `
apiVersion: v1
kind: Pod
metadata:
  { name: ${name}, namespace: shop, labels: { app: ${name}, security.istio.io/tlsMode: istio } }
spec:
  containers:
    - { name: app, image: example.com/app:1, ports: [{ containerPort: 8080 }] }
    - { name: istio-proxy, image: example.com/proxyv2:1.27.0 }
`;
    const withMethod = (method: string) => ({
      'mesh.yaml': [
        inMesh('web'),
        inMesh('api'),
        `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ name: http, port: 8080 }] }
`,
        `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  rules:
    - from: [{ source: { principals: [cluster.local/ns/shop/sa/default] } }]
      to: [{ operation: { methods: [${method}] } }]
`,
      ].join('---'),
      'facts.yaml': 'istio: { installed: true }',
    });
    const [get, post] = ['GET', 'POST'].map(m => tempFolder(withMethod(m)));
    const { out } = await runZtn([
      'diff',
      `--before=${get}/mesh.yaml`,
      `--after=${post}/mesh.yaml`,
      `--facts=${get}/facts.yaml`,
    ]);
    expect(out.split('\n')).toContain(
      '~ shop/Pod/web => shop/Pod/api : TCP 8080 (allow, mtls, as cluster.local/ns/shop/sa/default, GET -> allow, mtls, as cluster.local/ns/shop/sa/default, POST)',
    );
  });

  it('tells what hangs on a workload that is new', async () => {
    const after = `${shop}---
apiVersion: v1
kind: Pod
metadata: { name: new, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: new, image: example.com/new:1 }] }
`;
    expect(await diff(after)).toContain(
      '+ shop/Pod/new => shop/Deployment/api : TCP 8080 (allow, none), only there: shop/Pod/new',
    );
  });

  it('gives JSON, CSV and the lines of netpol-analyzer', async () => {
    const after = shop.replace(
      'ports: [{ port: 8080 }]\n',
      'ports: [{ port: 9090 }]\n',
    );
    expect(
      JSON.parse((await diff(after, '-o', 'json')).join('')),
    ).toMatchObject([
      { type: 'vanishes', before: { outcome: 'allow' } },
      {
        type: 'appears',
        ports: [{ first: 9090, last: 9090 }],
        after: { outcome: 'allow' },
      },
    ]);
    expect((await diff(after, '-o', 'csv'))[2]).toBe(
      'appears,shop/Deployment/web,shop/Deployment/api,TCP 9090,,"allow, none",',
    );
    expect(await diff(after, '-o', 'connlist')).toEqual([
      'Connectivity diff:',
      'diff-type: changed, source: shop/web[Deployment], destination: shop/api[Deployment], ref1: TCP 8080, ref2: TCP 9090',
    ]);
  });

  it('wants both sides', async () => {
    expect(await runZtn(['diff', '--before', before])).toMatchObject({
      code: 2,
      err: 'ztn: --after is missing\n',
    });
  });
});
