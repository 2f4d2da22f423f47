import { Entity } from '@backstage/catalog-model';
import { AccessSpecInput } from '@ztn/backstage-plugin-zero-trust-common';
import { component, shopEntities } from '../../testing/shopWorld';
import { root } from '../../testing/useShop';

/** `cart` may not call `payment` yet: other namespaces are let in only. */
export const storeManifests = `
apiVersion: v1
kind: Namespace
metadata: { name: store, labels: { kubernetes.io/metadata.name: store } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: store, labels: { app: cart } }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart, backstage.io/kubernetes-id: cart } }
    spec:
      serviceAccountName: cart
      containers: [{ name: main, image: web, ports: [{ containerPort: 8080 }] }]
`;

export const policyPath = 'clusters/prod/pay/payment/allow-cart.yaml';
export const requestsRoot = `${root}/access-requests`;

const ownedBy = (name: string, team: string): Entity => ({
  ...component(name),
  metadata: { ...component(name).metadata, uid: `uid-of-${name}` },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${team}` }],
});

const user = (name: string, groups: readonly string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    namespace: 'default',
    name,
    annotations: { 'git.example.com/user-login': name },
  },
  spec: { memberOf: [...groups] },
  relations: groups.map(team => ({
    type: 'memberOf',
    targetRef: `group:default/${team}`,
  })),
});

/** Who there is, and in which team. */
export const teams: Readonly<Record<string, readonly string[]>> = {
  carla: ['cart-team'],
  carl: ['cart-team'],
  pia: ['pay-team'],
  paul: ['pay-team'],
  // Of both, as happens.
  both: ['cart-team', 'pay-team'],
  stranger: ['other-team'],
};

/** The catalog, which a test may change. */
export const accessEntities = (): Entity[] => [
  ...shopEntities.filter(({ metadata }) => metadata.name !== 'payment'),
  ownedBy('payment', 'pay-team'),
  ownedBy('cart', 'cart-team'),
  ...Object.entries(teams).map(([name, groups]) => user(name, groups)),
];

/** "`cart` may call `payment` on 8080". */
export const cartToPayment: AccessSpecInput = {
  caller: { entityRef: 'component:default/cart' },
  callee: { entityRef: 'component:default/payment' },
  cluster: 'prod',
  rules: [{ port: 8080 }],
};

export const why = 'the cart has to ask for the state of a payment';

export const policySource = {
  id: 'policies',
  repo: 'https://git.example.com/shop/policies',
  branch: 'main',
  clusters: ['prod'],
  roots: ['clusters/prod'],
  newFile: 'clusters/{cluster}/{namespace}/{subject}/allow-{peer}.yaml',
};
