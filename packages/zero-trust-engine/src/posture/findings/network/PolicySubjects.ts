import {
  CiliumSelectors,
  namespaceLabelPrefix,
} from '../../../layers/network/cilium/CiliumSelectors';
import {
  CiliumProfile,
  ciliumProfile,
} from '../../../layers/network/cilium/CiliumProfile';
import { subjectSelector } from '../../../layers/network/cilium/rewriteSelector';
import { Selectors, WorkloadSet } from '../../../select/Selectors';
import { matchLabels } from '../../../select/matchLabels';
import { BitSet } from '../../../sets/BitSet';
import { CiliumPolicy, CiliumRule } from '../../../snapshot/ciliumPolicy';
import { CiliumSelector } from '../../../snapshot/ciliumSelector';
import { ClusterPolicy } from '../../../snapshot/clusterPolicy';
import { kinds } from '../../../snapshot/kinds';
import { LabelSelector } from '../../../snapshot/LabelSelector';
import { NetworkPolicy } from '../../../snapshot/parseNetworkPolicy';
import { Snapshot } from '../../../snapshot/Snapshot';

const nameLabel = 'kubernetes.io/metadata.name';

/**
 * Whom network policies select, as keys of workloads, and whether it can be
 * said at all that they select nobody.
 */
export class PolicySubjects {
  /** Everything was read that a selector could have found. */
  readonly complete: boolean;
  readonly selectors: Selectors;
  private readonly allDeclared: boolean;
  private madeCilium?: CiliumSelectors;

  constructor(
    private readonly snapshot: Snapshot,
    readonly profile: CiliumProfile = ciliumProfile(snapshot.facts),
  ) {
    this.selectors = new Selectors(snapshot);
    this.allDeclared = [...snapshot.namespaces.values()].every(
      ({ declared }) => declared,
    );
    this.complete = kinds
      .filter(({ readBy }) => readBy.includes('workloads'))
      .filter(({ key }) => key !== 'Service' && key !== 'EndpointSlice')
      .every(({ key }) => snapshot.gapsOf(key).length === 0);
  }

  /** Selectors over identities; made when the first Cilium policy is seen. */
  get cilium(): CiliumSelectors {
    this.madeCilium ??= new CiliumSelectors(this.snapshot, this.profile);
    return this.madeCilium;
  }

  ofNetworkPolicy({ podSelector, meta }: NetworkPolicy): readonly string[] {
    return this.keys(
      this.selectors
        .workloads(podSelector)
        .intersect(this.selectors.inNamespace(meta.namespace)),
    );
  }

  ofClusterPolicy({ subject }: ClusterPolicy): readonly string[] {
    return this.keys(
      this.selectors
        .workloads(subject.podSelector)
        .intersect(this.selectors.inNamespaces(subject.namespaceSelector)),
    );
  }

  ofCiliumPolicy(policy: CiliumPolicy): readonly string[] {
    return this.keys(
      policy.rules
        .map(rule => this.setOfCiliumRule(rule, policy))
        .reduce((all, some) => all.union(some), this.selectors.none),
    );
  }

  ofCiliumRule(rule: CiliumRule, policy: CiliumPolicy): readonly string[] {
    return this.keys(this.setOfCiliumRule(rule, policy));
  }

  /**
   * Whether the labels that a selector of namespaces reads are known of all of
   * them; in a folder of manifests some are only mentioned by their objects.
   */
  knowsNamespacesOf({ requirements }: LabelSelector): boolean {
    return (
      this.allDeclared || requirements.every(({ key }) => key === nameLabel)
    );
  }

  /** The same for labels of namespaces in a Cilium selector. */
  knowsNamespaceLabels({ requirements }: CiliumSelector): boolean {
    return (
      this.allDeclared ||
      requirements.every(
        ({ key }) =>
          !key.startsWith(namespaceLabelPrefix) ||
          key === `${namespaceLabelPrefix}${nameLabel}`,
      )
    );
  }

  /** Nodes were read; a folder of manifests seldom has them. */
  get knowsNodes(): boolean {
    const { nodes } = this.snapshot;
    return nodes.length > 0 && this.snapshot.gapsOf('Node').length === 0;
  }

  keys(workloads: WorkloadSet): readonly string[] {
    const { ids } = this.snapshot;
    return ids.inOrder(workloads.ids()).map(({ key }) => key);
  }

  /** A host rule concerns the pods in the network of the nodes it selects. */
  private setOfCiliumRule(rule: CiliumRule, policy: CiliumPolicy): WorkloadSet {
    const namespace =
      policy.kind === 'CiliumNetworkPolicy' ? policy.meta.namespace : undefined;
    if (rule.endpoints) {
      return this.cilium.workloads(subjectSelector(rule.endpoints, namespace));
    }
    const { nodes } = rule;
    if (!nodes) return this.selectors.none;
    const chosen = new Set(
      this.snapshot.nodes
        .filter(node => matchLabels(nodes, node.labels))
        .map(node => node.name),
    );
    const { workloads, ids } = this.snapshot;
    const onThem = workloads.filter(
      ({ hostNetwork, pods }) =>
        hostNetwork && pods.some(({ node }) => chosen.has(node ?? '')),
    );
    return BitSet.of(
      ids.size,
      onThem.map(({ id }) => id),
    );
  }
}
