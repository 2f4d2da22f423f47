import { Direction } from '../vocabulary';
import { blockHas } from './addressBits';
import {
  Labels,
  ManifestCluster,
  NetworkPolicyManifest,
  NetworkPolicyPeerManifest,
  NetworkPolicyPortManifest,
  PodManifest,
} from './manifests';
import { NaiveEnd, NaiveFlow } from './NaiveFlow';
import { selects } from './selects';

/** What the NetworkPolicy API leaves to the network plugin. */
export interface Plugin {
  /** An ipBlock can match the address of a pod. */
  readonly blocksMatchPods: boolean;
  /** A pod in its node's network is told from the node when it is a peer. */
  readonly seesHostPods: boolean;
}

/** What a NetworkPolicy says of a flow at one pod; `none` selects it not. */
export type NetworkPolicyAnswer = 'allow' | 'deny' | 'none';

/**
 * All NetworkPolicies at one pod for one direction: a pod that one of them
 * selects is closed, and every rule of every one of them opens something.
 */
export function askNetworkPolicies(
  cluster: ManifestCluster,
  flow: NaiveFlow,
  direction: Direction,
  pod: PodManifest,
  plugin: Plugin,
): NetworkPolicyAnswer {
  let answer: NetworkPolicyAnswer = 'none';
  for (const policy of cluster.objects) {
    if (policy.kind !== 'NetworkPolicy') continue;
    if (policy.metadata.namespace !== pod.metadata.namespace) continue;
    if (!selects(policy.spec.podSelector ?? {}, labelsOf(pod))) continue;
    if (!directionsOf(policy).includes(direction)) continue;
    if (answer === 'none') answer = 'deny';
    const rules =
      direction === 'ingress' ? policy.spec.ingress : policy.spec.egress;
    for (const rule of rules ?? []) {
      const peers = (direction === 'ingress' ? rule.from : rule.to) ?? [];
      const ports = rule.ports ?? [];
      const peer = direction === 'ingress' ? flow.from : flow.to;
      const peerFits =
        peers.length === 0 ||
        peers.some(p => isPeer(cluster, policy, p, peer, plugin));
      const portFits =
        ports.length === 0 || ports.some(port => isPort(port, flow, plugin));
      if (peerFits && portFits) answer = 'allow';
    }
  }
  return answer;
}

/** Absent or empty: ingress always, egress when there is an egress rule. */
function directionsOf({ spec }: NetworkPolicyManifest): readonly Direction[] {
  if (spec.policyTypes && spec.policyTypes.length > 0) {
    return spec.policyTypes.map(type =>
      type === 'Ingress' ? 'ingress' : 'egress',
    );
  }
  return (spec.egress ?? []).length > 0 ? ['ingress', 'egress'] : ['ingress'];
}

function isPeer(
  cluster: ManifestCluster,
  policy: NetworkPolicyManifest,
  peer: NetworkPolicyPeerManifest,
  end: NaiveEnd,
  plugin: Plugin,
): boolean {
  if (peer.ipBlock) {
    const { cidr, except } = peer.ipBlock;
    const ownsItsAddress = end.type === 'pod' && !end.pod.spec.hostNetwork;
    if (ownsItsAddress && !plugin.blocksMatchPods) return false;
    return (
      blockHas(cidr, end.address) &&
      !(except ?? []).some(hole => blockHas(hole, end.address))
    );
  }
  if (end.type !== 'pod') return false;
  if (end.pod.spec.hostNetwork && !plugin.seesHostPods) return false;
  const { namespace } = end.pod.metadata;
  const namespaceFits = peer.namespaceSelector
    ? selects(peer.namespaceSelector, namespaceLabels(cluster, namespace))
    : namespace === policy.metadata.namespace;
  return namespaceFits && selects(peer.podSelector ?? {}, labelsOf(end.pod));
}

export function isPort(
  entry: NetworkPolicyPortManifest,
  flow: NaiveFlow,
  plugin: Plugin,
): boolean {
  if ((entry.protocol ?? 'TCP') !== flow.protocol) return false;
  const { port, endPort } = entry;
  if (port === undefined || port === null) return true;
  if (typeof port === 'number') {
    return port <= flow.port && flow.port <= (endPort ?? port);
  }
  // A name means what the destination's containers declare under it.
  const { to } = flow;
  const isSeen =
    to.type === 'pod' && (!to.pod.spec.hostNetwork || plugin.seesHostPods);
  if (!isSeen) return false;
  return declaredPorts(flow.to).some(
    declared =>
      declared.name === port &&
      declared.containerPort === flow.port &&
      (declared.protocol ?? 'TCP') === flow.protocol,
  );
}

/** What the containers of a pod declare; an address declares nothing. */
export function declaredPorts(end: NaiveEnd) {
  if (end.type !== 'pod') return [];
  return end.pod.spec.containers.flatMap(container => container.ports ?? []);
}

export function labelsOf(pod: PodManifest): Labels {
  return pod.metadata.labels ?? {};
}

/** The API server puts the name of each namespace among its labels. */
export function namespaceLabels(
  cluster: ManifestCluster,
  name: string,
): Labels {
  for (const object of cluster.objects) {
    if (object.kind === 'Namespace' && object.metadata.name === name) {
      return { ...object.metadata.labels, 'kubernetes.io/metadata.name': name };
    }
  }
  return { 'kubernetes.io/metadata.name': name };
}
