import { Endpoint } from '../Connection';
import { aPod, aService } from '../testing/builders';
import { objectsFromYaml, snapshotOf } from '../testing/fromYaml';
import { compile } from './compile';

const dns = { app: 'dns' };
const cache = { app: 'cache' };
const objects = [
  aPod({ name: 'web', namespace: 'shop', address: '10.0.0.1' }),
  aPod({ name: 'dns', namespace: 'infra', labels: dns, address: '10.0.0.2' }),
  aPod({
    name: 'cache',
    namespace: 'infra',
    labels: cache,
    address: '10.0.0.3',
  }),
  aService({
    name: 'dns',
    namespace: 'infra',
    selector: dns,
    ports: [
      { name: 'names', port: 53, protocol: 'UDP' },
      { name: 'metrics', port: 9153 },
    ],
  }),
];
const redirect = (
  frontend: string,
  ports = '[{ port: "5300", protocol: UDP }]',
) =>
  objectsFromYaml(`
apiVersion: cilium.io/v2
kind: CiliumLocalRedirectPolicy
metadata: { name: names, namespace: infra }
spec:
  redirectFrontend: ${frontend}
  redirectBackend:
    localEndpointSelector: { matchLabels: { app: cache } }
    toPorts: ${ports}
`);
const ofService = '{ serviceMatcher: { serviceName: dns, namespace: infra } }';
const ofNames =
  '{ serviceMatcher: { serviceName: dns, namespace: infra, toPorts: [{ port: "53", protocol: UDP, name: names }] } }';
const ofAddress =
  '{ addressMatcher: { ip: 169.254.20.10, toPorts: [{ port: "53", protocol: UDP }] } }';
const onlyTo = (app: string, port: number) =>
  objectsFromYaml(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: out, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: ${app} } } }]
      ports: [{ port: ${port}, protocol: UDP }]
`);

const service: Endpoint = { type: 'service', namespace: 'infra', name: 'dns' };
const address: Endpoint = { type: 'address', address: '169.254.20.10' };

function judge(
  more: readonly unknown[],
  to: Endpoint,
  {
    config = { 'enable-local-redirect-policy': 'true' },
    port = 53,
  }: {
    readonly config?: Record<string, string>;
    readonly port?: number;
  } = {},
) {
  const snapshot = snapshotOf([...objects, ...more], {
    cni: 'cilium',
    cilium: { version: '1.18', config },
    istio: { installed: false },
  });
  const web = snapshot.workloads.find(w => w.ref.name === 'web')!;
  return compile(snapshot).judge({
    from: { type: 'workload', ref: web.ref },
    to,
    protocol: port === 53 ? 'UDP' : 'TCP',
    port,
  });
}
const reasonOf = (verdict: ReturnType<typeof judge>) =>
  verdict.layers[0].because[0].reason;

describe('traffic that Cilium takes to a pod on the same node', () => {
  it.each([
    ['a Service', ofService, service],
    ['one port of a Service', ofNames, service],
    ['an address', ofAddress, address],
  ])('is let through where both ends of it are: %s', (_what, frontend, to) => {
    const verdict = judge(redirect(frontend), to);
    expect(verdict.outcome).toBe('allow');
    expect(verdict.backends).toContainEqual(
      expect.objectContaining({ workload: 'infra/Pod/cache', port: 5300 }),
    );
  });

  it.each([
    ['only the pod behind the Service', 'dns', 53],
    ['only the pod on the node', 'cache', 5300],
  ])('is not decided where policy admits %s', (_what, app, port) => {
    const verdict = judge(
      [...redirect(ofService), ...onlyTo(app, port)],
      service,
    );
    expect(verdict.outcome).toBe('unknown');
    expect(reasonOf(verdict)).toBe('redirected-on-node');
  });

  it('is refused where policy admits neither', () => {
    const policies = [...redirect(ofService), ...onlyTo('other', 53)];
    expect(judge(policies, service).outcome).toBe('deny');
  });

  it('is not decided where the port of the pods cannot be told', () => {
    const ports =
      '[{ port: "5300", protocol: UDP, name: a }, { port: "5301", protocol: UDP, name: b }]';
    expect(reasonOf(judge(redirect(ofService, ports), service))).toBe(
      'redirected-on-node',
    );
    const named =
      '[{ port: "5300", protocol: UDP, name: names }, { port: "5301", protocol: UDP, name: b }]';
    expect(judge(redirect(ofService, named), service).outcome).toBe('allow');
  });

  it('is only what the policy names', () => {
    const policies = [...redirect(ofNames), ...onlyTo('dns', 53)];
    const metrics = judge(redirect(ofNames), service, { port: 9153 });
    expect(metrics.backends).toHaveLength(1);
    expect(
      judge(policies, { type: 'address', address: '10.0.0.2' }).outcome,
    ).toBe('allow');
  });

  it.each([
    ['is off', { 'enable-local-redirect-policy': 'false' }, 'allow'],
    ['is left out of the settings', { 'enable-policy': 'default' }, 'allow'],
    ['may be on, the settings not being known', {}, 'unknown'],
  ])(
    'does not happen where the agents’ switch %s',
    (_what, config, outcome) => {
      const policies = [...redirect(ofService), ...onlyTo('dns', 53)];
      expect(judge(policies, service, { config }).outcome).toBe(outcome);
    },
  );

  it('does not happen without a pod that could answer', () => {
    const nobody = redirect(ofService).map(policy => ({
      ...(policy as object),
      metadata: { name: 'names', namespace: 'shop' },
    }));
    const policies = [...nobody, ...onlyTo('dns', 53)];
    expect(judge(policies, service).outcome).toBe('allow');
  });
});
