import { compile } from '../../evaluate/compile';
import {
  aDeployment,
  aNamespace,
  aPod,
  aPolicy,
  aService,
} from '../../testing/builders';
import { snapshotOf } from '../../testing/fromYaml';
import { rolloutObjects } from './rolloutObjects';
import { strictReadinessOf } from './strictReadiness';

const facts = {
  cni: 'other',
  ipBlockMatchesPods: false,
  istio: { installed: true },
} as const;
const web = (options = {}) =>
  aPod({
    name: 'web',
    namespace: 'shop',
    labels: { app: 'web' },
    serviceAccount: 'web',
    mesh: 'sidecar',
    ports: [8080],
    address: '10.0.0.1',
    ...options,
  });
const caller = (name: string, options = {}) =>
  aPod({
    name,
    namespace: 'shop',
    labels: { app: name },
    serviceAccount: name,
    mesh: 'sidecar',
    address: `10.0.0.${10 + name.length}`,
    ...options,
  });
const service = aService({
  name: 'web',
  namespace: 'shop',
  selector: { app: 'web' },
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
});
const admits = (...names: string[]) =>
  aPolicy(
    'NetworkPolicy',
    { name: 'web', namespace: 'shop' },
    {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: names.map(name => ({
            podSelector: { matchLabels: { app: name } },
          })),
        },
      ],
    },
  );
const mode = (value: string, spec = {}, meta = {}) =>
  aPolicy(
    'PeerAuthentication',
    { name: 'mode', namespace: 'shop', ...meta },
    { mtls: { mode: value }, ...spec },
  );
const readiness = (...objects: unknown[]) =>
  strictReadinessOf(compile(snapshotOf(objects, facts)))('shop/Pod/web');
const blockers = (...objects: unknown[]) =>
  readiness(...objects).blockers.map(({ caller: key, port, named }) => ({
    key,
    port,
    named,
  }));

describe('the road to STRICT', () => {
  it.each([
    ['strict', [web(), mode('STRICT')]],
    ['ready', [web(), service, admits('job'), caller('job')]],
    [
      'permissive',
      [web(), service, admits('job'), caller('job', { mesh: 'none' })],
    ],
    ['not-in-mesh', [web({ mesh: 'none' })]],
    ['no-ports', [web({ ports: [] })]],
  ])('is at %s', (stage, objects) => {
    expect(readiness(...objects).stage).toBe(stage);
  });

  it('cannot tell while policies may not be read', () => {
    expect(
      readiness(web(), {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        metadata: { name: 'odd', namespace: 'shop' },
        spec: { mtls: 'yes' },
      }).stage,
    ).toBe('unknown');
  });

  it('names who has no proxy, by the rule that admits it', () => {
    const none = caller('job', { mesh: 'none' });
    expect(blockers(web(), service, admits('job'), none)).toEqual([
      { key: 'shop/Pod/job', port: 8080, named: true },
    ]);
  });

  it('does not name who may not call anyway', () => {
    const none = caller('job', { mesh: 'none' });
    expect(blockers(web(), service, admits('other'), none)).toEqual([]);
  });

  it('names who is told to send plaintext', () => {
    const plain = aPolicy(
      'DestinationRule',
      { name: 'web', namespace: 'shop' },
      { host: 'web', trafficPolicy: { tls: { mode: 'DISABLE' } } },
    );
    const found = readiness(
      web(),
      service,
      admits('job'),
      caller('job'),
      plain,
    );
    expect(found.blockers).toMatchObject([
      { caller: 'shop/Pod/job', transport: 'plaintext', named: true },
    ]);
    expect(found.blockers[0].because.map(({ reason }) => reason)).toContain(
      'client-tls-disable',
    );
  });

  it('names who goes past its proxy on that port', () => {
    const past = caller('job', {
      annotations: {
        'traffic.sidecar.istio.io/excludeOutboundPorts': '80,8080',
      },
    });
    expect(blockers(web(), service, admits('job'), past)).toHaveLength(1);
  });

  it('names the outside where nothing closes it', () => {
    expect(blockers(web(), service)).toEqual([
      { key: undefined, port: 8080, named: false },
    ]);
  });

  it('does not call a workload strict whose port goes past the proxy', () => {
    const found = readiness(
      web({
        ports: [8080, 9090],
        annotations: {
          'traffic.sidecar.istio.io/excludeInboundPorts': '9090',
        },
      }),
      mode('STRICT'),
    );
    expect(found).toMatchObject({
      stage: 'bypassed',
      openPorts: [],
      excludedPorts: [9090],
    });
  });

  it('tells that probes would be refused', () => {
    const off = { 'sidecar.istio.io/rewriteAppHTTPProbers': 'false' };
    expect(readiness(web({ annotations: off })).probesBreak).toBe(true);
    expect(readiness(web()).probesBreak).toBe(false);
  });

  it('refuses a key that is not there', () => {
    expect(() => strictReadinessOf(compile(snapshotOf([])))('a/b/c')).toThrow(
      /no workload/,
    );
  });
});

describe('the objects of a step', () => {
  it('make a new object where there is none', () => {
    expect(
      rolloutObjects(snapshotOf([web()], facts), 'shop', 'strict'),
    ).toEqual([
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        metadata: { name: 'default', namespace: 'shop' },
        spec: { mtls: { mode: 'STRICT' } },
      },
    ]);
  });

  it('change the oldest, which is the one that counts', () => {
    const old = (name: string, creationTimestamp: string) =>
      mode('PERMISSIVE', {}, { name, creationTimestamp });
    const [object] = rolloutObjects(
      snapshotOf([
        old('younger', '2026-02-01T00:00:00Z'),
        old('older', '2026-01-01T00:00:00Z'),
        mode(
          'PERMISSIVE',
          { selector: { matchLabels: { app: 'web' } } },
          {
            name: 'oldest',
            creationTimestamp: '2025-01-01T00:00:00Z',
          },
        ),
      ]),
      'shop',
      'strict',
    );
    expect(object.metadata).toEqual({ name: 'older', namespace: 'shop' });
  });

  it('make every workload strict that nothing else excepts', () => {
    const before = [web(), service, mode('PERMISSIVE')];
    const after = [
      ...before,
      ...rolloutObjects(snapshotOf(before, facts), 'shop', 'strict'),
    ];
    expect(readiness(...after).stage).toBe('strict');
  });

  it('close a namespace and leave DNS and the mesh open', () => {
    const dns = aService({
      name: 'kube-dns',
      namespace: 'kube-system',
      selector: { app: 'dns' },
      ports: [{ port: 53, protocol: 'UDP' }],
    });
    const before = [
      aNamespace('shop'),
      aNamespace('kube-system'),
      aDeployment({ name: 'api', namespace: 'shop', labels: { app: 'api' } }),
      aPod({
        name: 'dns',
        namespace: 'kube-system',
        labels: { app: 'dns' },
        address: '10.0.0.9',
      }),
      dns,
    ];
    const objects = rolloutObjects(
      snapshotOf(before, facts),
      'shop',
      'default-deny',
    );
    expect(objects.map(({ metadata }) => metadata)).toMatchObject([
      { name: 'default-deny-all' },
      { name: 'allow-dns' },
      { name: 'allow-istiod' },
    ]);
    const engine = compile(snapshotOf([...before, ...objects], facts));
    for (const direction of ['ingress', 'egress'] as const) {
      expect(engine.isolation('shop/Deployment/api', direction).state).toBe(
        'isolated',
      );
    }
    const lookUp = engine.judge({
      from: {
        type: 'workload',
        ref: { namespace: 'shop', kind: 'Deployment', name: 'api' },
      },
      to: { type: 'service', namespace: 'kube-system', name: 'kube-dns' },
      protocol: 'UDP',
      port: 53,
    });
    expect(lookUp.outcome).toBe('allow');
  });
});
