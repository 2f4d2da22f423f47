import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findKubectl } from '../testing/findKubectl';
import { Kubectl, RunningKubectl } from '../testing/Kubectl';
import { namespace } from '../testing/objects';
import { useCluster } from '../testing/useCluster';
import { writeKubeconfig } from '../writeKubeconfig';

// The program that people use, against the cluster as it is served. What it
// sends is also replayed without it, in requests.test.ts.

const policy = (types: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [${types}] }
`;

const web = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: main, image: web }] }
`;

const authorization = (action: string) => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: callers, namespace: shop }
spec: { action: ${action}, rules: [{ to: [{ operation: { methods: [GET] } }] }] }
`;

const program = findKubectl();
const withKubectl = (body: () => void) =>
  program ? body() : it.todo('needs kubectl 1.27 or newer');

describe('kubectl', () => {
  withKubectl(tests);
});

function tests() {
  const used = useCluster({ objects: [namespace('shop')], install: ['istio'] });
  let directory: string;
  let kubectl: Kubectl;
  const following: RunningKubectl[] = [];

  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'kubectl-'));
    const kubeconfig = writeKubeconfig(directory, [used.cluster]);
    kubectl = new Kubectl(program ?? '', kubeconfig, directory);
  });
  afterEach(() => Promise.all(following.splice(0).map(one => one.stop())));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const ended = (command: string, input?: string) =>
    kubectl.run(command.split(' '), input);
  const run = async (command: string, input?: string) => {
    const { code, stdout, stderr } = await ended(command, input);
    if (code !== 0) throw new Error(`kubectl ${command}: ${stderr}`);
    return stdout.trim();
  };
  const fails = async (command: string, input?: string) => {
    const { code, stdout, stderr } = await ended(command, input);
    if (code === 0) throw new Error(`kubectl ${command} did: ${stdout}`);
    return stderr.trim();
  };

  it('gets objects as a table with the columns of their kind', async () => {
    const table = await run('get namespaces shop default');
    expect(table.split('\n').map(line => line.split(/\s+/))).toEqual([
      ['NAME', 'STATUS', 'AGE'],
      ['shop', 'Active', expect.any(String)],
      ['default', 'Active', expect.any(String)],
    ]);
  });

  it('knows kinds by their short names, those of custom resources too', async () => {
    const names = await run('api-resources --no-headers -o name');
    expect(names.split('\n')).toEqual(
      expect.arrayContaining([
        'pods',
        'networkpolicies.networking.k8s.io',
        'peerauthentications.security.istio.io',
      ]),
    );
    expect(await run('get pa,netpol -n shop -o name')).toBe('');
  });

  it('applies a manifest, and again only what changed of it', async () => {
    const apply = 'apply -f -';
    const said = 'networkpolicy.networking.k8s.io/closed';
    expect(await run(apply, policy('Ingress'))).toBe(`${said} created`);
    expect(await run(apply, policy('Ingress'))).toBe(`${said} unchanged`);
    expect(await run(apply, policy('Egress'))).toBe(`${said} configured`);
    expect(
      await run('get netpol closed -n shop -o jsonpath={.spec.policyTypes}'),
    ).toBe('["Egress"]');
    await run('delete -f -', policy('Egress'));
  });

  it('applies a custom resource', async () => {
    const said = 'authorizationpolicy.security.istio.io/callers';
    expect(await run('apply -f -', authorization('ALLOW'))).toBe(
      `${said} created`,
    );
    expect(await run('apply -f -', authorization('DENY'))).toBe(
      `${said} configured`,
    );
    await run('delete -f -', authorization('DENY'));
  });

  it('applies on the server, and names who else owns a field', async () => {
    await run('apply --server-side -f -', authorization('ALLOW'));
    const refused = await fails(
      'apply --server-side --field-manager=robot -f -',
      authorization('DENY'),
    );
    expect(refused).toContain('conflict with "kubectl": .spec.action');
    await run('delete -f -', authorization('ALLOW'));
  });

  it('refuses a field that the kind does not have', async () => {
    const refused = await fails(
      'apply -f -',
      policy('Ingress').replace('podSelector', 'podSelectr'),
    );
    expect(refused).toContain('unknown field "spec.podSelectr"');
  });

  it('tries a change without making it', async () => {
    expect(await run('apply --dry-run=server -f -', policy('Ingress'))).toMatch(
      /created \(server dry run\)$/,
    );
    expect(await fails('get netpol closed -n shop')).toContain('(NotFound)');
  });

  it('rolls a deployment out, scales it, and deletes it with its pods', async () => {
    await run('apply -f -', web);
    expect(await run('rollout status deployment/web -n shop')).toContain(
      'successfully rolled out',
    );
    await run('scale deployment/web -n shop --replicas=3');
    await run('rollout status deployment/web -n shop');
    const pods = await run('get pods -n shop -l app=web -o name');
    expect(pods.split('\n')).toHaveLength(3);
    await run('delete deployment web -n shop');
    await run('wait --for=delete pod -l app=web -n shop --timeout=5s');
    expect(await run('get pods -n shop -o name')).toBe('');
  });

  it('labels, annotates and patches', async () => {
    await run('apply -f -', policy('Ingress'));
    await run('label netpol closed -n shop team=payments');
    await run('annotate netpol closed -n shop note=x');
    await run(
      'patch netpol closed -n shop --type=json -p [{"op":"remove","path":"/spec/podSelector/matchLabels"}]',
    );
    expect(
      JSON.parse(await run('get netpol -n shop -l team=payments -o json'))
        .items,
    ).toMatchObject([
      { metadata: { annotations: { note: 'x' } }, spec: { podSelector: {} } },
    ]);
    await run('delete netpol closed -n shop');
  });

  it('watches', async () => {
    const watch = kubectl.follow(
      'get netpol -n shop -w --output-watch-events --no-headers'.split(' '),
    );
    following.push(watch);
    await run('apply -f -', policy('Ingress'));
    expect(await watch.next()).toMatch(/^ADDED +closed +app=web/);
    await run('label netpol closed -n shop team=payments');
    expect(await watch.next()).toMatch(/^MODIFIED +closed/);
    await run('delete netpol closed -n shop');
    expect(await watch.next()).toMatch(/^DELETED +closed/);
  });

  it("lets the reader read what the plugin's role names, and no secret", async () => {
    const reader = `--context ${used.cluster.name}-reader`;
    expect(await run(`auth can-i list networkpolicies ${reader}`)).toBe('yes');
    expect(await fails(`get secrets -n shop ${reader}`)).toContain(
      '(Forbidden)',
    );
    expect(await fails(`delete namespace shop ${reader}`)).toContain(
      '(Forbidden)',
    );
  });
}
