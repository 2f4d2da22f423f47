import { Direction } from '../../vocabulary';
import { Selectors } from '../../select/Selectors';
import { BitSet } from '../../sets/BitSet';
import { Snapshot } from '../../snapshot/Snapshot';
import { Workload, WorkloadId } from '../../snapshot/Workload';
import { compileClusterPolicy } from './clusterPolicyRules';
import { KindEnforcement } from './enforcement';
import { CompiledPolicy, compileNetworkPolicy } from './networkPolicyRules';
import { NetworkRule } from './NetworkRule';
import { policyGaps } from './policyGaps';
import { Program, ProgramGap } from './Program';

const clusterKinds = [
  { kind: 'AdminNetworkPolicy', key: 'AdminNetworkPolicy' },
  {
    kind: 'ClusterNetworkPolicy',
    key: 'ClusterNetworkPolicy.policy.networking.k8s.io',
  },
  { kind: 'BaselineAdminNetworkPolicy', key: 'BaselineAdminNetworkPolicy' },
] as const;

/** Programs of workloads under plugins that follow the Kubernetes APIs. */
export class KubernetesPrograms {
  private readonly byNamespace = new Map<string, CompiledPolicy[]>();
  private readonly cluster: readonly CompiledPolicy[];
  private readonly gaps: readonly (ProgramGap & { namespace?: string })[];
  private readonly shared = new Map<string, Program>();
  private readonly known = {
    ingress: new Map<WorkloadId, Program>(),
    egress: new Map<WorkloadId, Program>(),
  };

  constructor(
    snapshot: Snapshot,
    selectors: Selectors,
    enforced: KindEnforcement,
  ) {
    const { workloads, facts } = snapshot;
    const context = {
      selectors,
      hostNetwork: BitSet.of(
        workloads.length,
        workloads.filter(w => w.hostNetwork).map(w => w.id),
      ),
      ipBlockMatchesPods: facts.ipBlockMatchesPods,
      networksMatchPods: facts.networksMatchPods ?? true,
      namespacesUnsure: snapshot.gapsOf('Namespace').some(g => !g.object),
      nodes: snapshot.nodes,
    };
    if (enforced.NetworkPolicy !== false) {
      for (const policy of snapshot.objects('NetworkPolicy')) {
        const neighbours = this.byNamespace.get(policy.meta.namespace) ?? [];
        neighbours.push(compileNetworkPolicy(policy, context));
        this.byNamespace.set(policy.meta.namespace, neighbours);
      }
    }
    this.cluster = clusterKinds
      .filter(({ kind }) => enforced[kind] !== false)
      .flatMap(({ key }) => snapshot.objects(key))
      .map(policy => compileClusterPolicy(policy, context));
    this.gaps = policyGaps(snapshot, enforced);
  }

  program(workload: Workload, direction: Direction): Program {
    const found = this.known[direction].get(workload.id);
    if (found) return found;
    const made = this.find(workload, direction);
    this.known[direction].set(workload.id, made);
    return made;
  }

  /** Workloads under the same policies share a program. */
  private find(workload: Workload, direction: Direction): Program {
    const { id, namespace } = workload;
    const governing = [
      ...this.cluster,
      ...(this.byNamespace.get(namespace) ?? []),
    ].filter(
      policy =>
        policy.subjects.has(id) &&
        (policy.isolates.includes(direction) || policy[direction].length > 0),
    );
    const key = [direction, namespace, ...governing.map(p => p.name)].join();
    const found = this.shared.get(key);
    if (found) return found;
    const made = this.build(governing, namespace, direction);
    this.shared.set(key, made);
    return made;
  }

  private build(
    governing: readonly CompiledPolicy[],
    namespace: string,
    direction: Direction,
  ): Program {
    return {
      direction,
      rules: governing.flatMap(policy => policy[direction]).sort(inOrder),
      isolatedBy: governing
        .filter(policy => policy.isolates.includes(direction))
        .map(policy => policy.name),
      policies: governing.map(policy => policy.name),
      gaps: this.gaps.filter(
        gap => gap.namespace === undefined || gap.namespace === namespace,
      ),
    };
  }
}

const tierOrder = { admin: 0, policy: 1, baseline: 2 } as const;

/** Tier, then priority; the sort keeps policies and rules in their order. */
function inOrder(a: NetworkRule, b: NetworkRule): number {
  return tierOrder[a.tier] - tierOrder[b.tier] || a.priority - b.priority;
}
