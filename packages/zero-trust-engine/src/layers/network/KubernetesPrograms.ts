import { Made, again } from '../../again';
import { changesBetween } from '../../changesBetween';
import { sameValue } from '../../sameValue';
import { Selectors } from '../../select/Selectors';
import { NetworkPolicy } from '../../snapshot/parseNetworkPolicy';
import { Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { Direction } from '../../vocabulary';
import { KindEnforcement } from './enforcement';
import { NamespacePrograms } from './NamespacePrograms';
import { CompiledPolicy } from './networkPolicyRules';
import { PolicyCompiler } from './PolicyCompiler';
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

/**
 * Programs of workloads under plugins that follow the Kubernetes APIs. What is
 * left of earlier ones after a change is taken over: policies whose meaning is
 * the same, and programs of namespaces that no change concerns.
 */
export class KubernetesPrograms {
  private readonly compiler: Made<PolicyCompiler>;
  private readonly policies: readonly NetworkPolicy[];
  private readonly byNamespace: Map<string, NamespacePrograms>;
  private readonly elsewhere: NamespacePrograms;

  constructor(
    snapshot: Snapshot,
    selectors: Selectors,
    enforced: KindEnforcement,
    previous?: KubernetesPrograms,
  ) {
    const { facts, nodes } = snapshot;
    const namespacesUnsure = snapshot
      .gapsOf('Namespace')
      .some(gap => !gap.object);
    this.compiler = again(
      previous?.compiler,
      [
        selectors,
        facts.ipBlockMatchesPods,
        facts.networksMatchPods,
        namespacesUnsure,
        nodes,
      ],
      () => new PolicyCompiler(snapshot, selectors, namespacesUnsure),
    );
    const compiler = this.compiler.value;
    const cluster = clusterKinds
      .filter(({ kind }) => enforced[kind] !== false)
      .flatMap(({ key }) => snapshot.objects(key))
      .map(policy => compiler.clusterPolicy(policy));
    const gaps = policyGaps(snapshot, enforced);
    const everywhere = gaps.filter(gap => gap.namespace === undefined);
    this.elsewhere = takeOver(previous?.elsewhere, cluster, everywhere);
    this.policies =
      enforced.NetworkPolicy === false ? [] : snapshot.objects('NetworkPolicy');
    // Where nothing else has changed, only namespaces with a change are new.
    const isSame =
      previous !== undefined &&
      gaps.length === 0 &&
      this.elsewhere === previous.elsewhere &&
      this.compiler === previous.compiler;
    const own = byNamespace(
      this.policies,
      isSame ? previous.policies : undefined,
    );
    this.byNamespace = new Map(isSame ? previous.byNamespace : []);
    const concerned = gaps.flatMap(({ namespace }) => namespace ?? []);
    for (const namespace of new Set([...own.keys(), ...concerned])) {
      const policies = (own.get(namespace) ?? []).map(policy =>
        compiler.networkPolicy(policy),
      );
      this.byNamespace.set(
        namespace,
        takeOver(
          previous?.byNamespace.get(namespace),
          [...cluster, ...policies],
          gaps.filter(
            gap => gap.namespace === undefined || gap.namespace === namespace,
          ),
        ),
      );
    }
  }

  program(workload: Workload, direction: Direction): Program {
    return this.ofNamespace(workload.namespace).program(workload, direction);
  }

  ofNamespace(namespace: string): NamespacePrograms {
    return this.byNamespace.get(namespace) ?? this.elsewhere;
  }
}

/**
 * Policies of the namespaces that have other ones than before; of a namespace
 * that has none any more, none.
 */
function byNamespace(
  policies: readonly NetworkPolicy[],
  before: readonly NetworkPolicy[] = [],
): ReadonlyMap<string, readonly NetworkPolicy[]> {
  const { removed, added } = changesBetween(before, policies);
  const found = new Map<string, NetworkPolicy[]>();
  for (const { meta } of [...removed, ...added]) found.set(meta.namespace, []);
  for (const policy of policies) found.get(policy.meta.namespace)?.push(policy);
  return found;
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
