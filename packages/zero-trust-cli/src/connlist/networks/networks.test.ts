import { runZtn, tempFolder } from '../../__testUtils__/runZtn';

const namespace = (name: string, labels = '') => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
`;

const pod = (ns: string, name: string, networks = '') => `
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: ${ns}
  labels: { app: ${name} }
  annotations: { k8s.v1.cni.cncf.io/networks: '${networks}' }
spec: { containers: [{ name: app }] }
`;

const list = async (...documents: readonly string[]) => {
  const folder = tempFolder({ 'a.yaml': documents.join('---') });
  const { code, out } = await runZtn(['list', '-f', folder, '-o', 'connlist']);
  expect(code).toBe(0);
  return out.split('\n').filter(line => !line.includes('External'));
};

const primary = 'k8s.ovn.org/primary-user-defined-network: ""';

describe('ztn list -o connlist where pods have networks of their own', () => {
  it('lets nothing pass between two primary networks', async () => {
    const definition = `
apiVersion: k8s.ovn.org/v1
kind: UserDefinedNetwork
metadata: { name: own, namespace: green }
spec: { topology: Layer2, layer2: { role: Primary } }
`;
    expect(
      await list(
        namespace('green', primary),
        namespace('plain'),
        definition,
        pod('green', 'a'),
        pod('green', 'b'),
        pod('plain', 'c'),
      ),
    ).toEqual([
      'Permitted connectivity analyzed in Pod network:',
      '',
      'Permitted connectivity analyzed in primary UDN green:',
      'green[udn]/a[Pod] => green[udn]/b[Pod] : All Connections',
      'green[udn]/b[Pod] => green[udn]/a[Pod] : All Connections',
      '',
      'Workload-to-Networks Mapping:',
      'green/a[Pod]: ',
      '\tPrimary Network: green[UDN]',
      'green/b[Pod]: ',
      '\tPrimary Network: green[UDN]',
      'plain/c[Pod]: ',
      '\tPrimary Network: pod-network',
      '',
    ]);
  });

  it('ignores a primary network where the namespace does not ask for one', async () => {
    const definition = `
apiVersion: k8s.ovn.org/v1
kind: UserDefinedNetwork
metadata: { name: own, namespace: green }
spec: { topology: Layer2, layer2: { role: Primary } }
`;
    expect(
      await list(
        namespace('green'),
        namespace('plain'),
        definition,
        pod('green', 'a'),
        pod('plain', 'c'),
      ),
    ).toEqual([
      'green/a[Pod] => plain/c[Pod] : All Connections',
      'plain/c[Pod] => green/a[Pod] : All Connections',
      '',
    ]);
  });

  it('judges a secondary network by its own policies, among the pods that are attached', async () => {
    const definition = `
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: fast, namespace: default }
`;
    const policy = `
apiVersion: k8s.cni.cncf.io/v1beta1
kind: MultiNetworkPolicy
metadata:
  name: a
  namespace: shop
  annotations: { k8s.v1.cni.cncf.io/policy-for: default/fast }
spec:
  podSelector: { matchLabels: { app: a } }
  ingress: [{ from: [{ ipBlock: { cidr: 10.9.0.2/32 } }] }]
`;
    const lines = await list(
      namespace('shop'),
      definition,
      policy,
      pod('shop', 'a', 'default/fast'),
      pod(
        'shop',
        'b',
        '[{"name":"fast","namespace":"default","ips":["10.9.0.2/24"]}]',
      ),
      pod(
        'shop',
        'c',
        '[{"name":"fast","namespace":"default","ips":["10.9.0.3/24"]}]',
      ),
      pod('shop', 'd'),
    );
    const start = lines.indexOf(
      'Permitted connectivity analyzed in secondary NAD fast:',
    );
    expect(lines.slice(start + 1, lines.indexOf('', start))).toEqual([
      'shop/a[Pod] => shop/b[Pod] : All Connections',
      'shop/a[Pod] => shop/c[Pod] : All Connections',
      'shop/b[Pod] => shop/a[Pod] : All Connections',
      'shop/b[Pod] => shop/c[Pod] : All Connections',
      'shop/c[Pod] => shop/b[Pod] : All Connections',
    ]);
  });
});
