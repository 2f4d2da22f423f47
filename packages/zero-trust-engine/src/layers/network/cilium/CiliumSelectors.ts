import { LabelSets } from '../../../select/LabelSets';
import { SelectionChanges } from '../../../select/selectionChanges';
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

/** Past so many changed identities, starting anew is quicker. */
const many = 500;

/** What compilers ask of Cilium's selectors. */
export type CiliumSelectorSource = Pick<
  CiliumSelectors,
  'none' | 'endpoints' | 'workloads' | 'identities'
>;

/**
 * Cilium selectors over one snapshot's identities, each evaluated once. An
 * identity is the labels that pass the filter, plus namespace, its labels,
 * cluster and service account; all of source `k8s`. Workloads in the host's
 * network have none.
 */
export class CiliumSelectors {
  readonly none: WorkloadSet;
  private readonly sets: LabelSets<WorkloadId>;

  constructor(
    snapshot: Identified,
    private readonly profile: CiliumProfile,
    sets?: LabelSets<WorkloadId>,
  ) {
    const { workloads, ids } = snapshot;
    this.none = BitSet.none(ids.size);
    this.sets =
      sets ??
      LabelSets.of(ids.size, identitiesOf(workloads, snapshot, profile));
  }

  /** Workloads that have an endpoint: all but those in the host's network. */
  get endpoints(): WorkloadSet {
    return this.sets.all;
  }

  /** Endpoints whose identity meets every requirement. */
  workloads(selector: CiliumSelector): WorkloadSet {
    return this.sets.get(ciliumSelectorText(selector), () =>
      selector.requirements.map(asOfPods),
    );
  }

  /**
   * The selectors of the next snapshot, for the same profile.
   *
   * @param replaced - gets every set of before that is another one now
   * @returns undefined where most is another identity, so that nothing is kept
   */
  after(
    snapshot: Identified,
    { gone, come, namespaces }: SelectionChanges,
    replaced: Set<object>,
  ): CiliumSelectors | undefined {
    const { profile } = this;
    // Labels of its namespace are part of a workload's identity.
    const moved = snapshot.workloads.filter(
      w => namespaces.includes(w.namespace) && !come.includes(w),
    );
    if (gone.length + come.length + moved.length > many) return undefined;
    const changes = [
      ...gone
        .filter(w => !w.hostNetwork)
        .map(({ id }) => [id, undefined] as const),
      ...identitiesOf([...come, ...moved], snapshot, profile),
    ];
    const sets = this.sets.with(changes, replaced);
    return new CiliumSelectors(snapshot, profile, sets);
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

/** What identities are made of. */
type Identified = Pick<Snapshot, 'workloads' | 'namespaces' | 'ids'>;

function identitiesOf(
  workloads: readonly Workload[],
  snapshot: Identified,
  profile: CiliumProfile,
): readonly (readonly [WorkloadId, ReadonlyMap<string, string>])[] {
  const keeps = labelFilter(profile.labelPatterns);
  return workloads
    .filter(({ hostNetwork }) => !hostNetwork)
    .map(w => [w.id, identityLabels(w, snapshot, profile, keeps)]);
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
  snapshot: Pick<Snapshot, 'namespaces'>,
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
