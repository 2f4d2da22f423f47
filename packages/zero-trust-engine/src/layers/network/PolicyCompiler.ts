import { Selectors } from '../../select/Selectors';
import { BitSet } from '../../sets/BitSet';
import { ClusterPolicy } from '../../snapshot/clusterPolicy';
import { NetworkPolicy } from '../../snapshot/parseNetworkPolicy';
import { Snapshot } from '../../snapshot/Snapshot';
import {
  ClusterCompileContext,
  compileClusterPolicy,
} from './clusterPolicyRules';
import { CompiledPolicy, compileNetworkPolicy } from './networkPolicyRules';

/** Compiles policies against the workloads of a cluster, each of them once. */
export class PolicyCompiler {
  private readonly known = new WeakMap<object, CompiledPolicy>();
  private readonly context: ClusterCompileContext;

  constructor(
    { workloads, facts, nodes }: Snapshot,
    selectors: Selectors,
    namespacesUnsure: boolean,
  ) {
    this.context = {
      selectors,
      hostNetwork: BitSet.of(
        workloads.length,
        workloads.filter(w => w.hostNetwork).map(w => w.id),
      ),
      ipBlockMatchesPods: facts.ipBlockMatchesPods,
      networksMatchPods: facts.networksMatchPods ?? true,
      namespacesUnsure,
      nodes,
    };
  }

  networkPolicy(policy: NetworkPolicy): CompiledPolicy {
    return this.once(policy, () => compileNetworkPolicy(policy, this.context));
  }

  clusterPolicy(policy: ClusterPolicy): CompiledPolicy {
    return this.once(policy, () => compileClusterPolicy(policy, this.context));
  }

  private once(policy: object, make: () => CompiledPolicy): CompiledPolicy {
    const known = this.known.get(policy) ?? make();
    this.known.set(policy, known);
    return known;
  }
}
