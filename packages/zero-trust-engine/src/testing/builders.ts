import { RawObject, StringMap } from '../snapshot/KubernetesObject';

/** The API of each policy kind that tests write without one. */
export const policyApis = {
  NetworkPolicy: 'networking.k8s.io/v1',
  ClusterNetworkPolicy: 'policy.networking.k8s.io/v1alpha2',
  AdminNetworkPolicy: 'policy.networking.k8s.io/v1alpha1',
  BaselineAdminNetworkPolicy: 'policy.networking.k8s.io/v1alpha1',
  CiliumNetworkPolicy: 'cilium.io/v2',
  CiliumClusterwideNetworkPolicy: 'cilium.io/v2',
  AuthorizationPolicy: 'security.istio.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  RequestAuthentication: 'security.istio.io/v1',
  DestinationRule: 'networking.istio.io/v1',
  ServiceEntry: 'networking.istio.io/v1',
  Sidecar: 'networking.istio.io/v1',
} as const;

/** What most tests care about; the rest has plain defaults. */
export interface ObjectOptions {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  readonly creationTimestamp?: string;
}

export interface PodOptions extends ObjectOptions {
  readonly serviceAccount?: string;
  readonly hostNetwork?: boolean;
  readonly node?: string;
  readonly address?: string;
  readonly addresses?: readonly string[];
  readonly phase?: string;
  readonly ready?: boolean;
  /** Port numbers, or whole container ports. */
  readonly ports?: readonly (number | Readonly<Record<string, unknown>>)[];
  /** `kind/name` of the controller. */
  readonly owner?: string;
  /** `sidecar` adds the proxy container, `ambient` the CNI's annotation. */
  readonly mesh?: 'sidecar' | 'ambient' | 'none';
}

export interface OwnerOptions extends PodOptions {
  readonly kind?: string;
  /** Labels of the pod template; those of the object when absent. */
  readonly template?: PodOptions;
}

export interface ServiceOptions extends ObjectOptions {
  readonly selector?: StringMap;
  /** Port numbers, or whole Service ports. */
  readonly ports?: readonly (number | Readonly<Record<string, unknown>>)[];
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** A namespace; `istio-injection` and the like are plain labels. */
export function aNamespace(name: string, labels: StringMap = {}): RawObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** A running pod. */
export function aPod(options: PodOptions = {}): RawObject {
  const address = options.address ?? options.addresses?.[0];
  const addresses = options.addresses ?? (address ? [address] : []);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadataOf(options), ...ownerReference(options.owner) },
    spec: { ...podSpec(options), nodeName: options.node },
    status: {
      phase: options.phase ?? 'Running',
      podIP: address,
      podIPs: addresses.map(ip => ({ ip })),
      conditions: [
        { type: 'Ready', status: options.ready === false ? 'False' : 'True' },
      ],
    },
  };
}

/** A Deployment (or `kind`) without pods; `labels` are its template's. */
export function aDeployment(options: OwnerOptions = {}): RawObject {
  const kind = options.kind ?? 'Deployment';
  const template = { ...options, ...options.template };
  const podTemplate = {
    metadata: {
      labels: podLabels(template),
      annotations: podAnnotations(template),
    },
    spec: podSpec(template),
  };
  return {
    apiVersion: kind === 'Job' || kind === 'CronJob' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: { ...metadataOf(options), ...ownerReference(options.owner) },
    spec:
      kind === 'CronJob'
        ? { jobTemplate: { spec: { template: podTemplate } } }
        : { template: podTemplate },
  };
}

/** A Service on port 80 unless told. */
export function aService(options: ServiceOptions = {}): RawObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(options),
    spec: {
      selector: options.selector,
      ports: (options.ports ?? [80]).map(port =>
        typeof port === 'number' ? { port } : port,
      ),
      ...options.spec,
    },
  };
}

export function aNode(
  name: string,
  addresses: readonly string[] = [],
  labels: StringMap = {},
): RawObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    status: {
      addresses: addresses.map(address => ({ type: 'InternalIP', address })),
    },
  };
}

export function aServiceAccount(options: ObjectOptions = {}): RawObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(options),
  };
}

export function aConfigMap(
  options: ObjectOptions & { readonly data?: StringMap },
): RawObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(options),
    data: options.data ?? {},
  };
}

/** Any policy object: `aPolicy('NetworkPolicy', { name: 'deny' }, spec)`. */
export function aPolicy(
  kind: keyof typeof policyApis,
  options: ObjectOptions,
  spec: unknown,
): RawObject {
  return {
    apiVersion: policyApis[kind],
    kind,
    metadata: metadataOf(options),
    spec,
  };
}

function metadataOf(options: PodOptions): Record<string, unknown> {
  return {
    name: options.name ?? 'a',
    namespace: options.namespace ?? 'default',
    labels: podLabels(options),
    annotations: podAnnotations(options),
    creationTimestamp: options.creationTimestamp ?? '2026-01-01T00:00:00Z',
  };
}

function podLabels(options: PodOptions): StringMap {
  return options.mesh === 'sidecar'
    ? { 'security.istio.io/tlsMode': 'istio', ...options.labels }
    : options.labels ?? {};
}

function podAnnotations(options: PodOptions): StringMap {
  return options.mesh === 'ambient'
    ? { 'ambient.istio.io/redirection': 'enabled', ...options.annotations }
    : options.annotations ?? {};
}

function podSpec(options: PodOptions): Record<string, unknown> {
  const proxy = { name: 'istio-proxy', image: 'example.com/proxyv2:1.27.0' };
  return {
    serviceAccountName: options.serviceAccount,
    hostNetwork: options.hostNetwork,
    containers: [
      {
        name: 'app',
        image: 'example.com/app:1',
        ports: (options.ports ?? []).map(port =>
          typeof port === 'number' ? { containerPort: port } : port,
        ),
      },
      ...(options.mesh === 'sidecar' ? [proxy] : []),
    ],
  };
}

function ownerReference(owner: string | undefined): Record<string, unknown> {
  if (!owner) return {};
  const [kind, name] = owner.split('/');
  return { ownerReferences: [{ kind, name, controller: true }] };
}
