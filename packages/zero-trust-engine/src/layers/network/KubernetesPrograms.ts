import { sameValue } from '../../sameValue';
import { Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { Direction } from '../../vocabulary';
import { CompiledPolicies } from './CompiledPolicies';
import { KindEnforcement } from './enforcement';
import { NamespacePrograms } from './NamespacePrograms';
import { CompiledPolicy } from './networkPolicyRules';
import { policyGaps } from './policyGaps';
import { Program, ProgramGap } from './Program';
import { Selection } from './Selection';

/**
 * Programs of workloads under plugins that follow the Kubernetes APIs. What is
 * left of earlier ones after a change is taken over: policies whose meaning is
 * the same, and programs of namespaces that no change concerns.
 */
export class KubernetesPrograms {
  private readonly compiled: CompiledPolicies;
  private readonly gaps: ReturnType<typeof policyGaps>;
  private readonly byNamespace: Map<string, NamespacePrograms>;
  private readonly elsewhere: NamespacePrograms;

  constructor(
    snapshot: Snapshot,
    selection: Selection,
    enforced: KindEnforcement,
    previous?: KubernetesPrograms,
  ) {
    this.compiled = new CompiledPolicies(
      snapshot,
      selection,
      enforced,
      previous?.compiled,
    );
    const { cluster, touched } = this.compiled;
    this.gaps = policyGaps(snapshot, enforced);
    // Programs are kept by workload, so they need ids that mean the same.
    const last = touched && previous;
    const everywhere = this.gaps.filter(gap => gap.namespace === undefined);
    this.elsewhere = takeOver(last?.elsewhere, cluster, everywhere);
    const isSame =
      last !== undefined &&
      this.elsewhere === last.elsewhere &&
      sameValue(last.gaps, this.gaps);
    this.byNamespace = new Map(isSame ? last.byNamespace : []);
    const concerned = isSame
      ? touched ?? []
      : [
          ...this.compiled.namespaces,
          ...this.gaps.flatMap(({ namespace }) => namespace ?? []),
        ];
    for (const namespace of new Set(concerned)) {
      const programs = takeOver(
        last?.byNamespace.get(namespace),
        [...cluster, ...this.compiled.of(namespace)],
        this.gaps.filter(
          gap => gap.namespace === undefined || gap.namespace === namespace,
        ),
      );
      this.byNamespace.set(namespace, programs);
    }
  }

  program(workload: Workload, direction: Direction): Program {
    return this.ofNamespace(workload.namespace).program(workload, direction);
  }

  ofNamespace(namespace: string): NamespacePrograms {
    return this.byNamespace.get(namespace) ?? this.elsewhere;
  }
}

function takeOver(
  previous: NamespacePrograms | undefined,
  policies: readonly CompiledPolicy[],
  gaps: readonly ProgramGap[],
): NamespacePrograms {
  const same =
    previous !== undefined &&
    previous.policies.length === policies.length &&
    previous.policies.every((policy, i) => policy === policies[i]) &&
    sameValue(previous.gaps, gaps);
  return same ? previous : new NamespacePrograms(policies, gaps);
}
