import { matchLabels } from '../../select/matchLabels';
import { WorkloadSet } from '../../select/Selectors';
import { BitSet } from '../../sets/BitSet';
import { Namespace, Snapshot } from '../../snapshot/Snapshot';
import { WorkloadId } from '../../snapshot/Workload';
import { Party } from '../Layer';

/** OVN-Kubernetes acts on networks of namespaces with this label alone. */
const label = 'k8s.ovn.org/primary-user-defined-network';

/** The cluster's own network, to which nodes and most pods belong. */
const podNetwork = '';

/** An end that is in any network, or reached from all of them. */
const anyNetwork = undefined;

/**
 * Networks that take the place of the pod network for the pods of some
 * namespaces (OVN-Kubernetes' user-defined networks). Packets do not pass from
 * one to another, but for ways that are not written in any policy.
 */
export class OwnNetworks {
  /** Namespace -> network, of those that are not in the pod network. */
  private readonly byNamespace: ReadonlyMap<string, string>;

  constructor(private readonly snapshot: Snapshot) {
    this.byNamespace = mayRunOvn(snapshot) ? networksOf(snapshot) : new Map();
  }

  /** Whether two ends are in networks that are not, or may not be, the same. */
  areApart(one: Party, other: Party): boolean {
    if (this.byNamespace.size === 0) return false;
    if (one.type === 'principal' || other.type === 'principal') return true;
    const [a, b] = [this.networkOf(one), this.networkOf(other)];
    return a !== anyNetwork && b !== anyNetwork && a !== b;
  }

  /** Splits classes of workloads by network. */
  split(classes: readonly WorkloadSet[]): readonly WorkloadSet[] {
    if (this.byNamespace.size === 0) return classes;
    const { ids } = this.snapshot;
    return classes.flatMap(members => {
      const groups = new Map<string | undefined, WorkloadId[]>();
      for (const id of members.ids()) {
        const party = { type: 'workload', workload: ids.at(id) } as const;
        const network = this.networkOf(party);
        groups.set(network, [...(groups.get(network) ?? []), id]);
      }
      return [...groups.values()].map(own => BitSet.of(members.size, own));
    });
  }

  private networkOf(party: Party): string | undefined {
    switch (party.type) {
      case 'workload':
        return party.workload.hostNetwork
          ? podNetwork
          : this.byNamespace.get(party.workload.namespace) ?? podNetwork;
      case 'node':
        return podNetwork;
      case 'reserved':
        return ['host', 'remote-node', 'ingress'].includes(party.peer)
          ? podNetwork
          : anyNetwork;
      default:
        return anyNetwork;
    }
  }
}

/** Of the plugins that are told apart it is none, but one of the others. */
function mayRunOvn({ facts }: Snapshot): boolean {
  return facts.cni === 'other' || facts.cni === 'unknown';
}

function networksOf(snapshot: Snapshot): ReadonlyMap<string, string> {
  const isHidden = namespacesAreHidden(snapshot);
  const networks = new Map<string, string>();
  for (const namespace of snapshot.namespaces.values()) {
    const mayHave =
      Object.hasOwn(namespace.labels, label) ||
      (isHidden && !namespace.declared);
    if (mayHave) {
      networks.set(namespace.name, networkOf(namespace, snapshot));
    }
  }
  return networks;
}

/**
 * One that is not found, or that several claim, may be any; it is the same for
 * the whole namespace.
 */
function networkOf({ name, labels }: Namespace, snapshot: Snapshot): string {
  const own =
    snapshot.gapsOf('UserDefinedNetwork').length > 0 ||
    snapshot
      .objects('UserDefinedNetwork')
      .some(({ primary, meta }) => primary && meta.namespace === name);
  const shared = snapshot
    .objects('ClusterUserDefinedNetwork')
    .filter(
      ({ primary, namespaces }) => primary && matchLabels(namespaces, labels),
    );
  const isSure =
    !own &&
    shared.length === 1 &&
    snapshot.gapsOf('ClusterUserDefinedNetwork').length === 0;
  return isSure ? `cluster ${shared[0].meta.name}` : `namespace ${name}`;
}

/** Labels that cannot be read matter where there is such a network at all. */
function namespacesAreHidden(snapshot: Snapshot): boolean {
  return (
    snapshot.gapsOf('Namespace').length > 0 &&
    (snapshot.objects('UserDefinedNetwork').length > 0 ||
      snapshot.objects('ClusterUserDefinedNetwork').length > 0)
  );
}
