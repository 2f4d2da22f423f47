import { ClusterPolicyRule } from '../../snapshot/clusterPolicy';

/**
 * What a plugin must do with a rule that it cannot read: an allow matches
 * nothing; a deny or a pass denies everything. (ClusterNetworkPolicy: peers of
 * an unknown kind "fail closed".) Names are for allow rules only.
 */
export function failClosed(rule: ClusterPolicyRule): 'as-is' | 'none' | 'all' {
  const namesOutOfPlace =
    rule.action !== 'allow' &&
    rule.peers.some(peer => peer.type === 'domainNames');
  if (rule.unreadable === undefined && !namesOutOfPlace) return 'as-is';
  return rule.action === 'allow' ? 'none' : 'all';
}
