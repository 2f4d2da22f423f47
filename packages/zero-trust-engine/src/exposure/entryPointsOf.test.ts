import { snapshotFromYaml } from '../testing/fromYaml';
import { entryPointsOf } from './entryPointsOf';

const world = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { part-of: shop } }
---
apiVersion: v1
kind: Namespace
metadata: { name: edge }
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop, labels: { app: api } }
spec:
  containers:
    - { name: app, image: a, ports: [{ name: http, containerPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec:
  selector: { app: api }
  ports:
    - { name: web, port: 80, targetPort: http }
    - { name: admin, port: 81, targetPort: 9090 }
---
apiVersion: v1
kind: Pod
metadata: { name: proxy, namespace: edge, labels: { app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller, gateway.networking.k8s.io/gateway-name: front, istio: ingressgateway, ingresscontroller.operator.openshift.io/deployment-ingresscontroller: default } }
spec: { containers: [{ name: app, image: a }] }
`;

const entries = (...documents: string[]) =>
  entryPointsOf(snapshotFromYaml([world, ...documents].join('\n---\n')));
const api = { workload: 'shop/Pod/api', port: 8080, protocol: 'TCP' };
const admin = { ...api, port: 9090 };
const proxy = { seenAs: 'workloads', workloads: ['edge/Pod/proxy'] };

describe('Ingress', () => {
  const nginx = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }`;
  const ingress = (spec: string) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec: ${spec}`;
  const paths = (path: string) =>
    `{ ingressClassName: nginx, tls: [{ hosts: [shop.example] }], rules: [{ host: shop.example, http: { paths: [${path}] } }] }`;
  const web =
    '{ path: /v1, pathType: Prefix, backend: { service: { name: api, port: { name: web } } } }';

  it('leads from a host and path to the port of the pods', () => {
    expect(entries(nginx, ingress(paths(web)))).toEqual([
      {
        type: 'ingress',
        object: 'Ingress shop/shop',
        path: 'spec.rules[0].http.paths[0].backend',
        hosts: ['shop.example'],
        httpPaths: [{ type: 'Prefix', value: '/v1' }],
        addresses: [],
        tls: 'terminated',
        service: 'shop/api',
        source: proxy,
        audience: { who: 'unknown' },
        targets: [api],
      },
    ]);
  });

  it('has a default backend for every host and path', () => {
    const spec =
      '{ ingressClassName: nginx, defaultBackend: { service: { name: api, port: { number: 81 } } } }';
    expect(entries(nginx, ingress(spec))).toMatchObject([
      { hosts: [], httpPaths: [], tls: 'none', targets: [admin] },
    ]);
  });

  it('takes the only default class where it names none', () => {
    const isDefault = nginx.replace(
      '{ name: nginx }',
      '{ name: nginx, annotations: { ingressclass.kubernetes.io/is-default-class: "true" } }',
    );
    const spec = paths(web).replace('ingressClassName: nginx, ', '');
    expect(entries(isDefault, ingress(spec))).toMatchObject([
      { source: proxy },
    ]);
    expect(entries(nginx, ingress(spec))).toMatchObject([
      { source: { seenAs: 'unknown', because: 'class-not-known' } },
    ]);
  });

  it('is known by an identity where Cilium serves it', () => {
    const cilium = nginx.replace(
      'k8s.io/ingress-nginx',
      'cilium.io/ingress-controller',
    );
    expect(entries(cilium, ingress(paths(web)))).toMatchObject([
      { source: { seenAs: 'reserved', peer: 'ingress' } },
    ]);
  });

  it('leaves open who stands in between for a load balancer that dials pods', () => {
    const alb = nginx.replace('k8s.io/ingress-nginx', 'ingress.k8s.aws/alb');
    expect(entries(alb, ingress(paths(web)))).toMatchObject([
      { source: { seenAs: 'unknown', because: 'load-balancer-reaches-pods' } },
    ]);
  });

  it.each([
    [
      'service-not-found',
      '{ backend: { service: { name: gone, port: { number: 80 } } } }',
    ],
    [
      'service-has-no-such-port',
      '{ backend: { service: { name: api, port: { number: 82 } } } }',
    ],
    [
      'backend-is-no-service',
      '{ backend: { resource: { kind: Bucket, name: b } } }',
    ],
  ])('says %s where it leads nowhere', (fault, path) => {
    expect(entries(nginx, ingress(paths(path)))).toMatchObject([
      { fault, targets: [] },
    ]);
  });

  it('is dialled by whoever dials the Services before its controller', () => {
    const balancer = `
apiVersion: v1
kind: Service
metadata: { name: proxy, namespace: edge }
spec:
  type: LoadBalancer
  selector: { app.kubernetes.io/name: ingress-nginx }
  loadBalancerSourceRanges: [203.0.113.0/24]
  ports: [{ port: 443 }]`;
    const [entry] = entries(nginx, balancer, ingress(paths(web)));
    expect(entry.audience).toEqual({
      who: 'ranges',
      ranges: ['203.0.113.0/24'],
    });
  });
});

describe('Gateway API', () => {
  const gateway = (listener = '') => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: edge }
spec:
  gatewayClassName: any
  listeners:
    - { name: https, port: 443, protocol: HTTPS, hostname: '*.example', tls: { mode: Terminate }, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { part-of: shop } } } } ${listener} }
status: { addresses: [{ value: 198.51.100.7 }] }`;
  const route = (options: {
    hosts?: string;
    parent?: string;
    backend?: string;
    status?: string;
  }) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: shop }
spec:
  parentRefs: [{ name: front, namespace: edge ${options.parent ?? ''} }]
  hostnames: [${options.hosts ?? 'shop.example'}]
  rules:
    - matches: [{ path: { type: PathPrefix, value: /v1 } }]
      backendRefs: [{ ${options.backend ?? 'name: api, port: 80'} }]
status: ${options.status ?? '{}'}`;

  it('leads through the listener that admits the route', () => {
    expect(entries(gateway(), route({}))).toEqual([
      {
        type: 'gateway-route',
        object: 'HTTPRoute shop/shop',
        path: 'spec.rules[0].backendRefs[0]',
        hosts: ['shop.example'],
        httpPaths: [{ type: 'PathPrefix', value: '/v1' }],
        addresses: ['198.51.100.7'],
        port: 443,
        tls: 'terminated',
        service: 'shop/api',
        source: proxy,
        audience: { who: 'internet' },
        targets: [api],
      },
    ]);
  });

  it.each([
    ['another name', route({ hosts: 'shop.test' })],
    ['another section', route({ parent: ', sectionName: http' })],
    ['another port', route({ parent: ', port: 80' })],
    [
      'a namespace that it does not admit',
      route({}).replace('namespace: shop }', 'namespace: edge }'),
    ],
  ])('finds no listener for %s', (_why, written) => {
    expect(entries(gateway(), written)).toMatchObject([
      { fault: 'no-listener-admits-it', targets: [] },
    ]);
  });

  it('has no way through a gateway that is not there or refuses', () => {
    const refused =
      '{ parents: [{ conditions: [{ type: Accepted, status: "False" }] }] }';
    expect(entries(route({}))).toMatchObject([{ fault: 'parent-not-found' }]);
    expect(entries(gateway(), route({ status: refused }))).toMatchObject([
      { fault: 'not-accepted', targets: [] },
    ]);
  });

  it('needs a grant to name a Service of another namespace', () => {
    const other = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: edge }
spec: { selector: { istio: ingressgateway }, ports: [{ port: 80 }] }`;
    const grant = `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: shop, namespace: edge }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
  to: [{ group: '', kind: Service, name: web }]`;
    const away = route({ backend: 'name: web, namespace: edge, port: 80' });
    expect(entries(gateway(), other, away)).toMatchObject([
      { fault: 'reference-not-granted', targets: [] },
    ]);
    expect(entries(gateway(), other, away, grant)).toMatchObject([
      { targets: [{ workload: 'edge/Pod/proxy', port: 80 }] },
    ]);
  });

  it('passes over waypoints, which are inside', () => {
    const waypoint = gateway().replace('protocol: HTTPS', 'protocol: HBONE');
    expect(entries(waypoint, route({}))).toEqual([]);
  });
});

describe('OpenShift Route', () => {
  const route = (spec: string, status = '{}') => `
apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: shop, namespace: shop }
spec: { host: shop.example, to: { kind: Service, name: api }, ${spec} }
status: ${status}`;

  it.each([
    ['by name', 'port: { targetPort: admin }', [admin]],
    ['by target port', 'port: { targetPort: http }', [api]],
    ['by number', 'port: { targetPort: 9090 }', [admin]],
    ['of no name', 'path: /', [api, admin]],
  ])('finds a port %s', (_how, spec, targets) => {
    expect(entries(route(spec))).toMatchObject([
      { type: 'openshift-route', source: proxy, targets },
    ]);
  });

  it('leads to every alternate backend', () => {
    const both = route('alternateBackends: [{ kind: Service, name: gone }]');
    expect(entries(both).map(e => [e.service, e.fault])).toEqual([
      ['shop/api', undefined],
      ['shop/gone', 'service-not-found'],
    ]);
  });

  it('leads nowhere when no router admitted it', () => {
    const refused =
      '{ ingress: [{ conditions: [{ type: Admitted, status: "False" }] }] }';
    expect(entries(route('path: /', refused))).toMatchObject([
      { fault: 'not-accepted', targets: [] },
    ]);
  });
});

describe('Istio Gateway', () => {
  const gateway = (hosts: string) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: front, namespace: edge }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 443, protocol: HTTPS }, hosts: [${hosts}], tls: { mode: SIMPLE } }]`;
  const routes = (destination: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec:
  hosts: [shop.example]
  gateways: [edge/front]
  http: [{ route: [{ destination: ${destination} }] }]`;
  const short = routes('{ host: api, port: { number: 80 } }');

  it('leads from a server of the Gateway to the destinations of its routes', () => {
    expect(entries(gateway("'*'"), short)).toMatchObject([
      {
        type: 'istio-gateway',
        object: 'VirtualService shop/shop',
        hosts: ['shop.example'],
        port: 443,
        tls: 'terminated',
        source: proxy,
        targets: [api],
      },
    ]);
  });

  it('admits routes of the namespaces that a server names', () => {
    expect(entries(gateway('shop/shop.example'), short)).toHaveLength(1);
    expect(entries(gateway('other/shop.example'), short)).toEqual([]);
    expect(entries(gateway('./shop.example'), short)).toEqual([]);
  });

  it('leads nowhere through a server that only redirects', () => {
    const redirects = gateway("'*'").replace(
      'tls: { mode: SIMPLE }',
      'tls: { httpsRedirect: true }',
    );
    expect(entries(redirects, short)).toEqual([]);
  });

  it('takes no half name for a Service', () => {
    expect(entries(gateway("'*'"), routes('{ host: api.shop }'))).toMatchObject(
      [{ fault: 'backend-is-no-service' }],
    );
    expect(
      entries(
        gateway("'*'"),
        routes('{ host: api.shop.svc.cluster.local, port: { number: 81 } }'),
      ),
    ).toMatchObject([{ targets: [admin] }]);
  });
});

describe('Services', () => {
  const service = (spec: string, annotations = '{}') => `
apiVersion: v1
kind: Service
metadata: { name: open, namespace: shop, annotations: ${annotations} }
spec: { selector: { app: api }, ports: [{ port: 443, targetPort: http, nodePort: 30443 }], ${spec} }`;

  it('opens a load balancer whose client may be a node to policy', () => {
    expect(entries(service('type: LoadBalancer'))).toMatchObject([
      {
        type: 'load-balancer',
        port: 443,
        targets: [api],
        audience: { who: 'internet' },
        source: {
          seenAs: 'client-or-node',
          because: 'external-traffic-policy-cluster',
        },
      },
    ]);
  });

  it("keeps the client's address under externalTrafficPolicy Local", () => {
    const ranges =
      'type: LoadBalancer, externalTrafficPolicy: Local, loadBalancerSourceRanges: [203.0.113.0/24]';
    expect(entries(service(ranges))).toMatchObject([
      {
        audience: { who: 'ranges' },
        source: { seenAs: 'client', ranges: ['203.0.113.0/24'] },
      },
    ]);
  });

  it('knows internal load balancers by annotation and by address', () => {
    const annotation = '{ networking.gke.io/load-balancer-type: Internal }';
    const [told] = entries(service('type: LoadBalancer', annotation));
    const [seen] = entries(
      `${service(
        'type: LoadBalancer',
      )}\nstatus: { loadBalancer: { ingress: [{ ip: 10.1.2.3 }] } }`,
    );
    expect(told.audience).toEqual({ who: 'private-network' });
    expect(seen.audience).toEqual({ who: 'private-network' });
  });

  it('opens the node port on every node', () => {
    expect(entries(service('type: NodePort'))).toMatchObject([
      {
        type: 'node-port',
        port: 30443,
        targets: [api],
        audience: { who: 'node-network' },
      },
    ]);
  });

  it('opens external addresses, and nothing for an inner Service', () => {
    expect(entries(service('externalIPs: [198.51.100.9]'))).toMatchObject([
      { type: 'external-ip', addresses: ['198.51.100.9'] },
    ]);
    expect(entries(service('type: ClusterIP'))).toEqual([]);
  });
});
