import { Labels, PodManifest, SelectorManifest } from '../manifests';
import { NaiveEnd } from '../NaiveFlow';
import { CiliumCluster, clusterName } from './ciliumManifests';

/** `source` → key → value: what Cilium knows an end by. */
export type Identity = Readonly<Record<string, Labels>>;

export const namespaceKey = 'io.kubernetes.pod.namespace';
export const namespaceLabel = 'io.cilium.k8s.namespace.labels.';
export const clusterKey = 'io.cilium.k8s.policy.cluster';

/**
 * The identity of an end as the subject sees it. A pod in its node's network has
 * no endpoint and is its node: the subject's own one, or another one.
 */
export function identityOf(
  cluster: CiliumCluster,
  end: NaiveEnd,
  subject: NaiveEnd,
): Identity {
  const reserved = (...names: readonly string[]): Identity => ({
    reserved: Object.fromEntries(
      [...names, ...(isApiServer(cluster, end) ? ['kube-apiserver'] : [])].map(
        name => [name, ''],
      ),
    ),
  });
  const node = nodeOf(end);
  if (node !== undefined) {
    return reserved(node === placeOf(subject) ? 'host' : 'remote-node');
  }
  return end.type === 'pod' ? labelsOf(cluster, end.pod) : reserved('world');
}

/** The node that an end is, or whose network it uses. */
export function nodeOf(end: NaiveEnd): string | undefined {
  if (end.type === 'node') return end.node.metadata.name;
  return end.type === 'pod' && end.pod.spec.hostNetwork
    ? end.pod.spec.nodeName
    : undefined;
}

/** The node that an end is, or runs on. */
function placeOf(end: NaiveEnd): string | undefined {
  return end.type === 'pod' ? end.pod.spec.nodeName : nodeOf(end);
}

/** The API server is where the endpoints of its Service are. */
function isApiServer({ objects }: CiliumCluster, { address }: NaiveEnd) {
  return objects.some(
    object =>
      object.kind === 'EndpointSlice' &&
      object.metadata.namespace === 'default' &&
      object.metadata.labels?.['kubernetes.io/service-name'] === 'kubernetes' &&
      object.endpoints.some(({ addresses }) => addresses.includes(address)),
  );
}

function labelsOf({ objects }: CiliumCluster, pod: PodManifest): Identity {
  const { namespace, labels = {} } = pod.metadata;
  const declared = objects.find(
    object => object.kind === 'Namespace' && object.metadata.name === namespace,
  );
  const ofNamespace = {
    ...declared?.metadata.labels,
    'kubernetes.io/metadata.name': namespace,
  };
  return {
    k8s: {
      ...labels,
      ...Object.fromEntries(
        Object.entries(ofNamespace).map(([key, value]) => [
          `${namespaceLabel}${key}`,
          value,
        ]),
      ),
      [namespaceKey]: namespace,
      [clusterKey]: clusterName,
      'io.cilium.k8s.policy.serviceaccount':
        pod.spec.serviceAccountName ?? 'default',
    },
  };
}

type Requirement = NonNullable<SelectorManifest['matchExpressions']>[number];

/** Every requirement of a selector, written as an expression. */
export function requirementsOf(
  selector: SelectorManifest,
): readonly Requirement[] {
  return [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({
      key,
      operator: 'In' as const,
      values: [value],
    })),
    ...(selector.matchExpressions ?? []),
  ];
}

/** `source:key`; without a source it may be of any. */
export function partsOf(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  return colon === -1
    ? ['any', text]
    : [text.slice(0, colon), text.slice(colon + 1)];
}

/** Whether an identity meets every requirement. */
export function meets(
  identity: Identity,
  requirements: readonly Requirement[],
): boolean {
  return requirements.every(({ key: text, operator, values = [] }) => {
    const [source, key] = partsOf(text);
    const found = Object.entries(identity).flatMap(([from, labels]) =>
      (source === 'any' || source === from) && key in labels
        ? [labels[key]]
        : [],
    );
    switch (operator) {
      case 'In':
        return found.some(value => values.includes(value));
      case 'NotIn':
        return !found.some(value => values.includes(value));
      case 'Exists':
        return found.length > 0;
      default:
        return found.length === 0;
    }
  });
}

/** A CiliumNetworkPolicy selects in its own namespace and nowhere else. */
export function subjectOf(
  selector: SelectorManifest,
  namespace: string | undefined,
): readonly Requirement[] {
  const written = requirementsOf(selector);
  if (namespace === undefined) return written;
  return [
    ...written.filter(({ key }) => key !== `k8s:${namespaceKey}`),
    { key: `k8s:${namespaceKey}`, operator: 'In', values: [namespace] },
  ];
}

/** What is added to a selector of peers that does not say it itself. */
export function peerOf(
  selector: SelectorManifest,
  namespace: string | undefined,
  localCluster: boolean,
): readonly Requirement[] {
  const written = requirementsOf(selector);
  const keys = written.map(({ key }) => partsOf(key));
  if (keys.some(([source]) => source === 'reserved')) return written;
  const ofPods = keys.filter(([source]) => ['k8s', 'any'].includes(source));
  const names = (test: (key: string) => boolean) =>
    ofPods.some(([, key]) => test(key));
  const isFree =
    names(key => key === namespaceKey) ||
    (namespace !== undefined && names(key => key.startsWith(namespaceLabel)));
  const where: Requirement =
    namespace === undefined
      ? { key: `k8s:${namespaceKey}`, operator: 'Exists' }
      : { key: `k8s:${namespaceKey}`, operator: 'In', values: [namespace] };
  return [
    ...written,
    ...(isFree ? [] : [where]),
    ...(localCluster && !names(key => key === clusterKey)
      ? [
          {
            key: `k8s:${clusterKey}`,
            operator: 'In' as const,
            values: [clusterName],
          },
        ]
      : []),
  ];
}
