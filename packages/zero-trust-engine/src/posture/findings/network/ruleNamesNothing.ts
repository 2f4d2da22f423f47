import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { emptyCiliumPeers } from './emptyCiliumPeers';
import { emptyClusterPolicyPeers } from './emptyClusterPolicyPeers';
import { emptyNetworkPolicyPeers } from './emptyNetworkPolicyPeers';

/** A place in a policy that names nobody, and whom the policy is for. */
export interface EmptyPeer {
  readonly object: string;
  readonly path: string;
  readonly workloads: readonly string[];
}

/**
 * Peers that no workload, node or group answers to: the label was renamed, the
 * namespace forgotten, or the other side is not there. Policies without
 * subjects are another finding.
 */
export const ruleNamesNothing: FindingCheck = context => {
  if (!context.subjects.complete) return [];
  return [
    ...emptyNetworkPolicyPeers(context),
    ...emptyClusterPolicyPeers(context),
    ...emptyCiliumPeers(context),
  ]
    .filter(({ workloads }) => workloads.length > 0)
    .map(
      (empty): Finding => ({
        code: 'rule-names-nothing',
        severity: 'low',
        ...empty,
        params: {},
      }),
    );
};
