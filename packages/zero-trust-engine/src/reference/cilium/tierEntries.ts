import { TierPolicyManifest, TierRuleManifest } from '../manifests';
import { isAmong, isPeer, isTraffic } from '../tierPolicies';
import { groundOf } from './ciliumManifests';
import type { Hit, Side } from './entries';
import { nodeOf } from './identity';

/**
 * Every rule of a ClusterNetworkPolicy is a level of its own. Whether `networks`
 * reach pods is not settled under Cilium. Undefined: it says nothing here.
 */
export function tierEntries(
  policy: TierPolicyManifest,
  { cluster, flow, direction, subject, peer }: Side,
): readonly Hit[] | undefined {
  const { spec } = policy;
  const manifests = groundOf(cluster);
  const rules = (direction === 'ingress' ? spec.ingress : spec.egress) ?? [];
  const isSubject =
    subject.type === 'pod' && isAmong(manifests, spec.subject, subject.pod);
  if (!isSubject || rules.length === 0) return undefined;
  return rules.flatMap((rule, index): readonly Hit[] => {
    const peers = (direction === 'ingress' ? rule.from : rule.to) ?? [];
    const matching = peers.filter(p => isPeer(manifests, p, peer));
    if (matching.length === 0 || !isTraffic(rule, flow)) return [];
    const isPod = peer.type === 'pod' && nodeOf(peer) === undefined;
    const isSure = matching.some(({ networks }) => !networks || !isPod);
    return [
      {
        tier: spec.tier === 'Baseline' ? 250 : 100,
        priority: (spec.priority ?? 0) + index / 100,
        verdict: verdictOf(rule),
        peer: isSure ? true : 'cni',
        traffic: 'plain',
      },
    ];
  });
}

function verdictOf({ action }: TierRuleManifest): Hit['verdict'] {
  if (action === 'Deny') return 'deny';
  return action === 'Pass' ? 'pass' : 'allow';
}
