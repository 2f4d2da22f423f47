import { AccessRule } from '../../snapshot/parseRole';

/** A right on the Kubernetes API with which more can be had than it says. */
export interface RiskyRight {
  /** Stable code. */
  readonly code: string;
  readonly means: string;
}

interface Entry extends RiskyRight {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const write = ['create', 'update', 'patch', 'delete', 'deletecollection'];
const read = ['get', 'list', 'watch'];
const rbac = ['rbac.authorization.k8s.io'];
const workloads = [
  'deployments',
  'statefulsets',
  'daemonsets',
  'replicasets',
  'replicationcontrollers',
  'jobs',
  'cronjobs',
];

/**
 * Rights that the Kubernetes documentation's list of RBAC good practices and the
 * CIS Benchmark (5.1) warn of, as far as they give away other identities, other
 * workloads or the network.
 */
const risky: readonly Entry[] = [
  {
    code: 'escalate-bind-impersonate',
    means: 'give itself or take any other right',
    groups: [...rbac, ''],
    resources: [
      'roles',
      'clusterroles',
      'rolebindings',
      'clusterrolebindings',
      'users',
      'groups',
      'serviceaccounts',
    ],
    verbs: ['escalate', 'bind', 'impersonate'],
  },
  {
    code: 'read-secrets',
    means: 'read secrets, tokens of other accounts among them',
    groups: [''],
    resources: ['secrets'],
    verbs: read,
  },
  {
    code: 'create-tokens',
    means: 'make tokens of other service accounts',
    groups: [''],
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
  },
  {
    code: 'approve-certificates',
    means: 'have certificates signed for any identity',
    groups: ['certificates.k8s.io'],
    resources: ['certificatesigningrequests/approval', 'signers'],
    verbs: ['update', 'patch', 'approve', 'sign'],
  },
  {
    code: 'nodes-proxy',
    means: 'run commands in any pod through the kubelet',
    groups: [''],
    resources: ['nodes/proxy'],
    verbs: ['get', 'create', 'update', 'patch', 'delete'],
  },
  {
    code: 'create-pods',
    means: 'run pods under any account of the namespace',
    groups: [''],
    resources: ['pods'],
    verbs: ['create'],
  },
  {
    code: 'change-workloads',
    means: 'run pods under any account of the namespace, through their owners',
    groups: ['apps', 'batch', ''],
    resources: workloads,
    verbs: ['create', 'update', 'patch'],
  },
  {
    code: 'exec-into-pods',
    means: 'run commands in other pods',
    groups: [''],
    resources: ['pods/exec', 'pods/attach', 'pods/ephemeralcontainers'],
    verbs: ['create', 'get', 'update', 'patch'],
  },
  {
    code: 'proxy-past-policy',
    means: 'reach pods through the API server, past every policy',
    groups: [''],
    resources: ['pods/portforward', 'pods/proxy', 'services/proxy'],
    verbs: ['create', 'get', 'update', 'patch', 'delete'],
  },
  {
    code: 'change-admission',
    means: 'change what the API server admits',
    groups: ['admissionregistration.k8s.io'],
    resources: [
      'mutatingwebhookconfigurations',
      'validatingwebhookconfigurations',
      'validatingadmissionpolicies',
      'validatingadmissionpolicybindings',
    ],
    verbs: write,
  },
  {
    code: 'create-volumes',
    means: "mount any node's files through a persistent volume",
    groups: [''],
    resources: ['persistentvolumes'],
    verbs: ['create'],
  },
  {
    code: 'change-namespaces',
    means: 'change the labels that policies and Pod Security read',
    groups: [''],
    resources: ['namespaces'],
    verbs: ['update', 'patch'],
  },
  {
    code: 'change-policies',
    means: 'open the network or the mesh',
    groups: [
      'networking.k8s.io',
      'policy.networking.k8s.io',
      'cilium.io',
      'security.istio.io',
    ],
    resources: [
      'networkpolicies',
      'adminnetworkpolicies',
      'baselineadminnetworkpolicies',
      'clusternetworkpolicies',
      'ciliumnetworkpolicies',
      'ciliumclusterwidenetworkpolicies',
      'authorizationpolicies',
      'peerauthentications',
    ],
    verbs: write,
  },
  {
    code: 'redirect-services',
    means: 'redirect the traffic of Services',
    groups: ['', 'discovery.k8s.io'],
    resources: ['services', 'endpoints', 'endpointslices'],
    verbs: ['create', 'update', 'patch'],
  },
];

/** Every code, and `everything`, which stands for all of them. */
export const riskyRightCodes: readonly string[] = [
  'everything',
  ...risky.map(({ code }) => code),
];

/**
 * What is risky about a rule. A rule for single named objects is not: it gives
 * what somebody chose. `*` in verbs, groups or resources is whatever it covers.
 */
export function riskyRightsOf(rule: AccessRule): readonly RiskyRight[] {
  if (rule.names.length > 0 || rule.resources.length === 0) return [];
  return risky.filter(
    ({ groups, resources, verbs }) =>
      overlaps(rule.groups, groups) &&
      overlaps(rule.verbs, verbs) &&
      resources.some(resource => covers(rule.resources, resource)),
  );
}

function overlaps(
  written: readonly string[],
  meant: readonly string[],
): boolean {
  return written.some(item => item === '*' || meant.includes(item));
}

/** Kubernetes: `*` is every resource, `*` with a subresource that of all. */
function covers(written: readonly string[], resource: string): boolean {
  const [, sub] = resource.split('/');
  return written.some(
    item =>
      item === '*' ||
      item === resource ||
      (sub !== undefined && item === `*/${sub}`),
  );
}
