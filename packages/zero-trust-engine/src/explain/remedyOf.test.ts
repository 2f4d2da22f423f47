import { Connection } from '../Connection';
import { compile } from '../evaluate/compile';
import { parseWorkloadRef } from '../refs';
import { FactOverrides } from '../snapshot/Facts';
import { snapshotFromYaml } from '../testing/fromYaml';
import { remedyOf } from './remedyOf';

const plain = { cni: 'calico', istio: { installed: false } } as const;
const mesh = { cni: 'calico', istio: { installed: true } } as const;
const cilium = { cni: 'cilium', istio: { installed: false } } as const;

const pod = (name: string, extra = '', proxy = '') => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} ${extra} } }
spec:
  serviceAccountName: ${name}
  containers:
    - { name: app, image: a, ports: [{ name: http, containerPort: 8080 }] }
    ${proxy}
`;
const world = [pod('api'), pod('web'), pod('cart')].join('---');
const sidecar = '- { name: istio-proxy, image: example.com/proxyv2:1.27.0 }';
const inMesh = ', security.istio.io/tlsMode: istio';
const service = `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;
const meshWorld = [
  pod('api', inMesh, sidecar),
  pod('web', inMesh, sidecar),
  pod('cart', inMesh, sidecar),
  service,
].join('---');
const closed = (types: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: shop }
spec: { podSelector: {}, policyTypes: [${types}] }
`;
const end = (text: string) => {
  const ref = parseWorkloadRef(text);
  if (!ref) throw new Error(text);
  return { type: 'workload', ref } as const;
};
const remedy = (
  documents: readonly string[],
  question: Partial<Connection> = {},
  facts: FactOverrides = plain,
) =>
  remedyOf(compile(snapshotFromYaml(documents.join('---'), facts)), {
    from: end('shop/Pod/web'),
    to: end('shop/Pod/api'),
    protocol: 'TCP',
    port: 8080,
    ...question,
  });

const apiServer = `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: kubernetes, namespace: default, labels: { kubernetes.io/service-name: kubernetes } }
ports: [{ port: 6443 }]
endpoints: [{ addresses: [10.0.0.1] }]
`;

const refused = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: refused, namespace: shop }
spec: { endpointSelector: {}, ingress: [{ fromEntities: [nobody] }] }
`;

describe('a remedy in the network', () => {
  it('is found beside a policy that Cilium refuses', () => {
    const documents = [world, closed('Ingress'), refused];
    expect(remedy(documents, {}, cilium)).toMatchObject({
      state: 'proven',
      outcome: 'allow',
      obstacles: [],
    });
  });

  it('is a policy for the end that refuses, proven to open that call alone', () => {
    expect(remedy([world, closed('Ingress')])).toEqual({
      state: 'proven',
      outcome: 'allow',
      obstacles: [],
      opens: [],
      objects: [
        {
          layer: 'network',
          place: 'ingress',
          kind: 'NetworkPolicy',
          namespace: 'shop',
          name: 'zt-shop-web--api',
          object: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: 'zt-shop-web--api', namespace: 'shop' },
            spec: {
              podSelector: { matchLabels: { app: 'api' } },
              policyTypes: ['Ingress'],
              ingress: [
                {
                  from: [
                    {
                      namespaceSelector: {
                        matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
                      },
                      podSelector: { matchLabels: { app: 'web' } },
                    },
                  ],
                  ports: [{ protocol: 'TCP', port: 8080 }],
                },
              ],
            },
          },
        },
      ],
    });
  });

  it('has one object for each end that refuses', () => {
    const found = remedy([world, closed('Ingress, Egress')]);
    expect(found?.state).toBe('proven');
    expect(found?.objects.map(o => [o.place, o.name])).toEqual([
      ['egress', 'zt-shop-web--api-out'],
      ['ingress', 'zt-shop-web--api'],
    ]);
  });

  it('is none where a deny rule decides', () => {
    const denied = `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: closed }
spec: { tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }
`;
    const facts = { ...plain, enforces: { ClusterNetworkPolicy: true } };
    expect(remedy([world, denied], {}, facts)).toMatchObject({
      state: 'none',
      objects: [],
      obstacles: [{ code: 'denied-by-rule', place: 'ingress' }],
    });
  });

  it('names an outside address as a block', () => {
    const outside = {
      to: { type: 'address', address: '203.0.113.9' },
      port: 443,
    } as const;
    const found = remedy([world, apiServer, closed('Egress')], outside, cilium);
    expect(found).toMatchObject({ state: 'proven', opens: [] });
    expect(found?.objects[0].object.spec).toMatchObject({
      egress: [{ to: [{ ipBlock: { cidr: '203.0.113.9/32' } }] }],
    });
  });

  it('tells that a block may be the address of something else', () => {
    const outside = {
      to: { type: 'address', address: '203.0.113.9' },
      port: 443,
    } as const;
    const found = remedy([world, closed('Egress')], outside, cilium);
    expect(found).toMatchObject({
      state: 'opens-more',
      opens: [{ peer: { peer: 'kube-apiserver' }, after: 'unknown' }],
    });
  });

  it('opens more than one request where it cannot tell requests apart', () => {
    const http = { method: 'GET', path: '/' };
    expect(remedy([world, closed('Ingress')], { http })).toMatchObject({
      state: 'opens-more',
      opens: [
        {
          workload: 'shop/Pod/api',
          peer: { key: 'shop/Pod/web' },
          ports: [{ first: 8080, last: 8080 }],
          otherRequests: true,
        },
      ],
    });
  });

  it('is none where no lasting label tells the pods apart', () => {
    const twins = [
      pod('api').replace('{ app: api  }', '{ app: web }'),
      pod('web'),
    ].join('---');
    expect(remedy([twins, closed('Ingress')])).toMatchObject({
      state: 'none',
      obstacles: [{ code: 'no-lasting-labels' }],
    });
  });

  it('is undefined for a call that nothing refuses', () => {
    expect(remedy([world])).toBeUndefined();
  });
});

describe("a remedy in Cilium's words", () => {
  const limited = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: api } }
  ingress:
    - fromEndpoints: [{ matchLabels: { app: web } }]
      toPorts: [{ ports: [{ port: '8080', protocol: TCP }], rules: { http: [{ method: GET }] } }]
`;

  it('adds one request where an HTTP rule limits them', () => {
    const http = { method: 'POST', path: '/v1/pay.now' };
    const found = remedy([world, limited], { http }, cilium);
    expect(found?.outcome).toBe('allow');
    expect(found?.objects[0].object.spec).toEqual({
      endpointSelector: { matchLabels: { app: 'api' } },
      ingress: [
        {
          fromEndpoints: [
            {
              matchLabels: {
                'k8s:io.kubernetes.pod.namespace': 'shop',
                app: 'web',
              },
            },
          ],
          toPorts: [
            {
              ports: [{ port: '8080', protocol: 'TCP' }],
              rules: { http: [{ method: 'POST', path: '/v1/pay\\.now' }] },
            },
          ],
        },
      ],
    });
  });

  it('takes an entity for what is no pod', () => {
    const found = remedy(
      [world, closed('Egress')],
      { to: { type: 'reserved', peer: 'kube-apiserver' }, port: 6443 },
      cilium,
    );
    expect(found?.objects[0]).toMatchObject({
      kind: 'CiliumNetworkPolicy',
      object: { spec: { egress: [{ toEntities: ['kube-apiserver'] }] } },
    });
  });
});

describe('a remedy in the mesh', () => {
  const admitsCart = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  rules:
    - from: [{ source: { principals: [cluster.local/ns/shop/sa/cart] } }]
      to: [{ operation: { ports: ['8080'], methods: [GET] } }]
`;
  const http = { method: 'POST', path: '/v1/pay?x=1' };

  it('admits the identity with the request that is asked for', () => {
    const found = remedy([meshWorld, admitsCart], { http }, mesh);
    expect(found).toMatchObject({ state: 'proven', opens: [] });
    expect(found?.objects.map(o => o.object.spec)).toEqual([
      {
        selector: { matchLabels: { app: 'api' } },
        action: 'ALLOW',
        rules: [
          {
            from: [
              { source: { principals: ['cluster.local/ns/shop/sa/web'] } },
            ],
            to: [
              {
                operation: {
                  ports: ['8080'],
                  methods: ['POST'],
                  paths: ['/v1/pay'],
                },
              },
            ],
          },
        ],
      },
    ]);
  });

  it('is none for a caller that proves no identity', () => {
    const without = [
      pod('api', inMesh, sidecar),
      pod('web'),
      service,
      admitsCart,
    ];
    expect(remedy(without, { http }, mesh)).toMatchObject({
      state: 'none',
      obstacles: [{ layer: 'mesh', code: 'caller-proves-no-identity' }],
    });
  });

  it('is none for a connection that cannot be made', () => {
    const strict = `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
`;
    const without = [pod('api', inMesh, sidecar), pod('web'), service, strict];
    expect(remedy(without, {}, mesh)).toMatchObject({
      state: 'none',
      obstacles: [{ layer: 'transport', code: 'connection-broken' }],
    });
  });

  it('opens more than one port where the tunnel hides ports', () => {
    const ambient = (name: string) =>
      pod(name).replace(
        'namespace: shop,',
        'namespace: shop, annotations: { ambient.istio.io/redirection: enabled },',
      );
    const found = remedy(
      [ambient('api'), ambient('web'), service, closed('Ingress')],
      {},
      mesh,
    );
    expect(found).toMatchObject({ state: 'opens-more', outcome: 'allow' });
    expect(found?.objects[0].object.spec).toMatchObject({
      ingress: [{ ports: [{ protocol: 'TCP', port: 15008 }] }],
    });
  });
});
