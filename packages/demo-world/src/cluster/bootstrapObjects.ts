import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { KubeObject } from '../store/KubeObject';

const rbac = 'rbac.authorization.k8s.io';

const clusterRole = (name: string, rules: unknown[]): KubeObject => ({
  apiVersion: `${rbac}/v1`,
  kind: 'ClusterRole',
  metadata: {
    name,
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
  },
  rules,
});

const binding = (
  name: string,
  role: string,
  ...groups: string[]
): KubeObject => ({
  apiVersion: `${rbac}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name },
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
  subjects: groups.map(group => ({
    apiGroup: rbac,
    kind: 'Group',
    name: group,
  })),
});

const namespace = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

const node = (name: string, index: number): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'kubernetes.io/hostname': name } },
  spec: {},
  status: {
    addresses: [
      { type: 'InternalIP', address: `192.168.64.${10 + index}` },
      { type: 'Hostname', address: name },
    ],
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
    nodeInfo: { kubeletVersion: 'v1.36.2' },
  },
});

const publicPaths = [
  '/healthz',
  '/healthz/*',
  '/livez',
  '/livez/*',
  '/readyz',
  '/readyz/*',
  '/version',
  '/version/',
];
const discoveryPaths = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/openapi',
  '/openapi/*',
];

const read = ['get', 'list', 'watch'];
const write = [
  ...read,
  'create',
  'delete',
  'deletecollection',
  'patch',
  'update',
];
const workloads = (verbs: string[]) => [
  {
    apiGroups: [''],
    resources: ['pods', 'services', 'serviceaccounts', 'configmaps', 'events'],
    verbs,
  },
  { apiGroups: ['apps', 'batch'], resources: ['*'], verbs },
  {
    apiGroups: ['networking.k8s.io'],
    resources: ['ingresses', 'networkpolicies'],
    verbs,
  },
  {
    apiGroups: ['discovery.k8s.io'],
    resources: ['endpointslices'],
    verbs: read,
  },
  { apiGroups: [''], resources: ['namespaces'], verbs: read },
];
const secrets = { apiGroups: [''], resources: ['secrets'], verbs: write };

/** Group whose members may read what the plugin reads. */
export const readersGroup = 'zero-trust-readers';

/** What a cluster holds before anybody installs anything. */
export const bootstrapObjects = (options: {
  readonly name: string;
  /** File with the ClusterRole of the plugin's reader. */
  readonly readerRoleFile: string;
}): KubeObject[] => {
  const readerRole = parse(
    readFileSync(options.readerRoleFile, 'utf8'),
  ) as KubeObject;
  return [
    ...['default', 'kube-system', 'kube-public', 'kube-node-lease'].map(
      namespace,
    ),
    clusterRole('cluster-admin', [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ]),
    clusterRole('view', workloads(read)),
    clusterRole('edit', [...workloads(write), secrets]),
    clusterRole('admin', [
      ...workloads(write),
      secrets,
      { apiGroups: [rbac], resources: ['roles', 'rolebindings'], verbs: write },
    ]),
    clusterRole('system:discovery', [
      {
        nonResourceURLs: ['/', ...discoveryPaths, ...publicPaths],
        verbs: ['get'],
      },
    ]),
    clusterRole('system:public-info-viewer', [
      { nonResourceURLs: publicPaths, verbs: ['get'] },
    ]),
    clusterRole('system:basic-user', [
      {
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
        verbs: ['create'],
      },
      {
        apiGroups: ['authentication.k8s.io'],
        resources: ['selfsubjectreviews'],
        verbs: ['create'],
      },
    ]),
    binding('cluster-admin', 'cluster-admin', 'system:masters'),
    binding('system:discovery', 'system:discovery', 'system:authenticated'),
    binding('system:basic-user', 'system:basic-user', 'system:authenticated'),
    binding(
      'system:public-info-viewer',
      'system:public-info-viewer',
      'system:authenticated',
      'system:unauthenticated',
    ),
    readerRole,
    binding('zero-trust-readers', readerRole.metadata.name, readersGroup),
  ];
};

/** Nodes for a cluster that was given none. */
export const defaultNodes = (name: string): KubeObject[] =>
  ['a', 'b', 'c'].map((letter, index) => node(`${name}-node-${letter}`, index));
