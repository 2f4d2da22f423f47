import { compile } from '../evaluate/compile';
import { aPod, aService } from '../testing/builders';
import { objectsFromYaml, snapshotOf } from '../testing/fromYaml';
import { dnsReachability } from './dnsReachability';

const web = aPod({
  name: 'web',
  namespace: 'shop',
  labels: { app: 'web' },
  address: '10.0.0.1',
});
const dns = (namespace = 'kube-system', name = 'kube-dns', targetPort = 53) => [
  aPod({
    name: 'dns',
    namespace,
    labels: { app: 'dns' },
    address: '10.0.0.9',
  }),
  aService({
    name,
    namespace,
    selector: { app: 'dns' },
    ports: [
      { name: 'udp', port: 53, targetPort, protocol: 'UDP' },
      { name: 'tcp', port: 53, targetPort },
    ],
  }),
];
const cache = aPod({
  name: 'node-local-dns',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'node-local-dns' },
  hostNetwork: true,
});
const egress = (rules: string) =>
  objectsFromYaml(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: out, namespace: shop }
spec: { podSelector: {}, policyTypes: [Egress], egress: ${rules} }
`);
const toPods = (ports: string) =>
  egress(`[{ to: [{ namespaceSelector: {} }], ports: ${ports} }]`);
const both = '[{ port: 53, protocol: UDP }, { port: 53 }]';

const stateOf = (...objects: readonly unknown[]) => {
  const snapshot = snapshotOf([web, ...objects], {
    cni: 'calico',
    istio: { installed: false },
  });
  const workload = snapshot.workloads.find(w => w.ref.name === 'web')!;
  return dnsReachability(compile(snapshot), workload).state;
};

describe('whether names can be looked up', () => {
  it.each([
    ['yes without a policy', 'yes', []],
    ['no under default deny', 'no', egress('[]')],
    ['yes with both protocols admitted', 'yes', toPods(both)],
    [
      'partial with UDP alone, since long answers come over TCP',
      'partial',
      toPods('[{ port: 53, protocol: UDP }]'),
    ],
  ] as const)('is %s', (_what, state, policies) => {
    expect(stateOf(...dns(), ...policies)).toBe(state);
  });

  it('is decided on the port of the pods, not of the Service', () => {
    const openshift = dns('openshift-dns', 'dns-default', 5353);
    expect(stateOf(...openshift, ...toPods(both))).toBe('no');
    const pods = '[{ port: 5353, protocol: UDP }, { port: 5353 }]';
    expect(stateOf(...openshift, ...toPods(pods))).toBe('yes');
  });

  it('is decided at the far end as well', () => {
    const closed = objectsFromYaml(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: in, namespace: kube-system }
spec: { podSelector: {}, policyTypes: [Ingress] }
`);
    expect(stateOf(...dns(), ...closed)).toBe('no');
  });

  it('is partial where the cache on the node is left out', () => {
    expect(stateOf(...dns(), cache, ...toPods(both))).toBe('partial');
    const withCache = egress(
      `[{ to: [{ namespaceSelector: {} }], ports: ${both} }, { to: [{ ipBlock: { cidr: 169.254.20.10/32 } }], ports: ${both} }]`,
    );
    expect(stateOf(...dns(), cache, ...withCache)).toBe('yes');
  });

  it('is unknown where the DNS of the cluster is', () => {
    expect(stateOf(...egress('[]'))).toBe('unknown');
  });
});
