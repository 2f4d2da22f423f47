import { Direction } from '../vocabulary';
import { blockHas } from './addressBits';
import {
  ManifestCluster,
  PodManifest,
  PortProtocol,
  TierPeerManifest,
  TierPodsManifest,
  TierPolicyManifest,
  TierRuleManifest,
} from './manifests';
import { NaiveEnd, NaiveFlow } from './NaiveFlow';
import { declaredPorts, labelsOf, namespaceLabels } from './networkPolicies';
import { selects } from './selects';

export type TierAnswer = 'allow' | 'deny' | 'pass';

/**
 * What a tier may say of a flow at one pod. Policies are asked by priority and
 * the first rule that matches decides; where several may be first (the same
 * priority, or two kinds whose order nobody defines) all their answers are
 * possible. Empty: no rule matches.
 */
export function askTier(
  cluster: ManifestCluster,
  flow: NaiveFlow,
  direction: Direction,
  pod: PodManifest,
  tier: 'Admin' | 'Baseline',
): ReadonlySet<TierAnswer> {
  const answers = cluster.objects.flatMap(policy => {
    if (policy.kind === 'Namespace' || policy.kind === 'Node') return [];
    if (policy.kind === 'Pod' || policy.kind === 'NetworkPolicy') return [];
    if (tierOf(policy) !== tier) return [];
    if (!isAmong(cluster, policy.spec.subject, pod)) return [];
    const rules =
      direction === 'ingress' ? policy.spec.ingress : policy.spec.egress;
    const rule = (rules ?? []).find(r =>
      ruleMatches(cluster, r, flow, direction),
    );
    return rule ? [{ policy, answer: answerOf(rule) }] : [];
  });
  return new Set(
    answers
      .filter(({ policy }) =>
        answers.every(
          other =>
            other.policy.kind !== policy.kind ||
            priorityOf(policy) <= priorityOf(other.policy),
        ),
      )
      .map(({ answer }) => answer),
  );
}

function tierOf({ kind, spec }: TierPolicyManifest) {
  if (kind === 'AdminNetworkPolicy') return 'Admin';
  return kind === 'BaselineAdminNetworkPolicy' ? 'Baseline' : spec.tier;
}

/** A BaselineAdminNetworkPolicy has none, and there is only one of them. */
function priorityOf({ spec }: TierPolicyManifest): number {
  return spec.priority ?? 0;
}

function answerOf({ action }: TierRuleManifest): TierAnswer {
  if (action === 'Deny') return 'deny';
  return action === 'Pass' ? 'pass' : 'allow';
}

/** Pods in their node's network are neither subjects nor peers. */
export function isAmong(
  cluster: ManifestCluster,
  { namespaces, pods }: TierPodsManifest,
  pod: PodManifest,
): boolean {
  if (pod.spec.hostNetwork) return false;
  const own = namespaceLabels(cluster, pod.metadata.namespace);
  if (namespaces) return selects(namespaces, own);
  return (
    pods !== undefined &&
    selects(pods.namespaceSelector, own) &&
    selects(pods.podSelector, labelsOf(pod))
  );
}

function ruleMatches(
  cluster: ManifestCluster,
  rule: TierRuleManifest,
  flow: NaiveFlow,
  direction: Direction,
): boolean {
  const peers = (direction === 'ingress' ? rule.from : rule.to) ?? [];
  const end = direction === 'ingress' ? flow.from : flow.to;
  return (
    peers.some(peer => isPeer(cluster, peer, end)) && isTraffic(rule, flow)
  );
}

/** Unlike an ipBlock, `networks` matches the addresses of pods and nodes too. */
export function isPeer(
  cluster: ManifestCluster,
  peer: TierPeerManifest,
  end: NaiveEnd,
): boolean {
  if (peer.networks) {
    return peer.networks.some(cidr => blockHas(cidr, end.address));
  }
  if (peer.nodes) return isNode(cluster, peer.nodes, end);
  return end.type === 'pod' && isAmong(cluster, peer, end.pod);
}

/** A selector of nodes matches the addresses of the nodes that it selects. */
function isNode(
  cluster: ManifestCluster,
  selector: NonNullable<TierPeerManifest['nodes']>,
  end: NaiveEnd,
): boolean {
  if (end.type === 'outside') return false;
  return cluster.objects.some(
    node =>
      node.kind === 'Node' &&
      selects(selector, node.metadata.labels ?? {}) &&
      node.status.addresses.some(({ address }) => address === end.address),
  );
}

/** A packet as far as rules read it; a ping has no port, and no entry fits it. */
export interface TierFlow {
  readonly to: NaiveEnd;
  readonly protocol: PortProtocol | 'ICMP';
  readonly port: number | null;
}

/** Without ports a rule is about every protocol. */
export function isTraffic(rule: TierRuleManifest, asked: TierFlow): boolean {
  const flow = { ...asked, port: asked.port ?? NaN };
  const entries = [
    ...(rule.ports ?? []).map(entry => {
      const { portNumber, portRange, namedPort } = entry;
      if (portNumber) {
        return (
          (portNumber.protocol ?? 'TCP') === flow.protocol &&
          portNumber.port === flow.port
        );
      }
      if (portRange) {
        return (
          (portRange.protocol ?? 'TCP') === flow.protocol &&
          portRange.start <= flow.port &&
          flow.port <= portRange.end
        );
      }
      return namedPort !== undefined && isNamed(namedPort, flow);
    }),
    ...(rule.protocols ?? []).map(entry => {
      if (entry.destinationNamedPort) {
        return isNamed(entry.destinationNamedPort, flow);
      }
      const { tcp, udp, sctp } = entry;
      const byProtocol = { TCP: tcp, UDP: udp, SCTP: sctp, ICMP: undefined };
      const own = byProtocol[flow.protocol]?.destinationPort;
      if (!own) return false;
      return own.range
        ? own.range.start <= flow.port && flow.port <= own.range.end
        : own.number === flow.port;
    }),
  ];
  return entries.length === 0 || entries.some(fits => fits);
}

/** The name brings its protocol along: that of the container's port. */
function isNamed(name: string, flow: TierFlow): boolean {
  return declaredPorts(flow.to).some(
    declared =>
      declared.name === name &&
      declared.containerPort === flow.port &&
      (declared.protocol ?? 'TCP') === flow.protocol,
  );
}
