import { Workload, WorkloadId } from '../../snapshot/Workload';
import { Direction } from '../../vocabulary';
import { CompiledPolicy } from './networkPolicyRules';
import { NetworkRule } from './NetworkRule';
import { Program, ProgramGap } from './Program';

/**
 * Programs of the workloads of one namespace. They follow from the policies that
 * can govern there and from nothing else.
 */
export class NamespacePrograms {
  private readonly shared = new Map<string, Program>();
  private readonly known = {
    ingress: new Map<WorkloadId, Program>(),
    egress: new Map<WorkloadId, Program>(),
  };

  constructor(
    /** Of the cluster, then of the namespace. */
    readonly policies: readonly CompiledPolicy[],
    readonly gaps: readonly ProgramGap[],
  ) {}

  program({ id }: Workload, direction: Direction): Program {
    const found = this.known[direction].get(id);
    if (found) return found;
    const made = this.find(id, direction);
    this.known[direction].set(id, made);
    return made;
  }

  /** Workloads under the same policies share a program. */
  private find(id: WorkloadId, direction: Direction): Program {
    const governing = this.policies.filter(
      policy =>
        policy.subjects.has(id) &&
        (policy.isolates.includes(direction) || policy[direction].length > 0),
    );
    const key = [direction, ...governing.map(p => p.name)].join();
    const found = this.shared.get(key);
    if (found) return found;
    const made: Program = {
      direction,
      rules: governing.flatMap(policy => policy[direction]).sort(inOrder),
      isolatedBy: governing
        .filter(policy => policy.isolates.includes(direction))
        .map(policy => policy.name),
      policies: governing.map(policy => policy.name),
      gaps: this.gaps,
    };
    this.shared.set(key, made);
    return made;
  }
}

const tierOrder = { admin: 0, policy: 1, baseline: 2 } as const;

/** Tier, then priority; the sort keeps policies and rules in their order. */
function inOrder(a: NetworkRule, b: NetworkRule): number {
  return tierOrder[a.tier] - tierOrder[b.tier] || a.priority - b.priority;
}
