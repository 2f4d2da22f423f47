import { aNamespace, aPod, aPolicy, aService } from '../../testing/builders';
import { controls } from '.';
import { assessOne, ControlCase, forbidden } from './__testUtils__/assessOne';

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
const mode = (value: string, extra = {}) =>
  aPolicy(
    'PeerAuthentication',
    { name: 'mode', namespace: 'shop' },
    { mtls: { mode: value }, ...extra },
  );
const closes = (direction: 'Ingress' | 'Egress', rules = {}, extra = {}) =>
  aPolicy(
    'NetworkPolicy',
    { name: 'closed', namespace: 'shop', ...extra },
    { podSelector: {}, policyTypes: [direction], ...rules },
  );
const dns = [
  aService({
    name: 'kube-dns',
    namespace: 'kube-system',
    selector: { 'k8s-app': 'kube-dns' },
    ports: [{ port: 53, protocol: 'UDP' }],
  }),
  aPod({
    name: 'dns',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    address: '10.0.0.9',
  }),
];
const toDns = { egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }] };
const level = (value: string) =>
  aNamespace('shop', { 'pod-security.kubernetes.io/enforce': value });
const noPods = [forbidden('Pod')];
const annotated = (annotations: Record<string, string>) => web({ annotations });
const encrypting = (config: Record<string, string>): ControlCase => ({
  objects: [],
  facts: { cni: 'cilium', cilium: { config } },
  settings: { nodeEncryptionRequired: true },
});

/** Control → clusters by the state that `shop` is in there. */
const cases: Record<
  string,
  Partial<Record<string, ControlCase>> & {
    readonly pass: ControlCase;
    readonly fail: ControlCase;
    readonly unknown: ControlCase;
  }
> = {
  'strict-mtls': {
    pass: { objects: [web(), mode('STRICT')] },
    fail: { objects: [web(), mode('PERMISSIVE')] },
    partial: {
      objects: [
        web({ ports: [8080, 9090] }),
        mode('STRICT', {
          selector: { matchLabels: { app: 'web' } },
          portLevelMtls: { 9090: { mode: 'DISABLE' } },
        }),
      ],
    },
    unknown: {
      objects: [web()],
      gaps: [forbidden('PeerAuthentication', 'security.istio.io')],
    },
    'not-applicable': { objects: [web({ ports: [] }), mode('STRICT')] },
  },
  'mesh-enforced': {
    pass: { objects: [web()] },
    fail: {
      objects: [
        aNamespace('shop', { 'istio-injection': 'enabled' }),
        web({ mesh: 'none' }),
      ],
    },
    partial: {
      objects: [
        web({ owner: 'StatefulSet/web' }),
        web({ name: 'web-1', mesh: 'none', owner: 'StatefulSet/web' }),
      ],
    },
    unknown: { objects: [web()], facts: { istio: { installed: 'unknown' } } },
  },
  'no-plaintext-hole': {
    pass: { objects: [web()] },
    fail: {
      objects: [
        annotated({ 'traffic.sidecar.istio.io/excludeInboundPorts': '8080' }),
      ],
    },
    partial: {
      objects: [
        annotated({ 'traffic.sidecar.istio.io/excludeOutboundPorts': '5432' }),
      ],
    },
    unknown: { objects: [web()], gaps: noPods },
    'not-applicable': { objects: [web({ mesh: 'none' })] },
  },
  'default-deny-ingress': {
    pass: { objects: [web(), closes('Ingress')] },
    fail: { objects: [web(), closes('Egress')] },
    unknown: {
      objects: [web()],
      gaps: [forbidden('NetworkPolicy', 'networking.k8s.io')],
    },
  },
  'default-deny-egress': {
    pass: { objects: [web(), ...dns, closes('Egress', toDns)] },
    fail: { objects: [web(), ...dns, closes('Ingress')] },
    partial: { objects: [web(), ...dns, closes('Egress')] },
    unknown: { objects: [web(), closes('Egress', toDns)] },
  },
  'identity-unique': {
    pass: { objects: [web()] },
    fail: { objects: [web(), web({ name: 'job', labels: { app: 'job' } })] },
    unknown: { objects: [web()], gaps: noPods },
  },
  'not-default-account': {
    pass: { objects: [web()] },
    fail: { objects: [web({ serviceAccount: undefined })] },
    unknown: { objects: [web()], gaps: noPods },
  },
  'permissive-age': {
    pass: {
      objects: [web(), mode('PERMISSIVE')],
      permissiveSince: new Date('2026-06-15T00:00:00Z'),
    },
    fail: {
      objects: [web(), mode('PERMISSIVE')],
      permissiveSince: new Date('2026-05-15T00:00:00Z'),
    },
    unknown: { objects: [web(), mode('PERMISSIVE')] },
    'not-applicable': { objects: [web({ mesh: 'none' })] },
  },
  'node-encryption': {
    pass: encrypting({ 'enable-wireguard': 'true' }),
    fail: encrypting({ 'enable-wireguard': 'false' }),
    unknown: { ...encrypting({}), facts: { cni: 'calico' } },
    'not-applicable': { objects: [] },
  },
  'pod-security': {
    pass: { objects: [level('baseline')] },
    fail: { objects: [level('privileged')] },
    unknown: { objects: [aNamespace('shop')] },
  },
  'policy-from-git': {
    pass: {
      objects: [
        closes(
          'Ingress',
          {},
          { labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } },
        ),
      ],
    },
    fail: { objects: [closes('Ingress')] },
    unknown: {
      objects: [aNamespace('shop')],
      gaps: [forbidden('NetworkPolicy', 'networking.k8s.io')],
    },
    'not-applicable': { objects: [aNamespace('shop')] },
  },
};

it('has a case for every control', () => {
  expect(Object.keys(cases).sort()).toEqual(controls.map(c => c.id).sort());
});

describe.each(Object.entries(cases))('%s', (control, byState) => {
  it.each(Object.entries(byState))('is %s', (state, given) => {
    const states = assessOne(control, given as ControlCase).map(r => r.state);
    expect(new Set(states)).toEqual(new Set([state]));
  });

  it('has a sentence for every reason that it gives, and its parameters', () => {
    const { reasons = {} } = controls.find(c => c.id === control) ?? {};
    const evidence = Object.values(byState).flatMap(given =>
      assessOne(control, given as ControlCase).flatMap(r => r.evidence),
    );
    const missing = evidence.flatMap(({ reason, params = {} }) => {
      const sentence = reasons[reason];
      if (sentence === undefined) return [reason];
      return [...sentence.matchAll(/\{(\w+)\}/g)]
        .filter(([, name]) => params[name] === undefined)
        .map(([, name]) => `${reason}: ${name}`);
    });
    expect(missing).toEqual([]);
  });
});
