import { compile } from '../evaluate/compile';
import { FactOverrides } from '../snapshot/Facts';
import { snapshotFromYaml } from '../testing/fromYaml';
import { Exposures } from './Exposures';

const world = `
apiVersion: v1
kind: Node
metadata: { name: n1 }
status: { addresses: [{ type: InternalIP, address: 192.168.0.1 }] }
---
apiVersion: v1
kind: Node
metadata: { name: n2 }
status: { addresses: [{ type: InternalIP, address: 192.168.0.2 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop, labels: { app: api } }
spec: { nodeName: n1, containers: [{ name: app, image: a, ports: [{ containerPort: 8080 }] }] }
status: { phase: Running, podIP: 10.0.0.1 }
---
apiVersion: v1
kind: Pod
metadata: { name: proxy, namespace: edge, labels: { istio: ingressgateway } }
spec: { nodeName: n2, containers: [{ name: app, image: a }] }
status: { phase: Running, podIP: 10.0.0.2 }
`;
const balancer = (policy: string, more = '') => `
apiVersion: v1
kind: Service
metadata: { name: open, namespace: shop }
spec: { type: LoadBalancer, externalTrafficPolicy: ${policy}, selector: { app: api }, ports: [{ port: 443, targetPort: 8080 }] ${more} }
`;
const admits = (from: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec: { podSelector: {}, ingress: [{ from: ${from}, ports: [{ port: 8080 }] }] }
`;
const exposed = (
  documents: readonly string[],
  facts: FactOverrides = { cni: 'calico', istio: { installed: false } },
) =>
  new Exposures(
    compile(snapshotFromYaml([world, ...documents].join('---'), facts)),
  )
    .of('shop/Pod/api')
    .map(({ outcome, readings }) => ({
      outcome,
      readings: readings.map(r => `${r.caller}: ${r.outcome}`),
    }));

describe('exposures', () => {
  it("judge the client's address where it is kept", () => {
    const onlyPartner = admits('[{ ipBlock: { cidr: 203.0.113.0/24 } }]');
    const ranges = ', loadBalancerSourceRanges: [203.0.113.0/28]';
    expect(exposed([balancer('Local', ranges), onlyPartner])).toEqual([
      { outcome: 'allow', readings: ['203.0.113.0/28: allow'] },
    ]);
    expect(exposed([balancer('Local'), onlyPartner])).toEqual([
      { outcome: 'conditional', readings: ['world: conditional'] },
    ]);
  });

  it('are not known where translation may hide the client', () => {
    const onlyWorld = admits(
      '[{ ipBlock: { cidr: 0.0.0.0/0, except: [192.168.0.0/16] } }]',
    );
    expect(exposed([balancer('Cluster'), onlyWorld])).toMatchObject([
      { outcome: 'unknown' },
    ]);
  });

  it('are known where both readings agree', () => {
    expect(exposed([balancer('Cluster')])).toEqual([
      {
        outcome: 'allow',
        readings: ['world: allow', 'host: allow', 'remote-node: allow'],
      },
    ]);
  });

  it('judge the pods that stand in between and not the client', () => {
    const routes = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: front, namespace: edge }
spec: { selector: { istio: ingressgateway }, servers: [{ port: { number: 443, protocol: HTTPS }, hosts: ['*'], tls: { mode: SIMPLE } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec: { hosts: ['*'], gateways: [edge/front], http: [{ route: [{ destination: { host: open } }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: open, namespace: shop }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }
`;
    const toEdge = admits('[{ namespaceSelector: {} }]');
    const toShop = admits('[{ podSelector: {} }]');
    expect(exposed([routes, toEdge])).toEqual([
      { outcome: 'allow', readings: ['edge/Pod/proxy: allow'] },
    ]);
    expect(exposed([routes, toShop])).toEqual([
      { outcome: 'deny', readings: ['edge/Pod/proxy: deny'] },
    ]);
  });

  it('are not known where it is not known who stands in between', () => {
    const ingress = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec: { defaultBackend: { service: { name: open, port: { number: 443 } } } }
`;
    const inner = balancer('Cluster').replace('LoadBalancer', 'ClusterIP');
    const plain = inner.replace('externalTrafficPolicy: Cluster, ', '');
    expect(exposed([plain, ingress])).toEqual([
      { outcome: 'unknown', readings: [] },
    ]);
  });
});
