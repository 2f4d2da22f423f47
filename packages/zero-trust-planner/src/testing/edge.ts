import { PlannedObject } from '../AccessPlan';
import { PlaceInput } from '../place/Placement';
import { PolicySource, RepositoryTree } from '../PolicySource';

/** `shop/web` may GET `/api/orders` of `shop/orders`. */
export const webToOrders: PlannedObject = {
  dialect: 'istio',
  side: 'callee',
  point: 'sidecar',
  object: {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'zt-shop-web--orders', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'orders' } },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }],
          to: [
            {
              operation: {
                ports: ['8080'],
                methods: ['GET'],
                paths: ['/api/orders'],
              },
            },
          ],
        },
      ],
    },
  },
};

export const webToOrdersNetwork: PlannedObject = {
  dialect: 'networkpolicy',
  side: 'callee',
  point: 'ingress',
  object: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'zt-shop-web--orders', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { app: 'orders' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: 'web' } } }],
          ports: [{ protocol: 'TCP', port: 8080 }],
        },
      ],
    },
  },
};

export const aSource = (over: Partial<PolicySource> = {}): PolicySource => ({
  id: 'prod',
  clusters: ['prod-eu1'],
  roots: ['clusters/prod-eu1'],
  writable: ['clusters/prod-eu1/**/*.yaml'],
  newFile: 'clusters/{cluster}/{namespace}/policies/{caller}--{callee}.yaml',
  kustomization: 'nearest',
  kinds: ['AuthorizationPolicy', 'NetworkPolicy', 'CiliumNetworkPolicy'],
  strategy: 'newObject',
  ...over,
});

/** The edge placed in one source, unless said otherwise. */
export const anInput = (
  tree: RepositoryTree,
  over: Partial<PlaceInput> & { readonly source?: PolicySource } = {},
): PlaceInput => {
  const { source = aSource(), ...rest } = over;
  return {
    objects: [webToOrders],
    sources: [{ source, tree }],
    names: {
      cluster: 'prod-eu1',
      caller: { namespace: 'shop', name: 'web' },
      callee: { namespace: 'shop', name: 'orders' },
    },
    ...rest,
  };
};
