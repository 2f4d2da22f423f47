import { changesBetween } from '../../changesBetween';
import { sameValue } from '../../sameValue';
import { ClusterPolicy } from '../../snapshot/clusterPolicy';
import { inNamespace } from '../../snapshot/inNamespace';
import { NetworkPolicy } from '../../snapshot/parseNetworkPolicy';
import { Snapshot } from '../../snapshot/Snapshot';
import { KindEnforcement } from './enforcement';
import { CompiledPolicy } from './networkPolicyRules';
import { PolicyCompiler, PolicyManners } from './PolicyCompiler';
import { Remembered } from './Remembered';
import { Selection } from './Selection';

type OfNamespace = Remembered<NetworkPolicy, CompiledPolicy>;

const clusterKinds = [
  { kind: 'AdminNetworkPolicy', key: 'AdminNetworkPolicy' },
  {
    kind: 'ClusterNetworkPolicy',
    key: 'ClusterNetworkPolicy.policy.networking.k8s.io',
  },
  { kind: 'BaselineAdminNetworkPolicy', key: 'BaselineAdminNetworkPolicy' },
] as const;

/**
 * Policies of the Kubernetes APIs, compiled. After a change only namespaces are
 * looked at that have other policies than before, or some that select, or name,
 * somebody else now.
 */
export class CompiledPolicies {
  readonly cluster: readonly CompiledPolicy[];
  /** Namespaces that were looked at; undefined: all of them. */
  readonly touched: ReadonlySet<string> | undefined;
  private readonly remembered: Remembered<ClusterPolicy, CompiledPolicy>;
  private readonly byNamespace: Map<string, OfNamespace>;
  private readonly manners: PolicyManners;
  private readonly policies: readonly NetworkPolicy[];
  private readonly nodes: Snapshot['nodes'];

  constructor(
    snapshot: Snapshot,
    selection: Selection,
    enforced: KindEnforcement,
    previous?: CompiledPolicies,
  ) {
    const { facts, nodes } = snapshot;
    this.nodes = nodes;
    this.manners = {
      ipBlockMatchesPods: facts.ipBlockMatchesPods,
      networksMatchPods: facts.networksMatchPods ?? true,
      namespacesUnsure: snapshot.gapsOf('Namespace').some(gap => !gap.object),
    };
    const isComparable =
      selection.changes !== undefined &&
      sameValue(previous?.manners, this.manners);
    const last = isComparable ? previous : undefined;
    const replaced = new Set(selection.replaced);
    if (last && last.nodes !== nodes) replaced.add(last.nodes);
    const compiler = new PolicyCompiler(snapshot, selection, this.manners);

    this.remembered = new Remembered(
      clusterKinds
        .filter(({ kind }) => enforced[kind] !== false)
        .flatMap(({ key }) => snapshot.objects(key)),
      (policy, note) => compiler.clusterPolicy(policy, note),
      last?.remembered,
      replaced,
    );
    this.cluster = this.remembered.values;

    this.policies =
      enforced.NetworkPolicy === false ? [] : snapshot.objects('NetworkPolicy');
    const own = changedNamespaces(this.policies, last, replaced);
    this.byNamespace = new Map(last?.byNamespace);
    for (const [namespace, policies] of own) {
      const made = new Remembered<NetworkPolicy, CompiledPolicy>(
        policies,
        (policy, note) => compiler.networkPolicy(policy, note),
        last?.byNamespace.get(namespace),
        replaced,
      );
      if (policies.length > 0) this.byNamespace.set(namespace, made);
      else this.byNamespace.delete(namespace);
    }
    this.touched = last && new Set(own.keys());
  }

  /** Namespaces that have policies of their own. */
  get namespaces(): readonly string[] {
    return [...this.byNamespace.keys()];
  }

  /** Policies of one namespace. */
  of(namespace: string): readonly CompiledPolicy[] {
    return this.byNamespace.get(namespace)?.values ?? [];
  }

  /** For `changedNamespaces`. */
  get before(): {
    readonly policies: readonly NetworkPolicy[];
    readonly byNamespace: ReadonlyMap<string, OfNamespace>;
  } {
    return { policies: this.policies, byNamespace: this.byNamespace };
  }
}

/**
 * The policies of namespaces in which anything is compiled otherwise than
 * before; of one that has none any more, none.
 */
function changedNamespaces(
  policies: readonly NetworkPolicy[],
  last: CompiledPolicies | undefined,
  replaced: ReadonlySet<object>,
): ReadonlyMap<string, readonly NetworkPolicy[]> {
  const { removed, added } = changesBetween(
    last?.before.policies ?? [],
    policies,
  );
  const found = new Set(
    [...removed, ...added].map(({ meta }) => meta.namespace),
  );
  if (replaced.size > 0) {
    for (const [namespace, made] of last?.before.byNamespace ?? []) {
      if (made.wasMadeWith(replaced)) found.add(namespace);
    }
  }
  return new Map(
    [...found].map(namespace => [namespace, inNamespace(policies, namespace)]),
  );
}
