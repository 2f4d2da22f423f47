import { ciliumProfile } from '../layers/network/cilium/CiliumProfile';
import { identityLabels } from '../layers/network/cilium/CiliumSelectors';
import { labelFilter } from '../layers/network/cilium/labelFilter';
import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';

/**
 * The labels that Cilium's policies see a workload by, as `k8s:key=value`.
 * `undefined` where Cilium is not the network, and for a pod in its node's
 * network: that one is the host to Cilium. Worked out from the objects; the
 * agents' own identity may lag behind after a change of labels.
 */
export function ciliumIdentity(
  snapshot: Snapshot,
  workload: Workload,
): readonly string[] | undefined {
  const { facts } = snapshot;
  if (facts.cni !== 'cilium' || workload.hostNetwork) return undefined;
  const profile = ciliumProfile(facts);
  const keeps = labelFilter(profile.labelPatterns);
  return [...identityLabels(workload, snapshot, profile, keeps)]
    .map(([key, value]) => `k8s:${key}=${value}`)
    .sort();
}
