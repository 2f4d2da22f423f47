/**
 * A kind that the product reads from a cluster, as data: the reader lists and
 * watches these, and the shipped ClusterRole grants these. Never Secret.
 */
export interface KindInfo {
  /** `kind`, or `kind.group` where two groups have the same kind. */
  readonly key: string;
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'namespaced' | 'cluster';
  /** Preferred first; the first that the API server serves is read. */
  readonly versions: readonly string[];
  /** Who answers `unknown` when this kind cannot be read. */
  readonly readBy: readonly KindReader[];
}

/**
 * `workloads`: grouping and resolution. `facts`: detection. The layers by
 * name. `exposure`, `access`, `admission` and `encryption`: entry points, API
 * rights, admission control and encryption between nodes, which posture reads.
 */
export type KindReader =
  | 'workloads'
  | 'facts'
  | 'network'
  | 'cilium'
  | 'transport'
  | 'mesh'
  | 'exposure'
  | 'access'
  | 'admission'
  | 'encryption';

type Entry = Omit<KindInfo, 'key' | 'group'>;
type MakeEntry = (
  kind: string,
  plural: string,
  versions: string,
  readBy: readonly KindReader[],
) => Entry;

const entryOf =
  (scope: KindInfo['scope']): MakeEntry =>
  (kind, plural, versions, readBy) => ({
    kind,
    plural,
    scope,
    versions: versions.split(' '),
    readBy,
  });
const namespaced = entryOf('namespaced');
const cluster = entryOf('cluster');

const kindsByGroup: Readonly<Record<string, readonly Entry[]>> = {
  '': [
    cluster('Namespace', 'namespaces', 'v1', ['workloads', 'network', 'mesh']),
    namespaced('Pod', 'pods', 'v1', ['workloads', 'facts']),
    namespaced('Service', 'services', 'v1', [
      'workloads',
      'transport',
      'exposure',
    ]),
    cluster('Node', 'nodes', 'v1', ['network']),
    namespaced('ServiceAccount', 'serviceaccounts', 'v1', ['access']),
    namespaced('ConfigMap', 'configmaps', 'v1', ['facts']),
    namespaced('ReplicationController', 'replicationcontrollers', 'v1', [
      'workloads',
    ]),
  ],
  apps: [
    namespaced('Deployment', 'deployments', 'v1', ['workloads', 'facts']),
    namespaced('StatefulSet', 'statefulsets', 'v1', ['workloads']),
    namespaced('DaemonSet', 'daemonsets', 'v1', ['workloads', 'facts']),
    namespaced('ReplicaSet', 'replicasets', 'v1', ['workloads']),
  ],
  batch: [
    namespaced('Job', 'jobs', 'v1', ['workloads']),
    namespaced('CronJob', 'cronjobs', 'v1', ['workloads']),
  ],
  'discovery.k8s.io': [
    namespaced('EndpointSlice', 'endpointslices', 'v1', ['workloads']),
  ],
  'networking.k8s.io': [
    namespaced('NetworkPolicy', 'networkpolicies', 'v1', ['network']),
    namespaced('Ingress', 'ingresses', 'v1', ['exposure']),
    cluster('IngressClass', 'ingressclasses', 'v1', ['exposure']),
  ],
  'policy.networking.k8s.io': [
    cluster('ClusterNetworkPolicy', 'clusternetworkpolicies', 'v1alpha2', [
      'network',
    ]),
    cluster('AdminNetworkPolicy', 'adminnetworkpolicies', 'v1alpha1', [
      'network',
    ]),
    cluster(
      'BaselineAdminNetworkPolicy',
      'baselineadminnetworkpolicies',
      'v1alpha1',
      ['network'],
    ),
  ],
  'cilium.io': [
    namespaced('CiliumNetworkPolicy', 'ciliumnetworkpolicies', 'v2', [
      'cilium',
    ]),
    cluster(
      'CiliumClusterwideNetworkPolicy',
      'ciliumclusterwidenetworkpolicies',
      'v2',
      ['cilium'],
    ),
    cluster('CiliumCIDRGroup', 'ciliumcidrgroups', 'v2 v2alpha1', ['cilium']),
    namespaced('CiliumEndpoint', 'ciliumendpoints', 'v2', []),
    cluster('CiliumEndpointSlice', 'ciliumendpointslices', 'v2alpha1', []),
    cluster('CiliumIdentity', 'ciliumidentities', 'v2', []),
    cluster('CiliumNode', 'ciliumnodes', 'v2', ['encryption']),
    namespaced('CiliumNodeConfig', 'ciliumnodeconfigs', 'v2 v2alpha1', [
      'cilium',
    ]),
    namespaced('CiliumEnvoyConfig', 'ciliumenvoyconfigs', 'v2', []),
    cluster(
      'CiliumClusterwideEnvoyConfig',
      'ciliumclusterwideenvoyconfigs',
      'v2',
      [],
    ),
    namespaced(
      'CiliumLocalRedirectPolicy',
      'ciliumlocalredirectpolicies',
      'v2',
      ['cilium'],
    ),
    cluster(
      'CiliumEgressGatewayPolicy',
      'ciliumegressgatewaypolicies',
      'v2',
      [],
    ),
  ],
  'k8s.ovn.org': [
    namespaced('UserDefinedNetwork', 'userdefinednetworks', 'v1', ['network']),
    cluster('ClusterUserDefinedNetwork', 'clusteruserdefinednetworks', 'v1', [
      'network',
    ]),
  ],
  'security.istio.io': [
    namespaced('AuthorizationPolicy', 'authorizationpolicies', 'v1 v1beta1', [
      'mesh',
    ]),
    namespaced('PeerAuthentication', 'peerauthentications', 'v1 v1beta1', [
      'transport',
    ]),
    namespaced(
      'RequestAuthentication',
      'requestauthentications',
      'v1 v1beta1',
      ['mesh'],
    ),
  ],
  'networking.istio.io': [
    namespaced('DestinationRule', 'destinationrules', 'v1 v1beta1 v1alpha3', [
      'transport',
    ]),
    namespaced('Gateway', 'gateways', 'v1 v1beta1 v1alpha3', [
      'transport',
      'exposure',
    ]),
    namespaced('ServiceEntry', 'serviceentries', 'v1 v1beta1 v1alpha3', [
      'transport',
    ]),
    namespaced('Sidecar', 'sidecars', 'v1 v1beta1 v1alpha3', ['transport']),
    namespaced('VirtualService', 'virtualservices', 'v1 v1beta1 v1alpha3', [
      'transport',
      'exposure',
    ]),
    namespaced('WorkloadEntry', 'workloadentries', 'v1 v1beta1 v1alpha3', [
      'transport',
    ]),
    namespaced('WorkloadGroup', 'workloadgroups', 'v1 v1beta1 v1alpha3', []),
    namespaced('EnvoyFilter', 'envoyfilters', 'v1alpha3', [
      'transport',
      'mesh',
    ]),
    namespaced('ProxyConfig', 'proxyconfigs', 'v1beta1', ['transport']),
  ],
  'gateway.networking.k8s.io': [
    namespaced('Gateway', 'gateways', 'v1 v1beta1', ['transport', 'exposure']),
    cluster('GatewayClass', 'gatewayclasses', 'v1 v1beta1', [
      'transport',
      'exposure',
    ]),
    namespaced('HTTPRoute', 'httproutes', 'v1 v1beta1', [
      'transport',
      'exposure',
    ]),
    namespaced('GRPCRoute', 'grpcroutes', 'v1 v1alpha2', [
      'transport',
      'exposure',
    ]),
    namespaced('TLSRoute', 'tlsroutes', 'v1 v1alpha3 v1alpha2', [
      'transport',
      'exposure',
    ]),
    namespaced('TCPRoute', 'tcproutes', 'v1 v1alpha2', [
      'transport',
      'exposure',
    ]),
    namespaced('UDPRoute', 'udproutes', 'v1 v1alpha2', ['exposure']),
    namespaced('BackendTLSPolicy', 'backendtlspolicies', 'v1 v1alpha3', [
      'transport',
    ]),
    namespaced('ReferenceGrant', 'referencegrants', 'v1 v1beta1', [
      'transport',
      'exposure',
    ]),
  ],
  'rbac.authorization.k8s.io': [
    namespaced('Role', 'roles', 'v1', ['access']),
    namespaced('RoleBinding', 'rolebindings', 'v1', ['access']),
    cluster('ClusterRole', 'clusterroles', 'v1', ['access']),
    cluster('ClusterRoleBinding', 'clusterrolebindings', 'v1', ['access']),
  ],
  'admissionregistration.k8s.io': [
    cluster(
      'MutatingWebhookConfiguration',
      'mutatingwebhookconfigurations',
      'v1',
      ['admission'],
    ),
    cluster(
      'ValidatingWebhookConfiguration',
      'validatingwebhookconfigurations',
      'v1',
      ['admission'],
    ),
    cluster(
      'ValidatingAdmissionPolicy',
      'validatingadmissionpolicies',
      'v1 v1beta1',
      ['admission'],
    ),
    cluster(
      'ValidatingAdmissionPolicyBinding',
      'validatingadmissionpolicybindings',
      'v1 v1beta1',
      ['admission'],
    ),
  ],
  'apiextensions.k8s.io': [
    cluster('CustomResourceDefinition', 'customresourcedefinitions', 'v1', [
      'facts',
    ]),
  ],
  'route.openshift.io': [namespaced('Route', 'routes', 'v1', ['exposure'])],
  'operator.openshift.io': [
    namespaced('IngressController', 'ingresscontrollers', 'v1', ['exposure']),
  ],
  'kyverno.io': [
    cluster('ClusterPolicy', 'clusterpolicies', 'v1', ['admission']),
    namespaced('Policy', 'policies', 'v1', ['admission']),
    namespaced('PolicyException', 'policyexceptions', 'v2 v2beta1', [
      'admission',
    ]),
  ],
  'templates.gatekeeper.sh': [
    cluster('ConstraintTemplate', 'constrainttemplates', 'v1 v1beta1', [
      'admission',
    ]),
  ],
};

/** Kinds that more than one group has: their keys carry the group. */
const ambiguous = new Set(['Gateway', 'Policy', 'ClusterNetworkPolicy']);

/** Every kind that the product reads, in a fixed order. */
export const kinds: readonly KindInfo[] = Object.entries(kindsByGroup).flatMap(
  ([group, entries]) =>
    entries.map(entry => ({
      ...entry,
      key: ambiguous.has(entry.kind) ? `${entry.kind}.${group}` : entry.kind,
      group,
    })),
);

const byGroupAndKind = new Map(kinds.map(k => [`${k.group}/${k.kind}`, k]));

/** The line of a group and kind; undefined for a kind that nothing reads. */
export function kindInfo(group: string, kind: string): KindInfo | undefined {
  return byGroupAndKind.get(`${group}/${kind}`);
}
