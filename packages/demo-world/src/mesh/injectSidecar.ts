import { matchesLabelSelector } from '../protocol/labelSelector';
import {
  at,
  JsonObject,
  KubeObject,
  listAt,
  stringAt,
} from '../store/KubeObject';
import { ObjectStore } from '../store/ObjectStore';
import { Mutator } from '../write/WriteOptions';

const webhooks = 'mutatingwebhookconfigurations.admissionregistration.k8s.io';
const suffix = 'sidecar-injector.istio.io';
const ignored = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

/** The revision whose webhook is called for a pod, if any. */
const calledRevision = (
  store: ObjectStore,
  pod: KubeObject,
  namespace: KubeObject | undefined,
): string | undefined => {
  for (const configuration of store.list(webhooks)) {
    const called = listAt(configuration, 'webhooks').some(
      hook =>
        (stringAt(hook, 'name') ?? '').endsWith(suffix) &&
        matchesLabelSelector(
          hook.namespaceSelector ?? {},
          namespace?.metadata.labels,
        ) &&
        matchesLabelSelector(hook.objectSelector ?? {}, pod.metadata.labels),
    );
    if (called)
      return configuration.metadata.labels?.['istio.io/rev'] ?? 'default';
  }
  return undefined;
};

/** What the injector decides once it is called; the label beats the annotation. */
const isWanted = (pod: KubeObject): boolean => {
  if (at(pod, 'spec', 'hostNetwork') === true) return false;
  if (ignored.has(pod.metadata.namespace ?? '')) return false;
  const key = 'sidecar.istio.io/inject';
  const said = pod.metadata.labels?.[key] ?? pod.metadata.annotations?.[key];
  return said === undefined || ['true', 'y', 'yes', 'on'].includes(said);
};

const isPresent = (pod: KubeObject) =>
  [
    ...listAt(pod, 'spec', 'containers'),
    ...listAt(pod, 'spec', 'initContainers'),
  ].some(container => container.name === 'istio-proxy') ||
  pod.metadata.annotations?.['sidecar.istio.io/status'] !== undefined;

const proxyImage = (store: ObjectStore): string => {
  const istiod = store
    .scan('deployments.apps')
    .find(one => one.metadata.labels?.app === 'istiod');
  const image =
    stringAt(istiod, 'spec', 'template', 'spec', 'containers', 0, 'image') ??
    'docker.io/istio/pilot:1.32.0';
  return image.replace(/pilot(?=[:@])/, 'proxyv2');
};

const proxy = (image: string): JsonObject => ({
  name: 'istio-proxy',
  image,
  imagePullPolicy: 'IfNotPresent',
  args: ['proxy', 'sidecar'],
  ports: [{ name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }],
  securityContext: {
    runAsUser: 1337,
    runAsGroup: 1337,
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  },
  readinessProbe: { httpGet: { path: '/healthz/ready', port: 15021 } },
});

/** Sets up capture itself; pod security below `privileged` refuses such a pod. */
const init = (image: string): JsonObject => ({
  name: 'istio-init',
  image,
  imagePullPolicy: 'IfNotPresent',
  args: ['istio-iptables'],
  securityContext: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } },
});

/** Only looks whether Istio's CNI plugin has set up capture from the node. */
const validation = (image: string): JsonObject => ({
  name: 'istio-validation',
  image,
  imagePullPolicy: 'IfNotPresent',
  args: ['istio-iptables', '--run-validation', '--skip-rule-apply'],
  securityContext: {
    runAsUser: 1337,
    runAsGroup: 1337,
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  },
});

const hasCniPlugin = (store: ObjectStore): boolean =>
  store
    .scan('daemonsets.apps')
    .some(one => one.metadata.name === 'istio-cni-node');

const canonicalName = (labels: Record<string, string>, pod: KubeObject) =>
  labels['service.istio.io/canonical-name'] ??
  labels['app.kubernetes.io/name'] ??
  labels.app ??
  pod.metadata.ownerReferences?.[0]?.name ??
  pod.metadata.name;

/**
 * Istio's injector: asks the webhook configurations in the store whether a new
 * pod is theirs and adds the proxy, as a native sidecar unless the pod opts out.
 */
export const createSidecarInjector =
  (store: () => ObjectStore): Mutator =>
  (pod, { resource, previous }) => {
    if (previous || resource.storageKey !== 'pods') return;
    const namespace = store().get(
      'namespaces',
      undefined,
      pod.metadata.namespace ?? '',
    );
    const revision = calledRevision(store(), pod, namespace);
    if (!revision || !isWanted(pod) || isPresent(pod)) return;
    const native =
      pod.metadata.annotations?.['sidecar.istio.io/nativeSidecar'] !== 'false';
    const image = proxyImage(store());
    const first = (hasCniPlugin(store()) ? validation : init)(image);
    const own = listAt(pod, 'spec', 'initContainers');
    const containers = listAt(pod, 'spec', 'containers');
    pod.spec = {
      ...pod.spec,
      initContainers: [
        first,
        ...(native ? [{ ...proxy(image), restartPolicy: 'Always' }] : []),
        ...own,
      ],
      containers: native ? containers : [proxy(image), ...containers],
    };
    const labels = pod.metadata.labels ?? {};
    pod.metadata.labels = {
      'security.istio.io/tlsMode': 'istio',
      'service.istio.io/canonical-name': canonicalName(labels, pod),
      'service.istio.io/canonical-revision':
        labels['app.kubernetes.io/version'] ?? labels.version ?? 'latest',
      ...labels,
    };
    pod.metadata.annotations = {
      ...pod.metadata.annotations,
      'istio.io/rev': revision,
      'sidecar.istio.io/status': JSON.stringify({
        initContainers: native ? [first.name, 'istio-proxy'] : [first.name],
        containers: native ? null : ['istio-proxy'],
        volumes: null,
        imagePullSecrets: null,
        revision,
      }),
    };
  };
