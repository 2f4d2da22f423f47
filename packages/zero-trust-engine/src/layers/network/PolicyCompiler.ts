import { BitSet } from '../../sets/BitSet';
import { ClusterPolicy } from '../../snapshot/clusterPolicy';
import { NetworkPolicy } from '../../snapshot/parseNetworkPolicy';
import { Snapshot } from '../../snapshot/Snapshot';
import {
  ClusterCompileContext,
  compileClusterPolicy,
} from './clusterPolicyRules';
import { CompiledPolicy, compileNetworkPolicy } from './networkPolicyRules';
import { Note, noting } from './Remembered';
import { Selection } from './Selection';

/** How policies are read, whoever is in the cluster. */
export type PolicyManners = Pick<
  ClusterCompileContext,
  'ipBlockMatchesPods' | 'networksMatchPods' | 'namespacesUnsure'
>;

/** Compiles policies against the workloads of a cluster. */
export class PolicyCompiler {
  private readonly context: (note: Note) => ClusterCompileContext;

  constructor(
    { workloads, ids, nodes }: Pick<Snapshot, 'workloads' | 'ids' | 'nodes'>,
    { selectors }: Selection,
    manners: PolicyManners,
  ) {
    // Whoever keeps his id keeps his network: no set differs by this alone.
    const hostNetwork = BitSet.of(
      ids.size,
      workloads.filter(w => w.hostNetwork).map(w => w.id),
    );
    this.context = note => ({
      ...manners,
      selectors: noting(selectors, note),
      hostNetwork,
      get nodes() {
        return note(nodes);
      },
    });
  }

  networkPolicy(policy: NetworkPolicy, note: Note): CompiledPolicy {
    return compileNetworkPolicy(policy, this.context(note));
  }

  clusterPolicy(policy: ClusterPolicy, note: Note): CompiledPolicy {
    return compileClusterPolicy(policy, this.context(note));
  }
}
