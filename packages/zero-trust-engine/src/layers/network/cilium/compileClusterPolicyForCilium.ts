import { SelectorSource } from '../../../select/Selectors';
import { ClusterPolicy } from '../../../snapshot/clusterPolicy';
import { Snapshot } from '../../../snapshot/Snapshot';
import { BitSet } from '../../../sets/BitSet';
import { compileClusterPolicy } from '../clusterPolicyRules';
import { NetworkRule } from '../NetworkRule';
import { CompiledCiliumRule } from './compileCiliumPolicy';

/**
 * A ClusterNetworkPolicy under Cilium: every rule is a level of its own, and
 * it never closes a direction. Whether `networks` reach pods there is not
 * settled: Cilium matches by identity, the API text wants addresses.
 */
export function compileClusterPolicyForCilium(
  policy: ClusterPolicy,
  snapshot: Snapshot,
  selectors: SelectorSource,
): CompiledCiliumRule {
  const { workloads, ids, nodes } = snapshot;
  const compiled = compileClusterPolicy(policy, {
    selectors,
    hostNetwork: BitSet.of(
      ids.size,
      workloads.filter(w => w.hostNetwork).map(w => w.id),
    ),
    ipBlockMatchesPods: false,
    networksMatchPods: 'unknown',
    namespacesUnsure: snapshot.gapsOf('Namespace').some(g => !g.object),
    nodes,
  });
  const levels = (rules: readonly NetworkRule[]) =>
    rules.map((rule, index) => ({
      ...rule,
      priority: rule.priority + index / 100,
    }));
  return {
    name: compiled.name,
    subjects: compiled.subjects,
    identities: new Set(),
    ingress: levels(compiled.ingress),
    egress: levels(compiled.egress),
    touches: {
      ingress: compiled.ingress.length > 0,
      egress: compiled.egress.length > 0,
    },
    defaultDeny: { ingress: false, egress: false },
    requires: { ingress: undefined, egress: undefined },
  };
}
