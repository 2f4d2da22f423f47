import { runZtn, tempFolder } from '../__testUtils__/runZtn';
import { shop } from '../__testUtils__/shop';

const ask = (folder: string, from: string, to: string, port: string) =>
  runZtn(['can', '-f', folder, '--from', from, '--to', to, '--port', port]);

describe('ztn can', () => {
  const folder = tempFolder({ 'shop.yaml': shop });

  it('answers 0 where every layer allows, and names the rule', async () => {
    const { code, out, err } = await ask(
      folder,
      'shop/Deployment/web',
      'shop/Deployment/api',
      '8080',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('allow  shop/Deployment/web => shop/Deployment/api');
    expect(out).toContain('NetworkPolicy shop/api spec.ingress[0]');
  });

  it('answers 1 where a layer refuses', async () => {
    const { code, out } = await ask(
      folder,
      'shop/Pod/debug',
      'shop/Deployment/api',
      '8080',
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^deny {2}/);
  });

  it('judges a Service at the target port of its backends', async () => {
    const { code } = await ask(
      folder,
      'shop/Deployment/web',
      'shop/Service/api',
      '80',
    );
    expect(code).toBe(0);
  });

  it('gives the whole verdict as JSON', async () => {
    const { out } = await runZtn([
      'can',
      '-f',
      folder,
      '--from=shop/Deployment/web',
      '--to=shop/Deployment/api',
      '--port=9090',
      '-o',
      'json',
    ]);
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'deny',
      layers: [
        { layer: 'network', direction: 'egress', outcome: 'allow' },
        { layer: 'network', direction: 'ingress', outcome: 'deny' },
        { layer: 'transport' },
      ],
    });
  });

  it('tells for a refused call which rule came closest, and what would help', async () => {
    const { code, out } = await runZtn([
      'can',
      '-f',
      folder,
      '--from=shop/Pod/debug',
      '--to=shop/Deployment/api',
      '--port=8080',
      '--explain',
    ]);
    expect(code).toBe(1);
    expect(out).toContain(
      'closest rules\n  network ingress: NetworkPolicy shop/api spec.ingress[0]\n    peer is ',
    );
    expect(out).toContain(
      '# These objects would let the call through, and nothing else:\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n',
    );
  });

  it('lets what it proposes through', async () => {
    const ends = [
      '--from=shop/Pod/debug',
      '--to=shop/Deployment/api',
      '--port=8080',
    ];
    const refused = await runZtn([
      'can',
      '-f',
      folder,
      ...ends,
      '--explain',
      '-o',
      'json',
    ]);
    const { remedy } = JSON.parse(refused.out) as {
      readonly remedy: {
        readonly objects: readonly { readonly object: object }[];
      };
    };
    const proposed = tempFolder({
      'new.json': JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: remedy.objects.map(({ object }) => object),
      }),
    });
    const allowed = await runZtn([
      'can',
      '-f',
      folder,
      '-f',
      proposed,
      ...ends,
    ]);
    expect([refused.code, allowed.code]).toEqual([1, 0]);
  });

  it('refuses a name that the input does not have, with what comes near', async () => {
    const { code, out, err } = await ask(
      folder,
      'shop/StatefulSet/web',
      'shop/Deployment/api',
      '8080',
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      "ztn: 'shop/StatefulSet/web' is not in the input; there is shop/Deployment/web\n",
    );
  });

  it.each([
    [
      'no port',
      ['can', '--from', 'world', '--to', 'world'],
      '--port is missing',
    ],
    [
      'a port that is none',
      ['can', '--from', 'a/b/c', '--to', 'a/b/c', '--port', '0'],
      "'0' is no port",
    ],
    [
      'an option that there is not',
      ['can', '--fro', 'x'],
      "Unknown option '--fro'",
    ],
    [
      'no manifests',
      ['can', '--from', 'a/b/c', '--to', 'a/b/c', '--port', '1'],
      'give manifests with -f',
    ],
    ['a command that there is not', ['cann'], "there is no command 'cann'"],
  ])('answers 2 for %s and says so', async (_what, args, said) => {
    const { code, out, err } = await runZtn(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
  });

  it('tells its options and an example', async () => {
    const { code, out } = await runZtn(['can', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('--from REF');
    expect(out).toContain('Example:');
  });
});

describe('documents that cannot be used', () => {
  it('are named with file, document and line, and the rest is used', async () => {
    const folder = tempFolder({
      'a/broken.yaml': `${shop}\n---\nkind: [\n---\njust a text\n`,
      'b/wrong.yml': `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: odd, namespace: elsewhere }
spec:
  podSelector: {}
  ingress:
    - ports: [{ port: 80 }]
    - ports: 80
`,
      'c/list.json': JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } },
          7,
        ],
      }),
      'notes.txt': 'not read',
    });
    const { code, err } = await ask(
      folder,
      'shop/Deployment/web',
      'shop/Deployment/api',
      '8080',
    );
    expect(code).toBe(0);
    const lines = err.trimEnd().split('\n');
    expect(lines.map(line => line.replace(`${folder}/`, ''))).toEqual([
      expect.stringMatching(/^a\/broken\.yaml:48: document 7: /),
      'a/broken.yaml:50: document 8: not a Kubernetes object: no apiVersion and kind',
      'c/list.json:1: document 1: not a Kubernetes object: no apiVersion and kind',
      'b/wrong.yml:9: document 1: NetworkPolicy elsewhere/odd: spec.ingress[1]: expected a list',
    ]);
  });

  it('are no ground for an answer when there is nothing else', async () => {
    const folder = tempFolder({ 'a.yaml': 'kind: [' });
    const { code, err } = await ask(folder, 'world', 'a/b/c', '80');
    expect(code).toBe(2);
    expect(err).toContain('there is no object that can be read in');
  });
});
