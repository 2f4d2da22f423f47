import {
  Direction,
  Snapshot,
  Workload,
  matchLabels,
} from '@ztn/zero-trust-engine';

/**
 * Whether some policy is about a direction of a workload: a NetworkPolicy that
 * isolates it there, or an admin policy that has a rule there. That is what
 * netpol-analyzer calls protected; what the policy admits does not matter.
 */
export function isProtected(
  snapshot: Snapshot,
  { namespace, labels }: Workload,
  direction: Direction,
): boolean {
  const namespaceLabels = snapshot.namespaces.get(namespace)?.labels ?? {};
  return (
    snapshot
      .objects('NetworkPolicy')
      .some(
        ({ meta, podSelector, directions }) =>
          meta.namespace === namespace &&
          directions.includes(direction) &&
          matchLabels(podSelector, labels),
      ) ||
    [
      ...snapshot.objects('AdminNetworkPolicy'),
      ...snapshot.objects('BaselineAdminNetworkPolicy'),
    ].some(
      policy =>
        policy[direction].length > 0 &&
        matchLabels(policy.subject.namespaceSelector, namespaceLabels) &&
        matchLabels(policy.subject.podSelector, labels),
    )
  );
}
