/** A built-in kind in one line; types name entries of the schema tables. */
export interface KindRow {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly short?: readonly string[];
  readonly categories?: readonly string[];
  /** Type of `spec`. */
  readonly spec?: string;
  /** Type of `status`; makes the status subresource exist. */
  readonly status?: string;
  /** Type whose fields sit beside `metadata`, for kinds without a spec. */
  readonly top?: string;
  readonly specRequired?: boolean;
  readonly scale?: boolean;
  readonly selectable?: readonly string[];
}

const all = ['all'];
const rbac = 'rbac.authorization.k8s.io';
const admission = 'admissionregistration.k8s.io';

const core = (row: Omit<KindRow, 'group' | 'version'>): KindRow => ({
  group: '',
  version: 'v1',
  ...row,
});

const grouped =
  (group: string) =>
  (row: Omit<KindRow, 'group' | 'version'>): KindRow => ({
    group,
    version: 'v1',
    ...row,
  });

const apps = grouped('apps');
const batch = grouped('batch');
const networking = grouped('networking.k8s.io');
const authorization = grouped(rbac);
const admitting = grouped(admission);

const eventFields = [
  'involvedObject.kind',
  'involvedObject.namespace',
  'involvedObject.name',
  'involvedObject.uid',
  'involvedObject.apiVersion',
  'involvedObject.resourceVersion',
  'involvedObject.fieldPath',
  'reason',
  'reportingComponent',
  'source.component',
  'type',
];

const podFields = [
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.serviceAccountName',
  'spec.hostNetwork',
  'status.phase',
  'status.podIP',
  'status.nominatedNodeName',
];

/** Every built-in kind that a cluster serves. */
// prettier-ignore
export const builtinKinds: readonly KindRow[] = [
  core({ kind: 'Namespace', plural: 'namespaces', scope: 'Cluster', short: ['ns'], spec: 'NamespaceSpec', status: 'NamespaceStatus', selectable: ['status.phase'] }),
  core({ kind: 'Node', plural: 'nodes', scope: 'Cluster', short: ['no'], spec: 'NodeSpec', status: 'NodeStatus', selectable: ['spec.unschedulable'] }),
  core({ kind: 'Pod', plural: 'pods', scope: 'Namespaced', short: ['po'], categories: all, spec: 'PodSpec', specRequired: true, status: 'PodStatus', selectable: podFields }),
  core({ kind: 'Service', plural: 'services', scope: 'Namespaced', short: ['svc'], categories: all, spec: 'ServiceSpec', status: 'ServiceStatus', selectable: ['spec.clusterIP', 'spec.type'] }),
  core({ kind: 'ServiceAccount', plural: 'serviceaccounts', scope: 'Namespaced', short: ['sa'], top: 'ServiceAccount' }),
  core({ kind: 'ConfigMap', plural: 'configmaps', scope: 'Namespaced', short: ['cm'], top: 'ConfigMap' }),
  core({ kind: 'Secret', plural: 'secrets', scope: 'Namespaced', top: 'Secret', selectable: ['type'] }),
  core({ kind: 'Event', plural: 'events', scope: 'Namespaced', short: ['ev'], top: 'Event', selectable: eventFields }),
  apps({ kind: 'Deployment', plural: 'deployments', scope: 'Namespaced', short: ['deploy'], categories: all, spec: 'DeploymentSpec', specRequired: true, status: 'DeploymentStatus', scale: true }),
  apps({ kind: 'ReplicaSet', plural: 'replicasets', scope: 'Namespaced', short: ['rs'], categories: all, spec: 'ReplicaSetSpec', specRequired: true, status: 'ReplicaSetStatus', scale: true, selectable: ['status.replicas'] }),
  apps({ kind: 'StatefulSet', plural: 'statefulsets', scope: 'Namespaced', short: ['sts'], categories: all, spec: 'StatefulSetSpec', specRequired: true, status: 'StatefulSetStatus', scale: true }),
  apps({ kind: 'DaemonSet', plural: 'daemonsets', scope: 'Namespaced', short: ['ds'], categories: all, spec: 'DaemonSetSpec', specRequired: true, status: 'DaemonSetStatus' }),
  batch({ kind: 'Job', plural: 'jobs', scope: 'Namespaced', categories: all, spec: 'JobSpec', specRequired: true, status: 'JobStatus', selectable: ['status.successful'] }),
  batch({ kind: 'CronJob', plural: 'cronjobs', scope: 'Namespaced', short: ['cj'], categories: all, spec: 'CronJobSpec', specRequired: true, status: 'CronJobStatus' }),
  networking({ kind: 'Ingress', plural: 'ingresses', scope: 'Namespaced', short: ['ing'], spec: 'IngressSpec', status: 'IngressStatus' }),
  networking({ kind: 'IngressClass', plural: 'ingressclasses', scope: 'Cluster', spec: 'IngressClassSpec' }),
  networking({ kind: 'NetworkPolicy', plural: 'networkpolicies', scope: 'Namespaced', short: ['netpol'], spec: 'NetworkPolicySpec' }),
  { group: 'discovery.k8s.io', version: 'v1', kind: 'EndpointSlice', plural: 'endpointslices', scope: 'Namespaced', top: 'EndpointSlice' },
  { group: 'coordination.k8s.io', version: 'v1', kind: 'Lease', plural: 'leases', scope: 'Namespaced', spec: 'LeaseSpec' },
  authorization({ kind: 'Role', plural: 'roles', scope: 'Namespaced', top: 'Role' }),
  authorization({ kind: 'ClusterRole', plural: 'clusterroles', scope: 'Cluster', top: 'ClusterRole' }),
  authorization({ kind: 'RoleBinding', plural: 'rolebindings', scope: 'Namespaced', top: 'RoleBinding' }),
  authorization({ kind: 'ClusterRoleBinding', plural: 'clusterrolebindings', scope: 'Cluster', top: 'ClusterRoleBinding' }),
  admitting({ kind: 'MutatingWebhookConfiguration', plural: 'mutatingwebhookconfigurations', scope: 'Cluster', top: 'MutatingWebhookConfiguration' }),
  admitting({ kind: 'ValidatingWebhookConfiguration', plural: 'validatingwebhookconfigurations', scope: 'Cluster', top: 'ValidatingWebhookConfiguration' }),
  admitting({ kind: 'ValidatingAdmissionPolicy', plural: 'validatingadmissionpolicies', scope: 'Cluster', spec: 'ValidatingAdmissionPolicySpec', status: 'ValidatingAdmissionPolicyStatus' }),
  admitting({ kind: 'ValidatingAdmissionPolicyBinding', plural: 'validatingadmissionpolicybindings', scope: 'Cluster', spec: 'ValidatingAdmissionPolicyBindingSpec' }),
  { group: 'apiextensions.k8s.io', version: 'v1', kind: 'CustomResourceDefinition', plural: 'customresourcedefinitions', scope: 'Cluster', short: ['crd', 'crds'], categories: ['api-extensions'], spec: 'CustomResourceDefinitionSpec', specRequired: true, status: 'CustomResourceDefinitionStatus' },
];

/** A request-only kind: it answers a question and is never stored. */
export interface ReviewRow {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
}

/** Kinds that can only be created, and whose answer comes back at once. */
// prettier-ignore
export const reviewKinds: readonly ReviewRow[] = [
  { group: 'authorization.k8s.io', version: 'v1', kind: 'SelfSubjectAccessReview', plural: 'selfsubjectaccessreviews', scope: 'Cluster' },
  { group: 'authorization.k8s.io', version: 'v1', kind: 'SelfSubjectRulesReview', plural: 'selfsubjectrulesreviews', scope: 'Cluster' },
  { group: 'authorization.k8s.io', version: 'v1', kind: 'SubjectAccessReview', plural: 'subjectaccessreviews', scope: 'Cluster' },
  { group: 'authorization.k8s.io', version: 'v1', kind: 'LocalSubjectAccessReview', plural: 'localsubjectaccessreviews', scope: 'Namespaced' },
  { group: 'authentication.k8s.io', version: 'v1', kind: 'SelfSubjectReview', plural: 'selfsubjectreviews', scope: 'Cluster' },
  { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenReview', plural: 'tokenreviews', scope: 'Cluster' },
];
