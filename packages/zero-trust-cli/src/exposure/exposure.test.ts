import { runZtn, tempFolder } from '../__testUtils__/runZtn';

const deployment = (name: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, ports: [{ name: web, containerPort: 8080 }] }] }
`;

const policy = (spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec: { podSelector: { matchLabels: { app: api } }, ${spec} }
`;

const exposureLines = async (
  spec: string,
  ...args: readonly string[]
): Promise<readonly string[]> => {
  const folder = tempFolder({
    'a.yaml': [deployment('api'), deployment('web'), policy(spec)].join('---'),
  });
  const { code, out } = await runZtn([
    'list',
    '-f',
    folder,
    '-o',
    'connlist',
    '--exposure',
    '--workload=shop/Deployment/api',
    ...args,
  ]);
  expect(code).toBe(0);
  const lines = out.split('\n');
  return lines
    .slice(lines.findIndex(line => line.startsWith('Exposure Analysis')) + 1)
    .filter(line => line !== '')
    .map(line => line.replace(/\s+/g, ' '));
};

describe('ztn list -o connlist --exposure', () => {
  it('tells what any pod of the cluster may do', async () => {
    expect(
      await exposureLines(
        'ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: web }] }]',
        '--direction=inbound',
      ),
    ).toEqual([
      'Ingress Exposure:',
      'shop/api[Deployment] <= entire-cluster : TCP 8080',
    ]);
  });

  it('tells what pods may do that a rule names and that are not there', async () => {
    expect(
      await exposureLines(
        'ingress: [{ from: [{ podSelector: { matchLabels: { app: batch } } }] }]',
        '--direction=inbound',
      ),
    ).toEqual([
      'Ingress Exposure:',
      'shop/api[Deployment] <= shop/[pod with {app=batch}] : All Connections',
    ]);
  });

  it('leaves out pods that a rule names and that are there', async () => {
    expect(
      await exposureLines(
        'ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }]',
        '--direction=inbound',
      ),
    ).toEqual([]);
  });

  it('calls ports by name where no pod says which number they are', async () => {
    expect(
      await exposureLines(
        'policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchExpressions: [{ key: team, operator: Exists }] } }], ports: [{ port: dns, protocol: UDP }, { port: 443 }] }]',
        '--direction=outbound',
      ),
    ).toEqual([
      'Egress Exposure:',
      'shop/api[Deployment] => [namespace with {{Key:team,Operator:Exists,Values:[],}}]/[all pods] : TCP 443,UDP dns',
    ]);
  });

  it('says which workloads no policy protects', async () => {
    expect(await exposureLines('ingress: [], policyTypes: [Ingress]')).toEqual([
      'Egress Exposure:',
      'shop/api[Deployment] => 0.0.0.0-255.255.255.255[External] : All Connections',
      'shop/api[Deployment] => entire-cluster : All Connections',
      'Workloads not protected by network policies:',
      'shop/api[Deployment] is not protected on Egress',
    ]);
  });

  it('goes with the lines of netpol-analyzer only', async () => {
    const folder = tempFolder({ 'a.yaml': deployment('api') });
    expect(await runZtn(['list', '-f', folder, '--exposure'])).toMatchObject({
      code: 2,
      err: 'ztn: --exposure goes with -o connlist\n',
    });
  });
});
