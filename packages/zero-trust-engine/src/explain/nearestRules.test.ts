import { Connection } from '../Connection';
import { compile } from '../evaluate/compile';
import { parseWorkloadRef } from '../refs';
import { FactOverrides } from '../snapshot/Facts';
import { snapshotFromYaml } from '../testing/fromYaml';
import { nearestRules } from './nearestRules';

const world = `
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop, labels: { app: api, security.istio.io/tlsMode: istio } }
spec: &sidecar
  serviceAccountName: api
  containers:
    - { name: app, image: a, ports: [{ name: http, containerPort: 8080 }] }
    - { name: istio-proxy, image: example.com/proxyv2:1.27.0 }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web, security.istio.io/tlsMode: istio } }
spec:
  serviceAccountName: web
  containers:
    - { name: app, image: a }
    - { name: istio-proxy, image: example.com/proxyv2:1.27.0 }
---
apiVersion: v1
kind: Pod
metadata: { name: job, namespace: batch, labels: { app: job } }
spec: { containers: [{ name: app, image: a }] }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;
const end = (text: string) => {
  const ref = parseWorkloadRef(text);
  if (!ref) throw new Error(text);
  return { type: 'workload', ref } as const;
};
const near = (
  policies: string,
  question: Partial<Connection> = {},
  facts: FactOverrides = { cni: 'calico', istio: { installed: false } },
) =>
  nearestRules(compile(snapshotFromYaml(`${world}---${policies}`, facts)), {
    from: end('shop/Pod/web'),
    to: end('shop/Pod/api'),
    protocol: 'TCP',
    port: 8080,
    ...question,
  });

const admits = (rules: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec: { podSelector: { matchLabels: { app: api } }, ingress: ${rules} }
`;

describe('the nearest rules of the network', () => {
  it('name the part that does not fit, what it wants and what it gets', () => {
    const rules = admits(
      '[{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 9090 }] }]',
    );
    expect(near(rules)).toEqual([
      {
        layer: 'network',
        place: 'ingress',
        policy: 'NetworkPolicy shop/api',
        path: 'spec.ingress[0]',
        misses: [{ part: 'traffic', wants: ['TCP 9090'], has: 'TCP 8080' }],
      },
    ]);
  });

  it('come in the order of how little is missing', () => {
    const rules = admits(`[
      { from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: batch } } }], ports: [{ port: 9090 }] },
      { from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: batch } } }], ports: [{ port: http }] }]`);
    expect(near(rules).map(rule => [rule.path, rule.misses])).toEqual([
      [
        'spec.ingress[1]',
        [{ part: 'peer', wants: ['batch/Pod/job'], has: 'shop/Pod/web' }],
      ],
      [
        'spec.ingress[0]',
        [
          { part: 'peer', wants: ['batch/Pod/job'], has: 'shop/Pod/web' },
          { part: 'traffic', wants: ['TCP 9090'], has: 'TCP 8080' },
        ],
      ],
    ]);
  });

  it('are none where nothing is refused, and none before a deny rule', () => {
    const open = admits('[{}]');
    const denied = `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: closed }
spec: { tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }
---${admits('[{ ports: [{ port: 9090 }] }]')}`;
    expect(near(open)).toEqual([]);
    expect(near(denied)).toEqual([]);
  });

  it('tell a request that an HTTP rule of Cilium does not take', () => {
    const rules = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: api } }
  ingress:
    - fromEndpoints: [{ matchLabels: { app: web } }]
      toPorts: [{ ports: [{ port: '8080', protocol: TCP }], rules: { http: [{ method: GET, path: /v1/.* }] } }]
`;
    const http = { method: 'POST', path: '/v1/pay' };
    const plainCilium = {
      cni: 'cilium',
      istio: { installed: false },
    } as const;
    const found = near(rules, { http }, plainCilium);
    expect(found.map(({ misses }) => misses)).toEqual([
      [{ part: 'http', wants: ['GET /v1/.*'], has: 'POST /v1/pay' }],
    ]);
  });
});

describe('the nearest rules of the mesh', () => {
  const policy = (rules: string) => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: api, namespace: shop }
spec: { selector: { matchLabels: { app: api } }, rules: ${rules} }
`;
  const mesh = { cni: 'calico', istio: { installed: true } } as const;

  it('name the attribute that does not fit', () => {
    const rules = policy(
      '[{ from: [{ source: { principals: [cluster.local/ns/shop/sa/cart] } }], to: [{ operation: { methods: [GET] } }] }]',
    );
    expect(near(rules, { http: { method: 'GET', path: '/' } }, mesh)).toEqual([
      {
        layer: 'mesh',
        place: 'sidecar',
        policy: 'AuthorizationPolicy shop/api',
        path: 'spec.rules[0]',
        misses: [
          {
            part: 'source.principal',
            wants: ['cluster.local/ns/shop/sa/cart'],
            has: 'cluster.local/ns/shop/sa/web',
          },
        ],
      },
    ]);
  });

  it('take the closest of several sources and operations', () => {
    const rules = policy(
      '[{ to: [{ operation: { methods: [PUT], paths: [/a] } }, { operation: { methods: [GET], paths: [/b] } }] }]',
    );
    const http = { method: 'GET', path: '/c' };
    expect(near(rules, { http }, mesh).map(r => r.misses)).toEqual([
      [{ part: 'request.path', wants: ['/b'], has: '/c' }],
    ]);
  });
});
