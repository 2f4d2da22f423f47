import { RawObject } from '@ztn/zero-trust-engine';
import { AccessGoal, AccessRule } from '../AccessGoal';
import {
  aPolicy,
  aService,
  aWorkload,
  ciliumClosed,
  closed,
  getOrders,
  goalOf,
  ordersIsolatedInMesh,
  shop,
} from './world';

export const meshed = shop('sidecar', ordersIsolatedInMesh);
export const web = 'cluster.local/ns/shop/sa/web';
export const own = {
  ports: ['8080'],
  methods: ['GET'],
  paths: ['/api/orders'],
};
export const toOrders = { selector: { matchLabels: { app: 'orders' } } };

export const letIn = (
  operation: object = own,
  source: object = { principals: [web] },
  subject: object = toOrders,
) =>
  aPolicy(
    'AuthorizationPolicy',
    { name: 'orders-web', namespace: 'shop' },
    {
      ...subject,
      action: 'ALLOW',
      rules: [{ from: [{ source }], to: [{ operation }] }],
    },
  );

export const asking = (
  methods: readonly string[],
  ...values: readonly string[]
): AccessGoal =>
  goalOf([
    {
      ...getOrders,
      http: {
        methods,
        paths: values.map(value => ({ type: 'prefix', value })),
      },
    },
  ]);

export const port = (number: number): AccessGoal =>
  goalOf([{ port: number, protocol: 'TCP' } as AccessRule]);

export const lazy = [
  ...meshed,
  ...aWorkload('shop', 'lazy', { mesh: 'sidecar', serviceAccount: 'default' }),
];
export const webAsWell = (serviceAccount: string) => [
  ...meshed,
  ...aWorkload('shop', 'tool', { mesh: 'sidecar', serviceAccount }),
];

export const noWeb = (path: string) => [
  ...meshed,
  aPolicy(
    'AuthorizationPolicy',
    { name: 'no-web', namespace: 'shop' },
    {
      action: 'DENY',
      rules: [{ to: [{ operation: { paths: [path] } }] }],
    },
  ),
];

export const fromWeb = aPolicy(
  'NetworkPolicy',
  { name: 'orders-web', namespace: 'shop' },
  {
    podSelector: { matchLabels: { app: 'orders' } },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [{ podSelector: { matchLabels: { app: 'web' } } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ],
  },
);
export const denied = {
  ...ordersIsolatedInMesh,
  spec: { ...(ordersIsolatedInMesh.spec as object), action: 'DENY', rules: [] },
};

export const both = shop(
  'sidecar',
  ordersIsolatedInMesh,
  closed('shop', 'orders', 'Ingress'),
);
export const ambient = (...more: readonly RawObject[]) =>
  shop(
    'ambient',
    aPolicy(
      'AuthorizationPolicy',
      { name: 'orders-report', namespace: 'shop' },
      {
        ...toOrders,
        rules: [
          {
            from: [
              { source: { principals: ['cluster.local/ns/batch/sa/report'] } },
            ],
          },
        ],
      },
    ),
    ...more,
  );

export const onPort = (http?: object) =>
  aPolicy(
    'CiliumNetworkPolicy',
    { name: 'plain', namespace: 'shop' },
    {
      endpointSelector: { matchLabels: { app: 'orders' } },
      ingress: [
        {
          fromEndpoints: [{ matchLabels: { app: 'web' } }],
          toPorts: [
            {
              ports: [{ port: '8080', protocol: 'TCP' }],
              ...(http ? { rules: { http: [http] } } : {}),
            },
          ],
        },
      ],
    },
  );
export const cilium = (http?: object) =>
  shop('none', ciliumClosed('shop', 'orders', 'ingress'), onPort(http));

export const dns = (app: string) => [
  ...aWorkload('kube-system', 'kube-dns', {
    ports: [{ containerPort: 53, protocol: 'UDP' }],
  }),
  aService({
    name: 'kube-dns',
    namespace: 'kube-system',
    selector: { app: 'kube-dns' },
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
    ],
  }),
  aPolicy(
    'NetworkPolicy',
    { name: 'dns', namespace: 'shop' },
    {
      podSelector: { matchLabels: { app } },
      policyTypes: ['Egress'],
      egress: [
        {
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
      ],
    },
  ),
];
