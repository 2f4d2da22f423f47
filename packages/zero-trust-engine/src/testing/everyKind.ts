import { RawObject } from '../snapshot/KubernetesObject';
import {
  aConfigMap,
  aDeployment,
  aNamespace,
  aNode,
  aPod,
  aPolicy,
  aService,
} from './builders';

const matchLabels = (labels: object) => ({ matchLabels: labels });

/** Owners that come and go, and pods whose owners are found through them. */
const owners: readonly RawObject[] = [
  aDeployment({ name: 'd', namespace: 'x', labels: { app: 'a' } }),
  aDeployment({
    name: 'e',
    namespace: 'y',
    labels: { tier: 'b' },
    ports: [80],
  }),
  aDeployment({ kind: 'Job', name: 'j', namespace: 'x', labels: { app: 'b' } }),
  aDeployment({
    kind: 'ReplicaSet',
    name: 'd-1',
    namespace: 'x',
    labels: { app: 'a' },
    owner: 'Deployment/d',
  }),
  ...['q0', 'q1'].map((name, index) =>
    aPod({
      name,
      namespace: 'x',
      labels: { app: 'a', tier: index === 0 ? 'a' : 'b' },
      owner: 'ReplicaSet/d-1',
      node: 'n1',
      address: `10.0.1.${index}`,
      ports: [{ name: 'web', containerPort: 80 }],
    }),
  ),
];

const services: readonly RawObject[] = [
  aService({ name: 's', namespace: 'x', selector: { app: 'a' } }),
  aService({ name: 's', namespace: 'y', selector: { tier: 'b' }, ports: [81] }),
  aService({
    name: 'outside',
    namespace: 'x',
    spec: { selector: undefined, clusterIP: '10.96.0.7' },
  }),
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      namespace: 'x',
      name: 'outside-1',
      labels: { 'kubernetes.io/service-name': 'outside' },
    },
    ports: [{ port: 80, protocol: 'TCP' }],
    endpoints: [{ addresses: ['10.0.0.1'] }, { addresses: ['203.0.113.9'] }],
  },
];

const clusterParts: readonly RawObject[] = [
  aNode('n1', ['192.168.0.1'], { app: 'a' }),
  aNode('n2', ['192.168.0.2'], { tier: 'b' }),
  aNode('n3', ['192.168.0.3'], {}),
  aNamespace('x', { app: 'a', 'istio-injection': 'enabled' }),
  aNamespace('z', { tier: 'a' }),
  aNamespace('y', { 'k8s.ovn.org/primary-user-defined-network': '' }),
  {
    apiVersion: 'k8s.ovn.org/v1',
    kind: 'UserDefinedNetwork',
    metadata: { name: 'net', namespace: 'y' },
    spec: { topology: 'Layer3', layer3: { role: 'Primary' } },
  },
  aConfigMap({
    name: 'cilium-config',
    namespace: 'kube-system',
    data: { 'enable-policy': 'always' },
  }),
];

const ciliumRule = (name: string, namespace: string, spec: object) =>
  aPolicy('CiliumNetworkPolicy', { name, namespace }, spec);
const clusterRule = (name: string, spec: object) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumClusterwideNetworkPolicy',
  metadata: { name },
  spec,
});

const cilium: readonly RawObject[] = [
  ciliumRule('peers', 'x', {
    endpointSelector: matchLabels({ app: 'a' }),
    ingress: [{ fromEndpoints: [matchLabels({ tier: 'b' })] }],
    egress: [{ toServices: [{ k8sService: { serviceName: 's' } }] }],
  }),
  ciliumRule('peers', 'y', {
    endpointSelector: {},
    ingress: [
      {
        fromEndpoints: [
          matchLabels({ 'io.cilium.k8s.namespace.labels.app': 'a' }),
        ],
        toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }],
      },
    ],
  }),
  ciliumRule('outside', 'x', {
    endpointSelector: {},
    egress: [
      { toCIDRSet: [{ cidrGroupRef: 'group' }] },
      {
        toServices: [
          { k8sService: { serviceName: 'outside', namespace: 'x' } },
        ],
      },
      { toEntities: ['cluster'] },
    ],
  }),
  ciliumRule('refused', 'x', {
    endpointSelector: matchLabels({ app: 'a' }),
    ingress: [{ fromEndpoints: [{}], fromCIDR: ['10.0.0.0/8'] }],
  }),
  clusterRule('deny', {
    endpointSelector: matchLabels({ app: 'b' }),
    ingressDeny: [{ fromEndpoints: [matchLabels({ app: 'a' })] }],
  }),
  clusterRule('nodes', {
    endpointSelector: {},
    egress: [{ toNodes: [matchLabels({ app: 'a' })] }],
  }),
  {
    apiVersion: 'cilium.io/v2alpha1',
    kind: 'CiliumCIDRGroup',
    metadata: { name: 'group' },
    spec: { externalCIDRs: ['203.0.113.0/24'] },
  },
];

const mesh: readonly RawObject[] = [
  aPolicy(
    'PeerAuthentication',
    { name: 'strict', namespace: 'x' },
    { mtls: { mode: 'STRICT' } },
  ),
  aPolicy('AuthorizationPolicy', { name: 'nobody', namespace: 'x' }, {}),
  aPolicy(
    'AuthorizationPolicy',
    { name: 'some', namespace: 'y' },
    {
      selector: matchLabels({ tier: 'b' }),
      rules: [
        {
          from: [{ source: { namespaces: ['x'] } }],
          to: [{ operation: { ports: ['80'] } }],
        },
      ],
    },
  ),
  aPolicy(
    'DestinationRule',
    { name: 'plain', namespace: 'x' },
    { host: 's', trafficPolicy: { tls: { mode: 'DISABLE' } } },
  ),
  aPolicy(
    'ServiceEntry',
    { name: 'api', namespace: 'y' },
    {
      hosts: ['api.example.com'],
      addresses: ['203.0.113.9'],
      ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
    },
  ),
  aPolicy(
    'Sidecar',
    { name: 'default', namespace: 'x' },
    { egress: [{ hosts: ['./*'] }] },
  ),
];

/** What cannot be parsed leaves a gap, as long as it is there. */
const malformed: readonly RawObject[] = ['x', 'y'].map(namespace =>
  aPolicy('NetworkPolicy', { name: 'np0', namespace }, { podSelector: 7 }),
);

/**
 * Objects of every kind whose changes an engine takes in, in the namespaces and
 * with the labels of random clusters.
 */
export const everyKind: readonly RawObject[] = [
  ...owners,
  ...services,
  ...clusterParts,
  ...cilium,
  ...mesh,
  ...malformed,
];
