import {
  ManifestCluster,
  NodeManifest,
  PodManifest,
  PortProtocol,
} from './manifests';

/** One end of a flow: what policy can see of it. */
export type NaiveEnd =
  | {
      readonly type: 'pod';
      readonly pod: PodManifest;
      readonly address: string;
    }
  | {
      readonly type: 'node';
      readonly node: NodeManifest;
      readonly address: string;
    }
  | { readonly type: 'outside'; readonly address: string };

/** One packet that opens a connection, with one address at each end. */
export interface NaiveFlow {
  readonly from: NaiveEnd;
  readonly to: NaiveEnd;
  readonly protocol: PortProtocol;
  readonly port: number;
}

/** The pods that are there: a finished one may have lost its address to another. */
export function runningPods(cluster: ManifestCluster): readonly PodManifest[] {
  return podsOf(cluster).filter(
    pod => pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed',
  );
}

function podsOf(cluster: ManifestCluster): readonly PodManifest[] {
  return cluster.objects.filter(
    (object): object is PodManifest => object.kind === 'Pod',
  );
}

export function nodesOf(cluster: ManifestCluster): readonly NodeManifest[] {
  return cluster.objects.filter(
    (object): object is NodeManifest => object.kind === 'Node',
  );
}

/** Every address of a pod, in both families. */
export function addressesOf(pod: PodManifest): readonly string[] {
  return (pod.status.podIPs ?? []).map(({ ip }) => ip);
}

/**
 * Whoever `namespace/pod` or an address means, once per address. A pod in its
 * node's network has no address of its own: the address is the node's.
 */
export function endsOf(
  cluster: ManifestCluster,
  text: string,
): readonly NaiveEnd[] {
  for (const pod of runningPods(cluster)) {
    if (text === `${pod.metadata.namespace}/${pod.metadata.name}`) {
      return addressesOf(pod).map(address => ({ type: 'pod', pod, address }));
    }
  }
  for (const node of nodesOf(cluster)) {
    if (node.status.addresses.some(({ address }) => address === text)) {
      return [{ type: 'node', node, address: text }];
    }
  }
  for (const pod of runningPods(cluster)) {
    if (!pod.spec.hostNetwork && addressesOf(pod).includes(text)) {
      return [{ type: 'pod', pod, address: text }];
    }
  }
  return [{ type: 'outside', address: text }];
}
