import {
  aDeployment,
  aNamespace,
  aPod,
  aPolicy,
  aService,
} from '../../testing/builders';
import { objectsFromYaml } from '../../testing/fromYaml';
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
const ciliumNode = (name: string, key = true) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNode',
  metadata: {
    name,
    annotations: key ? { 'network.cilium.io/wg-pub-key': 'AAAA' } : {},
  },
});
const encrypting = (
  config: Record<string, string>,
  ...objects: readonly object[]
): ControlCase => ({
  objects,
  facts: { cni: 'cilium', cilium: { config } },
  settings: { nodeEncryptionRequired: true },
});

const rule = (from: unknown, to?: unknown, extra = {}) =>
  aPolicy(
    'AuthorizationPolicy',
    { name: 'rule', namespace: 'shop' },
    { rules: [{ from, ...(to ? { to } : {}) }], ...extra },
  );
const principals = (...values: string[]) => [
  { source: { principals: values } },
];
const principal = (name: string) => `cluster.local/ns/shop/sa/${name}`;
const post = [{ operation: { methods: ['POST'], paths: ['/v1/*'] } }];
const httpService = aService({
  name: 'web',
  namespace: 'shop',
  selector: { app: 'web' },
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
});
const noAuthorization = [forbidden('AuthorizationPolicy', 'security.istio.io')];
const noNetworkPolicies = [forbidden('NetworkPolicy', 'networking.k8s.io')];
const everywhere = [{ ipBlock: { cidr: '0.0.0.0/0' } }];
const somewhere = [{ ipBlock: { cidr: '203.0.113.0/24' } }];
const caller = (options = {}) =>
  aPod({
    name: 'job',
    namespace: 'shop',
    labels: { app: 'job' },
    serviceAccount: 'job',
    mesh: 'sidecar',
    address: '10.0.0.2',
    ...options,
  });
const yaml = (text: string) => objectsFromYaml(text);
const bound = (rules: string, kind = 'Role') =>
  yaml(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: r, namespace: shop }
rules: ${rules}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: r }
subjects: [{ kind: ServiceAccount, name: web }]
`);
const readsSecrets =
  "[{ apiGroups: [''], resources: [secrets], verbs: [list] }]";
const readsMaps =
  "[{ apiGroups: [''], resources: [configmaps], verbs: [get] }]";
const noRoles = [forbidden('RoleBinding', 'rbac.authorization.k8s.io')];
const guard = (spec: string, binding: string) =>
  yaml(`
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: guard }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [namespaces] }] }
  ${spec}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: guard }
spec: { policyName: guard, ${binding} }
`);

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
    pass: encrypting({ 'enable-wireguard': 'true' }, ciliumNode('n1')),
    partial: encrypting(
      { 'enable-wireguard': 'true' },
      ciliumNode('n1'),
      ciliumNode('n2', false),
    ),
    fail: encrypting({ 'enable-wireguard': 'false' }, ciliumNode('n1')),
    unknown: encrypting({ 'enable-wireguard': 'true' }),
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
  'no-broken-connection': {
    pass: {
      objects: [
        web(),
        caller(),
        httpService,
        mode('STRICT'),
        rule(principals(principal('job'))),
      ],
      only: 'shop/Pod/web',
    },
    fail: {
      objects: [
        web(),
        caller({ mesh: 'none' }),
        mode('STRICT', { selector: { matchLabels: { app: 'web' } } }),
        rule(principals(principal('job')), undefined, {
          selector: { matchLabels: { app: 'web' } },
        }),
      ],
      only: 'shop/Pod/web',
    },
    unknown: {
      objects: [
        web(),
        caller(),
        httpService,
        rule(principals(principal('job')), undefined, {
          selector: { matchLabels: { app: 'web' } },
        }),
      ],
      gaps: noNetworkPolicies,
      only: 'shop/Pod/web',
    },
    'not-applicable': { objects: [web()] },
  },
  'not-open-to-world': {
    pass: {
      objects: [web(), closes('Ingress', { ingress: [{ from: somewhere }] })],
    },
    fail: {
      objects: [web(), closes('Ingress', { ingress: [{ from: everywhere }] })],
    },
    unknown: { objects: [web()], gaps: noNetworkPolicies },
  },
  'egress-limited': {
    pass: {
      objects: [web(), closes('Egress', { egress: [{ to: somewhere }] })],
    },
    fail: { objects: [web(), closes('Ingress')] },
    unknown: { objects: [web()], gaps: noNetworkPolicies },
  },
  'no-wildcard-principal': {
    pass: { objects: [web(), rule(principals(principal('job')))] },
    fail: { objects: [web(), rule([{ source: { namespaces: ['shop'] } }])] },
    partial: {
      objects: [
        web({ owner: 'StatefulSet/web' }),
        web({ name: 'web-1', mesh: 'none', owner: 'StatefulSet/web' }),
        rule(principals(principal('job'))),
      ],
    },
    unknown: { objects: [web()], gaps: noAuthorization },
    'not-applicable': {
      objects: [web()],
      facts: { istio: { installed: false } },
    },
  },
  'http-rule': {
    pass: {
      objects: [web(), httpService, rule(principals(principal('job')), post)],
    },
    fail: { objects: [web(), httpService, rule(principals(principal('job')))] },
    partial: {
      objects: [
        web({ owner: 'StatefulSet/web' }),
        web({ name: 'web-1', mesh: 'none', owner: 'StatefulSet/web' }),
        httpService,
        rule(principals(principal('job')), post),
      ],
    },
    unknown: { objects: [web(), httpService], gaps: noAuthorization },
    'not-applicable': { objects: [web()] },
  },
  'service-account-rights': {
    pass: { objects: [web(), ...bound(readsMaps)] },
    fail: { objects: [web(), ...bound(readsSecrets)] },
    unknown: { objects: [web()], gaps: noRoles },
  },
  'token-automount': {
    pass: { objects: [web(), ...bound(readsMaps)] },
    fail: { objects: [web()] },
    unknown: { objects: [web()], gaps: noRoles },
  },
  'admission-guard': {
    pass: {
      objects: guard('failurePolicy: Fail', 'validationActions: [Deny]'),
    },
    fail: { objects: [] },
    unknown: { objects: [], gaps: [forbidden('ClusterPolicy', 'kyverno.io')] },
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

describe('states that are easily mistaken', () => {
  const stateOf = (control: string, given: ControlCase) =>
    assessOne(control, given).map(({ state }) => state);
  const reasonsOf = (control: string, given: ControlCase) =>
    assessOne(control, given).flatMap(({ evidence }) =>
      evidence.map(({ reason }) => reason),
    );

  it.each([
    ['strict-mtls', 'unknown'],
    ['mesh-enforced', 'unknown'],
    ['not-default-account', 'unknown'],
    ['no-plaintext-hole', 'unknown'],
    ['token-automount', 'unknown'],
  ])(
    '%s is %s when pods may not be read, whatever a template says',
    (id, state) => {
      const objects = [
        aNamespace('shop', { 'istio-injection': 'enabled' }),
        aDeployment({
          name: 'web',
          namespace: 'shop',
          labels: { app: 'web' },
          serviceAccount: 'web',
          ports: [8080],
        }),
        mode('STRICT'),
      ];
      expect(stateOf(id, { objects, gaps: noPods })).toEqual([state]);
    },
  );

  it('does not take the label of a namespace for a proxy', () => {
    const objects = [
      aNamespace('shop', { 'istio-injection': 'enabled' }),
      web({ mesh: 'none' }),
      mode('STRICT'),
    ];
    expect(stateOf('strict-mtls', { objects })).toEqual(['fail']);
    expect(reasonsOf('mesh-enforced', { objects })).toEqual(['proxy-missing']);
  });

  it('counts a port that only a Service names', () => {
    const objects = [web({ ports: [] }), httpService, mode('PERMISSIVE')];
    expect(stateOf('strict-mtls', { objects })).toEqual(['fail']);
  });

  it('does not take a policy for isolation where nothing enforces it', () => {
    expect(
      reasonsOf('default-deny-ingress', {
        objects: [web(), closes('Ingress')],
        facts: { cni: 'none' },
      }),
    ).toEqual(['no-enforcement']);
  });

  it('does not take policy for isolation on the network of the node', () => {
    const objects = [
      web({ hostNetwork: true, mesh: 'none' }),
      closes('Ingress'),
    ];
    expect(stateOf('default-deny-ingress', { objects })).toEqual(['fail']);
  });

  it.each([
    [
      'a wildcard account',
      principals('cluster.local/ns/shop/sa/*'),
      'wildcard',
    ],
    ['everybody', principals('*'), 'wildcard'],
    ['a wildcard among names', principals(principal('job'), '*'), 'wildcard'],
    ['no source', undefined, 'no-identity'],
    ['addresses', [{ source: { ipBlocks: ['10.0.0.0/8'] } }], 'no-identity'],
    [
      'all but one',
      [{ source: { notPrincipals: [principal('job')] } }],
      'no-identity',
    ],
    [
      'a name or a namespace',
      [...principals(principal('job')), { source: { namespaces: ['shop'] } }],
      'whole-namespace',
    ],
  ])('calls a rule for %s wide', (_name, from, reason) => {
    expect(
      reasonsOf('no-wildcard-principal', { objects: [web(), rule(from)] }),
    ).toEqual([reason]);
  });

  it('takes a name within a namespace for a name', () => {
    const from = [
      { source: { principals: [principal('job')], namespaces: ['shop'] } },
    ];
    expect(
      reasonsOf('no-wildcard-principal', { objects: [web(), rule(from)] }),
    ).toEqual(['named']);
  });

  it('does not take a rule in dry-run for one', () => {
    const objects = [
      web(),
      aPolicy(
        'AuthorizationPolicy',
        {
          name: 'rule',
          namespace: 'shop',
          annotations: { 'istio.io/dry-run': 'true' },
        },
        { rules: [{ from: principals(principal('job')) }] },
      ),
    ];
    expect(reasonsOf('no-wildcard-principal', { objects })).toEqual([
      'no-allow-rule',
    ]);
  });

  it.each([
    ['every path', [{ operation: { paths: ['/*'] } }]],
    ['a host', [{ operation: { hosts: ['web'] } }]],
    ['another port', [...post, { operation: { ports: ['8080'] } }]],
    ['all but one method', [{ operation: { notMethods: ['DELETE'] } }]],
  ])('takes %s for no limit of operations', (_name, to) => {
    const objects = [
      web(),
      httpService,
      rule(principals(principal('job')), to),
    ];
    expect(stateOf('http-rule', { objects })).not.toContain('pass');
  });

  it('asks for a waypoint where ztunnel alone enforces', () => {
    const objects = [
      web({ mesh: 'ambient' }),
      httpService,
      rule(principals(principal('job')), post),
    ];
    expect(reasonsOf('http-rule', { objects })).toEqual(['no-http-proxy']);
  });

  it('finds rights that a group of accounts has', () => {
    const objects = [
      web(),
      ...yaml(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: all }
rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: all }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all }
subjects: [{ kind: Group, apiGroup: rbac.authorization.k8s.io, name: 'system:serviceaccounts:shop' }]
`),
    ];
    expect(stateOf('service-account-rights', { objects })).toEqual(['fail']);
  });

  it('does not call a right to one named secret risky', () => {
    const named =
      "[{ apiGroups: [''], resources: [secrets], resourceNames: [own], verbs: [get] }]";
    expect(
      stateOf('service-account-rights', { objects: [web(), ...bound(named)] }),
    ).toEqual(['pass']);
  });

  it('gives nothing for a binding of a subject without namespace to the cluster', () => {
    const objects = [
      web(),
      ...yaml(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: all }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: web }]
`),
    ];
    expect(stateOf('service-account-rights', { objects })).toEqual(['pass']);
  });

  it('cannot tell what a built-in role gives that was not read', () => {
    const objects = [
      web(),
      ...yaml(`
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: edit, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
subjects: [{ kind: ServiceAccount, name: web, namespace: shop }]
`),
    ];
    expect(stateOf('service-account-rights', { objects })).toEqual(['unknown']);
  });

  it('counts the days from an object that never changed, not from first sight', () => {
    const old = aPolicy(
      'PeerAuthentication',
      {
        name: 'mode',
        namespace: 'shop',
        creationTimestamp: '2024-05-01T00:00:00Z',
      },
      { mtls: { mode: 'PERMISSIVE' } },
    );
    const unchanged = {
      ...old,
      metadata: { ...(old.metadata as object), generation: 1 },
    };
    const [result] = assessOne('permissive-age', {
      objects: [web(), unchanged],
      permissiveSince: new Date('2026-06-29T00:00:00Z'),
    });
    expect(result.state).toBe('fail');
    expect(result.evidence[0].params).toEqual({
      since: '2024-05-01',
      days: '790',
      limit: '30',
    });
  });

  it('does not trust the age of an object that changed', () => {
    const old = aPolicy(
      'PeerAuthentication',
      {
        name: 'mode',
        namespace: 'shop',
        creationTimestamp: '2024-05-01T00:00:00Z',
      },
      { mtls: { mode: 'PERMISSIVE' } },
    );
    const changed = {
      ...old,
      metadata: { ...(old.metadata as object), generation: 2 },
    };
    expect(stateOf('permissive-age', { objects: [web(), changed] })).toEqual([
      'unknown',
    ]);
  });

  it.each([
    [
      'warns only',
      guard('failurePolicy: Fail', 'validationActions: [Warn]'),
      'not-enforced',
    ],
    [
      'fails open',
      guard('failurePolicy: Ignore', 'validationActions: [Deny]'),
      'fails-open',
    ],
    [
      'looks at some',
      guard(
        'failurePolicy: Fail',
        'validationActions: [Deny], matchResources: { namespaceSelector: { matchLabels: { a: b } } }',
      ),
      'only-some',
    ],
  ])('does not call a guard that %s a guard', (_name, objects, reason) => {
    expect(reasonsOf('admission-guard', { objects })).toEqual([reason]);
  });

  it('takes a Kyverno rule that makes policies for a guard', () => {
    const objects = yaml(`
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: default-deny }
spec:
  rules:
    - name: add
      match: { any: [{ resources: { kinds: [Namespace] } }] }
      generate: { apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, name: default-deny }
`);
    expect(stateOf('admission-guard', { objects })).toEqual(['pass']);
  });

  it('names no requirement twice in one control', () => {
    for (const { mapping } of controls) {
      const ids = mapping.map(({ framework, id }) => `${framework} ${id}`);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it.each([
    ['a host', 'matchName: mail.example.com', 'pass'],
    ['hosts of a domain', "matchPattern: '*.example.com'", 'pass'],
    ['every host', "matchPattern: '*'", 'partial'],
  ])('takes a Cilium rule for %s at its word', (_name, name, state) => {
    const objects = [
      web(),
      ...yaml(`
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: out, namespace: shop }
spec:
  endpointSelector: {}
  egress:
    - toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': kube-system, 'k8s:k8s-app': kube-dns } }]
      toPorts: [{ ports: [{ port: '53', protocol: ANY }], rules: { dns: [{ matchPattern: '*' }] } }]
    - toFQDNs: [{ ${name} }]
      toPorts: [{ ports: [{ port: '443', protocol: TCP }] }]
`),
    ];
    const facts = { cni: 'cilium' } as const;
    expect(stateOf('egress-limited', { objects, facts })).toEqual([state]);
  });
});
