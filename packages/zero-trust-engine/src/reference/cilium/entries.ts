import { Direction } from '../../vocabulary';
import { NetworkPolicyManifest, TierPolicyManifest } from '../manifests';
import { NaiveEnd } from '../NaiveFlow';
import { selects } from '../selects';
import {
  CiliumCluster,
  CiliumPolicyManifest,
  CiliumRuleManifest,
  isSince,
} from './ciliumManifests';
import { identityOf, meets, nodeOf, subjectOf } from './identity';
import { isName, meansPeer, PeerAnswer } from './peers';
import { isRefused, rulesOf } from './refused';
import { CiliumFlow, coversTraffic, TrafficAnswer } from './traffic';
import { networkPolicyEntry } from './networkPolicyEntry';
import { tierEntries } from './tierEntries';

/** One thing that some object says of a flow at its subject. */
export interface Hit {
  /** Admin 100, all else 200, Baseline 250; lower comes first. */
  readonly tier: number;
  readonly priority: number;
  readonly verdict: 'allow' | 'deny' | 'pass';
  readonly peer: Exclude<PeerAnswer, false> | 'cni';
  readonly traffic: Exclude<TrafficAnswer, false>;
}

/** What all objects say: who has a say, whether they close, and what matches. */
export interface Said {
  readonly hasSay: boolean;
  readonly closes: boolean;
  readonly refused: boolean;
  readonly isolatedByNetworkPolicy: boolean;
  readonly hits: readonly Hit[];
}

/** One end of a flow. */
export interface Side {
  readonly cluster: CiliumCluster;
  readonly flow: CiliumFlow;
  readonly direction: Direction;
  readonly subject: NaiveEnd;
  readonly peer: NaiveEnd;
  readonly name?: string;
}

const none: Said = {
  hasSay: false,
  closes: false,
  refused: false,
  isolatedByNetworkPolicy: false,
  hits: [],
};

/** Everything that speaks of one end. */
export function saidOf(side: Side): Said {
  const said = side.cluster.objects.map((object): Said => {
    switch (object.kind) {
      case 'CiliumNetworkPolicy':
      case 'CiliumClusterwideNetworkPolicy':
        return ofCilium(object, side);
      case 'NetworkPolicy':
        return ofNetworkPolicy(object, side);
      case 'ClusterNetworkPolicy':
        return ofTier(object, side);
      default:
        return none;
    }
  });
  return {
    hasSay: said.some(({ hasSay }) => hasSay),
    closes: said.some(({ closes }) => closes),
    refused: said.some(({ refused }) => refused),
    isolatedByNetworkPolicy: said.some(s => s.isolatedByNetworkPolicy),
    hits: said.flatMap(({ hits }) => hits),
  };
}

/** Whether a rule is for the subject: endpoint rules bind no node. */
function binds(
  rule: CiliumRuleManifest,
  namespace: string | undefined,
  { cluster, subject }: Side,
): boolean {
  const node = nodeOf(subject);
  if (node === undefined) {
    const identity = identityOf(cluster, subject, subject);
    return (
      rule.endpointSelector !== undefined &&
      meets(identity, subjectOf(rule.endpointSelector, namespace))
    );
  }
  const { nodeSelector } = rule;
  return (
    nodeSelector !== undefined &&
    cluster.objects.some(
      object =>
        object.kind === 'Node' &&
        object.metadata.name === node &&
        selects(nodeSelector, object.metadata.labels ?? {}),
    )
  );
}

function ofCilium(policy: CiliumPolicyManifest, side: Side): Said {
  const { cluster, direction } = side;
  const namespace =
    policy.kind === 'CiliumNetworkPolicy'
      ? policy.metadata.namespace
      : undefined;
  const rules = rulesOf(policy).filter(
    rule =>
      binds(rule, namespace, side) && sectionsOf(rule, direction).length > 0,
  );
  if (rules.length === 0) return none;
  if (isRefused(policy, cluster.config)) return { ...none, refused: true };
  return {
    ...none,
    hasSay: true,
    closes: rules.some(rule => isClosing(rule, side)),
    hits: rules.flatMap(rule =>
      sectionsOf(rule, direction).flatMap(({ section, verdict }) => {
        const peer = meansPeer(section, {
          ...side,
          namespace,
          learns: name => mayLookUp(side, name),
        });
        if (peer === false) return [];
        const restrictsHttp = isClosing(rule, side) || !isSince(cluster, 20);
        return coversTraffic(section, side.flow, restrictsHttp).map(
          (traffic): Hit => ({
            tier: 200,
            priority: 0,
            verdict,
            peer,
            traffic,
          }),
        );
      }),
    ),
  };
}

function sectionsOf(rule: CiliumRuleManifest, direction: Direction) {
  const [allow, deny] =
    direction === 'ingress'
      ? [rule.ingress, rule.ingressDeny]
      : [rule.egress, rule.egressDeny];
  return [
    ...(allow ?? []).map(section => ({ section, verdict: 'allow' as const })),
    ...(deny ?? []).map(section => ({ section, verdict: 'deny' as const })),
  ];
}

/** A rule closes what it speaks of, unless it says that it does not. */
function isClosing(
  { enableDefaultDeny }: CiliumRuleManifest,
  { cluster, direction }: Side,
): boolean {
  const isHeard =
    cluster.config['enable-non-default-deny-policies'] !== 'false';
  return !isHeard || (enableDefaultDeny?.[direction] ?? true);
}

/** Names are learned from answers to lookups that a DNS rule lets through. */
function mayLookUp(side: Side, name: string): boolean {
  const { cluster } = side;
  return cluster.objects.some(object => {
    const isPolicy =
      object.kind === 'CiliumNetworkPolicy' ||
      object.kind === 'CiliumClusterwideNetworkPolicy';
    if (!isPolicy || isRefused(object, cluster.config)) return false;
    const namespace =
      object.kind === 'CiliumNetworkPolicy'
        ? object.metadata.namespace
        : undefined;
    return rulesOf(object).some(
      rule =>
        binds(rule, namespace, side) &&
        (rule.egress ?? []).some(section =>
          (section.toPorts ?? []).some(({ rules }) =>
            (rules?.dns ?? []).some(item => isName(item, name)),
          ),
        ),
    );
  });
}

function ofNetworkPolicy(policy: NetworkPolicyManifest, side: Side): Said {
  if (side.cluster.config['enable-k8s-networkpolicy'] === 'false') return none;
  const entry = networkPolicyEntry(policy, side);
  if (!entry) return none;
  return {
    ...none,
    hasSay: true,
    closes: true,
    isolatedByNetworkPolicy: true,
    hits: entry.opens
      ? [
          {
            tier: 200,
            priority: 0,
            verdict: 'allow',
            peer: true,
            traffic: 'plain',
          },
        ]
      : [],
  };
}

/** Read since 1.20, where it is switched on. */
function ofTier(policy: TierPolicyManifest, side: Side): Said {
  const { cluster } = side;
  const isRead =
    isSince(cluster, 20) &&
    cluster.config['enable-k8s-cluster-network-policy'] === 'true';
  const hits = isRead ? tierEntries(policy, side) : undefined;
  return hits ? { ...none, hasSay: true, hits } : none;
}
