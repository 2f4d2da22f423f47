import { formatObjectRef } from '../../refs';
import { CiliumPolicy } from '../../snapshot/ciliumPolicy';
import { CiliumSelector } from '../../snapshot/ciliumSelector';
import { ClusterPolicy } from '../../snapshot/clusterPolicy';
import { LabelSelector } from '../../snapshot/LabelSelector';
import {
  NetworkPolicy,
  NetworkPolicyRule,
} from '../../snapshot/parseNetworkPolicy';
import { Snapshot } from '../../snapshot/Snapshot';
import { namespaceLabelPrefix } from './cilium/CiliumSelectors';
import { EnforcedKind } from './enforcement';
import { ProgramGap } from './Program';

/** A doubt about a policy, and the namespace that it is limited to. */
type Doubted = ProgramGap & { readonly namespace?: string };

/** Which kinds are acted on, and by whom. */
export interface InForce {
  readonly cilium: boolean;
  readonly acts: (
    kind:
      | EnforcedKind
      | 'CiliumNetworkPolicy'
      | 'CiliumClusterwideNetworkPolicy',
  ) => boolean;
}

/** The API server puts the name of a namespace among its labels. */
const nameLabel = 'kubernetes.io/metadata.name';

/**
 * Policies that were read and speak of what was not: of labels of namespaces, or
 * of nodes. Whom they mean is not known, so each may do anything. Peers of a
 * NetworkPolicy are told apart one by one where it is compiled, except under
 * Cilium.
 */
export function policiesInDoubt(
  snapshot: Snapshot,
  inForce: InForce,
): readonly Doubted[] {
  const isUnread = (kind: string) =>
    snapshot.gapsOf(kind).some(gap => !gap.object);
  const unread = { labels: isUnread('Namespace'), nodes: isUnread('Node') };
  if (!unread.labels && !unread.nodes) return [];
  return [
    ...clusterPolicies(snapshot, inForce)
      .filter(policy => isDoubtful(policy, unread))
      .map(
        (policy): Doubted => ({
          tier: policy.tier,
          what: formatObjectRef({ kind: policy.kind, name: policy.meta.name }),
        }),
      ),
    ...(inForce.cilium
      ? [
          ...networkPolicies(snapshot, inForce, unread.labels),
          ...ciliumPolicies(snapshot, inForce)
            .filter(policy => isCiliumDoubtful(policy, unread))
            .map(doubted),
        ]
      : []),
  ];
}

interface Unread {
  readonly labels: boolean;
  readonly nodes: boolean;
}

function clusterPolicies(
  snapshot: Snapshot,
  { acts }: InForce,
): readonly ClusterPolicy[] {
  return [
    ...(acts('AdminNetworkPolicy')
      ? snapshot.objects('AdminNetworkPolicy')
      : []),
    ...(acts('ClusterNetworkPolicy')
      ? snapshot.objects('ClusterNetworkPolicy.policy.networking.k8s.io')
      : []),
    ...(acts('BaselineAdminNetworkPolicy')
      ? snapshot.objects('BaselineAdminNetworkPolicy')
      : []),
  ];
}

function isDoubtful(
  { subject, ingress, egress }: ClusterPolicy,
  unread: Unread,
): boolean {
  const peers = [...ingress, ...egress].flatMap(rule => rule.peers);
  return (
    (unread.labels && readsNamespaceLabels(subject.namespaceSelector)) ||
    (unread.nodes && peers.some(({ type }) => type === 'nodes'))
  );
}

/** Whether a selector reads labels of namespaces beside their name. */
export function readsNamespaceLabels({ requirements }: LabelSelector): boolean {
  return requirements.some(({ key }) => key !== nameLabel);
}

function networkPolicies(
  snapshot: Snapshot,
  { acts }: InForce,
  labelsUnread: boolean,
): readonly Doubted[] {
  if (!labelsUnread || !acts('NetworkPolicy')) return [];
  const reads = ({ peers }: NetworkPolicyRule) =>
    peers !== 'any' &&
    peers.some(
      peer =>
        peer.type === 'pods' &&
        peer.namespaceSelector !== undefined &&
        readsNamespaceLabels(peer.namespaceSelector),
    );
  return snapshot
    .objects('NetworkPolicy')
    .filter(({ ingress, egress }) => [...ingress, ...egress].some(reads))
    .map(({ meta }: NetworkPolicy) => ({
      tier: 'policy' as const,
      what: formatObjectRef({ kind: 'NetworkPolicy', ...meta }),
      namespace: meta.namespace,
    }));
}

function ciliumPolicies(
  snapshot: Snapshot,
  { acts }: InForce,
): readonly CiliumPolicy[] {
  return [
    ...(acts('CiliumNetworkPolicy')
      ? snapshot.objects('CiliumNetworkPolicy')
      : []),
    ...(acts('CiliumClusterwideNetworkPolicy')
      ? snapshot.objects('CiliumClusterwideNetworkPolicy')
      : []),
  ];
}

function isCiliumDoubtful({ rules }: CiliumPolicy, unread: Unread): boolean {
  return rules.some(({ endpoints, nodes, sections }) => {
    const peers = sections.map(section => section.peers);
    const selectors: readonly CiliumSelector[] = [
      ...(endpoints ? [endpoints] : []),
      ...peers.flatMap(peer => [
        ...(peer.endpoints ?? []),
        ...(peer.requires ?? []),
      ]),
    ];
    return (
      (unread.labels && selectors.some(readsLabelsInCilium)) ||
      (unread.nodes &&
        (nodes !== undefined || peers.some(peer => peer.nodes?.length)))
    );
  });
}

function readsLabelsInCilium({ requirements }: CiliumSelector): boolean {
  return requirements.some(
    ({ key }) =>
      key.startsWith(namespaceLabelPrefix) &&
      key !== `${namespaceLabelPrefix}${nameLabel}`,
  );
}

function doubted({ kind, meta }: CiliumPolicy): Doubted {
  const what = formatObjectRef({ kind, ...meta });
  return kind === 'CiliumNetworkPolicy'
    ? { tier: 'policy', what, namespace: meta.namespace }
    : { tier: 'policy', what };
}
