import { changesBetween } from '../../../changesBetween';
import { sameValue } from '../../../sameValue';
import { isNoChange } from '../../../select/selectionChanges';
import { CiliumPolicy } from '../../../snapshot/ciliumPolicy';
import { ClusterPolicy } from '../../../snapshot/clusterPolicy';
import { NetworkPolicy } from '../../../snapshot/parseNetworkPolicy';
import { Snapshot } from '../../../snapshot/Snapshot';
import { WorkloadId } from '../../../snapshot/Workload';
import { KindEnforcement } from '../enforcement';
import { Note, noting, Remembered } from '../Remembered';
import { Selection } from '../Selection';
import { ciliumRejection } from './ciliumRejection';
import { CiliumProfile } from './CiliumProfile';
import { CiliumSelectors } from './CiliumSelectors';
import { compileCiliumPolicy, CompiledCiliumRule } from './compileCiliumPolicy';
import { compileClusterPolicyForCilium } from './compileClusterPolicyForCilium';
import { compileNetworkPolicyForCilium } from './compileNetworkPolicyForCilium';
import { CiliumCompileContext } from './compilePeers';

type Known<O extends object> = Remembered<O, readonly CompiledCiliumRule[]>;

/** A policy of Cilium's own kinds, as its agents take it. */
interface CiliumObject {
  readonly refused: boolean;
  readonly rules: readonly CompiledCiliumRule[];
}

type Binding = ReadonlyMap<WorkloadId, readonly CompiledCiliumRule[]>;

/** What rules read of a cluster besides the labels of its workloads. */
type Inputs = Pick<Snapshot, 'nodes' | 'services' | 'endpointSlices'> & {
  readonly cidrGroups: CiliumCompileContext['cidrGroups'];
};

/** What decides how every single object is read. */
interface Manners {
  readonly profile: CiliumProfile;
  readonly cidrGroupsUnsure: boolean;
  readonly namespacesUnsure: boolean;
}

/**
 * Every rule under Cilium, compiled, and whom it binds. After a change only
 * objects are compiled again that are new, or that select, or name, others.
 */
export class CiliumRules {
  /** In order: of the cluster, NetworkPolicies, Cilium's own, refused ones. */
  readonly all: readonly CompiledCiliumRule[];
  /** Those of objects that the agent probably refuses, told for their subjects. */
  readonly refused: ReadonlySet<CompiledCiliumRule>;
  /** Whose rules are others than before; undefined: perhaps everybody's. */
  readonly affected: ReadonlySet<WorkloadId> | undefined;
  private readonly binding: Binding;
  private readonly manners: Manners;
  private readonly inputs: Inputs;
  private readonly selectors: CiliumSelectors;
  private readonly ofCluster: Known<ClusterPolicy>;
  private readonly ofNamespaces: Known<NetworkPolicy>;
  private readonly own: Remembered<CiliumPolicy, CiliumObject>;

  constructor(
    snapshot: Snapshot,
    selection: Selection,
    profile: CiliumProfile,
    enforced: KindEnforcement,
    previous?: CiliumRules,
  ) {
    const cidrGroups = snapshot.objects('CiliumCIDRGroup');
    const { nodes, services, endpointSlices } = snapshot;
    this.inputs = { nodes, services, endpointSlices, cidrGroups };
    this.manners = {
      profile,
      cidrGroupsUnsure: snapshot.gapsOf('CiliumCIDRGroup').length > 0,
      namespacesUnsure: snapshot.gapsOf('Namespace').some(g => !g.object),
    };
    const { changes } = selection;
    const last =
      changes && previous && sameValue(previous.manners, this.manners)
        ? previous
        : undefined;
    const replaced = new Set(selection.replaced);
    const kept =
      changes && isNoChange(changes)
        ? last?.selectors
        : changes && last?.selectors.after(snapshot, changes, replaced);
    this.selectors = kept ?? new CiliumSelectors(snapshot, profile);
    if (last) noteOthers(last.inputs, this.inputs, replaced);
    const earlier = kept && last;
    this.ofCluster = new Remembered(
      enforced.ClusterNetworkPolicy === false
        ? []
        : snapshot.objects('ClusterNetworkPolicy.policy.networking.k8s.io'),
      (policy, note) => [
        compileClusterPolicyForCilium(
          policy,
          // Any node may matter to a policy of the cluster.
          { ...snapshot, nodes: note(snapshot.nodes) },
          noting(selection.selectors, note),
        ),
      ],
      earlier?.ofCluster,
      replaced,
    );
    this.ofNamespaces = new Remembered(
      enforced.NetworkPolicy === false ? [] : snapshot.objects('NetworkPolicy'),
      (policy, note) => [
        compileNetworkPolicyForCilium(policy, this.context(note)),
      ],
      earlier?.ofNamespaces,
      replaced,
    );
    this.own = new Remembered(
      objectsOf(snapshot, profile),
      (policy, note) => ({
        refused: ciliumRejection(policy, profile) !== undefined,
        // What the agent says itself that it refuses is not told again.
        rules:
          policy.accepted === undefined ||
          ciliumRejection(policy, profile) === undefined
            ? compileCiliumPolicy(policy, this.context(note))
            : [],
      }),
      earlier?.own,
      replaced,
    );
    const rulesOf = (refused: boolean) =>
      this.own.values.flatMap(own =>
        own.refused === refused ? own.rules : [],
      );
    this.refused = new Set(rulesOf(true));
    this.all = [
      ...this.ofCluster.values.flat(),
      ...this.ofNamespaces.values.flat(),
      ...rulesOf(false),
      ...this.refused,
    ];
    const rebound = earlier
      ? rebind(earlier.binding, earlier.all, this.all)
      : bind(this.all);
    this.binding = rebound.binding;
    this.affected = rebound.affected;
  }

  /** Rules that bind an endpoint, in order. */
  of(id: WorkloadId): readonly CompiledCiliumRule[] {
    return this.binding.get(id) ?? [];
  }

  /** Tells of everything that a policy looks at. */
  private context(note: Note): CiliumCompileContext {
    const { selectors, inputs } = this;
    const { profile, cidrGroupsUnsure } = this.manners;
    return {
      profile,
      cidrGroupsUnsure,
      selectors: {
        none: selectors.none,
        get endpoints() {
          return note(selectors.endpoints);
        },
        workloads: selector => note(selectors.workloads(selector)),
        identities: selector => selectors.identities(selector),
      },
      get nodes() {
        return note(inputs.nodes);
      },
      get services() {
        return note(inputs.services);
      },
      get endpointSlices() {
        return note(inputs.endpointSlices);
      },
      get cidrGroups() {
        return note(inputs.cidrGroups);
      },
    };
  }
}

function objectsOf(
  snapshot: Snapshot,
  { watchesNamespaced, watchesClusterwide }: CiliumProfile,
): readonly CiliumPolicy[] {
  return [
    ...(watchesNamespaced ? snapshot.objects('CiliumNetworkPolicy') : []),
    ...(watchesClusterwide
      ? snapshot.objects('CiliumClusterwideNetworkPolicy')
      : []),
  ];
}

function noteOthers(before: Inputs, now: Inputs, replaced: Set<object>): void {
  if (before.nodes !== now.nodes) replaced.add(before.nodes);
  if (before.services !== now.services) replaced.add(before.services);
  if (before.endpointSlices !== now.endpointSlices) {
    replaced.add(before.endpointSlices);
  }
  if (before.cidrGroups !== now.cidrGroups) replaced.add(before.cidrGroups);
}

function bind(rules: readonly CompiledCiliumRule[]): {
  readonly binding: Binding;
  readonly affected: undefined;
} {
  const binding = new Map<WorkloadId, CompiledCiliumRule[]>();
  for (const rule of rules) {
    for (const id of subjectsOf(rule)) {
      const own = binding.get(id);
      if (own) own.push(rule);
      else binding.set(id, [rule]);
    }
  }
  return { binding, affected: undefined };
}

/** The same, where most rules are those of before. */
function rebind(
  old: Binding,
  before: readonly CompiledCiliumRule[],
  now: readonly CompiledCiliumRule[],
): {
  readonly binding: Binding;
  readonly affected: ReadonlySet<WorkloadId>;
} {
  const { removed, added } = changesBetween(before, now);
  const affected = new Set([...removed, ...added].flatMap(subjectsOf));
  if (affected.size === 0) return { binding: old, affected };
  const gone = new Set(removed);
  const binding = new Map(old);
  for (const id of affected) {
    const kept = (old.get(id) ?? []).filter(rule => !gone.has(rule));
    binding.set(id, kept);
  }
  for (const rule of added) {
    for (const id of subjectsOf(rule)) {
      binding.set(id, [...(binding.get(id) ?? []), rule]);
    }
  }
  const ordered = inOrderOf(now, binding, affected);
  for (const id of affected) {
    const rules = ordered(id);
    if (rules.length === 0) binding.delete(id);
    else binding.set(id, rules);
  }
  return { binding, affected };
}

/** Rules that bind some endpoints, in the order of all rules. */
function inOrderOf(
  all: readonly CompiledCiliumRule[],
  binding: Binding,
  some: ReadonlySet<WorkloadId>,
): (id: WorkloadId) => readonly CompiledCiliumRule[] {
  const wanted = new Set([...some].flatMap(id => binding.get(id) ?? []));
  const ranks = new Map<CompiledCiliumRule, number>();
  all.forEach((rule, rank) => {
    if (wanted.has(rule)) ranks.set(rule, rank);
  });
  const rankOf = (rule: CompiledCiliumRule) => ranks.get(rule) ?? 0;
  return id =>
    [...(binding.get(id) ?? [])].sort((a, b) => rankOf(a) - rankOf(b));
}

/** Host rules bind nodes, and no endpoint. */
function subjectsOf(rule: CompiledCiliumRule): readonly WorkloadId[] {
  return rule.nodes ? [] : [...rule.subjects.ids()];
}
