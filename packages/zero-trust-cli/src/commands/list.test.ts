import { runZtn, tempFolder } from '../__testUtils__/runZtn';
import { shop } from '../__testUtils__/shop';

describe('ztn list', () => {
  const folder = tempFolder({ 'shop.yaml': shop });
  const list = async (...args: readonly string[]) => {
    const { code, out, err } = await runZtn(['list', '-f', folder, ...args]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return out.trimEnd().split('\n');
  };

  it('gives a line to each permitted connection', async () => {
    const lines = await list();
    expect(lines).toContain(
      'shop/Deployment/web => shop/Deployment/api : TCP 8080 (allow, none)',
    );
    expect(lines.filter(line => line.startsWith('shop/Pod/debug =>'))).toEqual(
      expect.not.arrayContaining([
        expect.stringContaining('=> shop/Deployment/api'),
      ]),
    );
  });

  it('gives each connection once', async () => {
    const lines = await list();
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('lists what one workload is open to', async () => {
    expect(
      await list('--workload', 'shop/Deployment/api', '--direction', 'inbound'),
    ).toEqual([
      'shop/Deployment/web => shop/Deployment/api : TCP 8080 (allow, none)',
      'host => shop/Deployment/api : TCP 1-8079,8081-65535 (allow, none)',
      'host => shop/Deployment/api : TCP 8080 (allow, none)',
      'host => shop/Deployment/api : UDP 1-65535 (allow, none)',
      'host => shop/Deployment/api : SCTP 1-65535 (allow, none)',
    ]);
  });

  it('lists what passes on one port between two workloads', async () => {
    expect(
      await list(
        '--workload=shop/Deployment/web',
        '--peer=shop/Deployment/api',
        '--direction=outbound',
        '--port=8080',
      ),
    ).toEqual([
      'shop/Deployment/web => shop/Deployment/api : TCP 8080 (allow, none)',
    ]);
  });

  it('gives JSON with the evidence of each row', async () => {
    const lines = await list('--workload', 'shop/Deployment/api', '-o', 'json');
    expect(JSON.parse(lines.join('\n'))).toContainEqual(
      expect.objectContaining({
        from: 'shop/Deployment/web',
        to: 'shop/Deployment/api',
        outcome: 'allow',
        traffic: { protocol: 'TCP', ports: [{ first: 8080, last: 8080 }] },
        layers: expect.arrayContaining([
          expect.objectContaining({
            layer: 'network',
            direction: 'ingress',
            because: [
              {
                policy: 'NetworkPolicy shop/api',
                path: 'spec.ingress[0]',
                reason: 'allow-rule',
              },
            ],
          }),
        ]),
      }),
    );
  });

  it('gives CSV that quotes what needs quotes', async () => {
    const [header, ...rows] = await list('-o', 'csv');
    expect(header).toMatch(/^cluster,from,to,traffic,outcome,/);
    expect(rows).toContainEqual(
      expect.stringMatching(/^,shop\/Pod\/debug,"0\.0\.0\.0\/0,::\/0",/),
    );
  });

  it('gives a graph that dot can draw', async () => {
    const lines = await list('-o', 'dot');
    expect(lines[0]).toBe('digraph connections {');
    expect(lines).toContain(
      '  "shop/Deployment/web" -> "shop/Deployment/api" [style=solid, label="TCP 8080"];',
    );
    expect(lines.at(-1)).toBe('}');
  });

  it('gives the lines of netpol-analyzer', async () => {
    expect(
      await list(
        '-o',
        'connlist',
        '--workload=shop/Deployment/api',
        '--direction=inbound',
      ),
    ).toEqual(['shop/web[Deployment] => shop/api[Deployment] : TCP 8080']);
  });

  it('puts the port above those lines when it is about one', async () => {
    expect(
      await list(
        '-o',
        'connlist',
        '--workload',
        'shop/Deployment/api',
        '--direction',
        'inbound',
        '--port',
        '8080',
      ),
    ).toEqual([
      'Permitted connections on TCP 8080:',
      'shop/web[Deployment] => shop/api[Deployment]',
    ]);
  });

  it('says which policies those lines do not show', async () => {
    const mesh = tempFolder({
      'shop.yaml': shop,
      'mesh.yaml': `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: nothing, namespace: shop }
spec: {}
`,
    });
    const { err } = await runZtn(['list', '-f', mesh, '-o', 'connlist']);
    expect(err).toBe(
      'connlist reads what netpol-analyzer reads; not AuthorizationPolicy (1)\n',
    );
  });
});
