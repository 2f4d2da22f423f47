import { LabelPostings } from '../../../select/LabelPostings';
import { WorkloadSet } from '../../../select/Selectors';
import { BitSet } from '../../../sets/BitSet';
import {
  CiliumRequirement,
  CiliumSelector,
  ciliumSelectorText,
} from '../../../snapshot/ciliumSelector';
import { LabelRequirement } from '../../../snapshot/LabelSelector';
import { Snapshot } from '../../../snapshot/Snapshot';
import { Workload, WorkloadId } from '../../../snapshot/Workload';
import { Identity } from '../NetworkRule';
import { CiliumProfile } from './CiliumProfile';
import { labelFilter } from './labelFilter';

export const namespaceKey = 'io.kubernetes.pod.namespace';
export const clusterKey = 'io.cilium.k8s.policy.cluster';
export const accountKey = 'io.cilium.k8s.policy.serviceaccount';
export const namespaceLabelPrefix = 'io.cilium.k8s.namespace.labels.';

const identities: readonly Identity[] = [
  'world',
  'host',
  'remote-node',
  'kube-apiserver',
  'ingress',
  'health',
  'init',
  'unmanaged',
];

/**
 * Cilium selectors over one snapshot's identities, each evaluated once. An
 * identity is the labels that pass the filter, plus namespace, its labels,
 * cluster and service account; all of source `k8s`.
 */
export class CiliumSelectors {
  readonly none: WorkloadSet;
  /** Workloads that have an endpoint: all but those in the host's network. */
  readonly endpoints: WorkloadSet;
  private readonly labels: LabelPostings<WorkloadId>;
  private readonly known = new Map<string, WorkloadSet>();

  constructor(snapshot: Snapshot, profile: CiliumProfile) {
    const { workloads } = snapshot;
    const keeps = labelFilter(profile.labelPatterns);
    this.none = BitSet.none(workloads.length);
    this.endpoints = BitSet.of(
      workloads.length,
      workloads.filter(w => !w.hostNetwork).map(w => w.id),
    );
    this.labels = new LabelPostings(
      workloads.map(workload =>
        identityLabels(workload, snapshot, profile, keeps),
      ),
    );
  }

  /** Endpoints whose identity meets every requirement. */
  workloads(selector: CiliumSelector): WorkloadSet {
    const text = ciliumSelectorText(selector);
    const found = this.known.get(text);
    if (found) return found;
    const made = this.labels.meeting(selector.requirements.map(asOfPods));
    const endpoints = made.intersect(this.endpoints);
    this.known.set(text, endpoints);
    return endpoints;
  }

  /** Reserved identities that meet every requirement. */
  identities(selector: CiliumSelector): ReadonlySet<Identity> {
    return new Set(
      identities.filter(identity =>
        selector.requirements.every(r =>
          meets(r, (source, key) =>
            ['any', 'reserved'].includes(source) && key === identity
              ? ''
              : undefined,
          ),
        ),
      ),
    );
  }
}

type Lookup = (source: string, key: string) => string | undefined;

/** Labels of pods are of source `k8s`; of any other source they have none. */
export function asOfPods({
  source,
  key,
  ...rest
}: CiliumRequirement): LabelRequirement {
  const isTheirs = source === 'any' || source === 'k8s';
  return { ...rest, key: isTheirs ? key : `\0${source}:${key}` };
}

/** `NotIn` and `DoesNotExist` hold where the key is missing. */
function meets(requirement: CiliumRequirement, look: Lookup): boolean {
  const { source, key, operator, values } = requirement;
  const value = look(source, key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}

/** What Cilium knows a workload by: every label of its identity, in no order. */
export function identityLabels(
  workload: Workload,
  snapshot: Snapshot,
  profile: CiliumProfile,
  keeps: (source: string, key: string) => boolean,
): ReadonlyMap<string, string> {
  const namespace = snapshot.namespaces.get(workload.namespace);
  const all: readonly (readonly [string, string])[] = [
    ...Object.entries(workload.labels),
    ...Object.entries(namespace?.labels ?? {}).map(
      ([key, value]) => [`${namespaceLabelPrefix}${key}`, value] as const,
    ),
    [namespaceKey, workload.namespace],
    [clusterKey, profile.clusterName],
    [accountKey, workload.serviceAccount],
  ];
  return new Map(all.filter(([key]) => keeps('k8s', key)));
}
