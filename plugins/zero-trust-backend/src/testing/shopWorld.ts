import { Entity } from '@backstage/catalog-model';

const deployment = (namespace: string, name: string, id = name) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, backstage.io/kubernetes-id: ${id} } }
    spec:
      serviceAccountName: ${name}
      containers: [{ name: main, image: web, ports: [{ containerPort: 8080 }] }]
`;

const namespace = (name: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { kubernetes.io/metadata.name: ${name} } }
`;

/**
 * `payment` may be called by `checkout`, by `vault` and by `loner`, which no
 * entity names. `vault` is the service that not everybody may know of.
 */
export const shopManifests = [
  namespace('shop'),
  namespace('pay'),
  namespace('hush'),
  deployment('shop', 'checkout'),
  deployment('shop', 'loner', 'nobody'),
  deployment('pay', 'payment'),
  deployment('hush', 'vault'),
  `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: callers, namespace: pay }
spec:
  podSelector: { matchLabels: { app: payment } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [shop, hush] }] } }]
      ports: [{ port: 8080, protocol: TCP }]
`,
].join('---');

/** A component that is tied to the pods that carry its name. */
export function component(
  name: string,
  annotations: Record<string, string> = { 'backstage.io/kubernetes-id': name },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { namespace: 'default', name, annotations },
    spec: { type: 'service', owner: 'team', lifecycle: 'production' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/team' }],
  };
}

export const shopEntities: readonly Entity[] = [
  component('payment'),
  component('checkout'),
  component('vault'),
  component('paper', {}),
];
