import { matchLabels } from '../../select/matchLabels';
import { Finding } from '../Finding';
import { FindingCheck } from './FindingContext';
import { nameOf, workloadsSelected } from './objects';

/** Policies whose selector no workload carries the labels of. */
export const policySelectsNothing: FindingCheck = ({ snapshot }) => {
  if (snapshot.gapsOf('Pod').length > 0) return [];
  const found = (object: string, path: string): Finding => ({
    code: 'policy-selects-nothing',
    severity: 'low',
    object,
    path,
    workloads: [],
    params: {},
  });
  const ofIstio = (
    ['AuthorizationPolicy', 'RequestAuthentication'] as const
  ).flatMap(kind =>
    snapshot
      .objects(kind)
      .filter(
        ({ meta, target: { selector, targetRefs } }) =>
          targetRefs.length === 0 &&
          Object.keys(selector ?? {}).length > 0 &&
          workloadsSelected(snapshot, meta.namespace, selector).length === 0,
      )
      .map(policy => found(nameOf(kind, policy), 'spec.selector')),
  );
  const peerAuthentications = snapshot
    .objects('PeerAuthentication')
    .filter(
      ({ meta, selector }) =>
        Object.keys(selector ?? {}).length > 0 &&
        workloadsSelected(snapshot, meta.namespace, selector).length === 0,
    )
    .map(policy =>
      found(nameOf('PeerAuthentication', policy), 'spec.selector'),
    );
  const networkPolicies = snapshot
    .objects('NetworkPolicy')
    .filter(
      ({ meta, podSelector }) =>
        podSelector.requirements.length > 0 &&
        !snapshot.workloads.some(
          workload =>
            workload.namespace === meta.namespace &&
            matchLabels(podSelector, workload.labels),
        ),
    )
    .map(policy => found(nameOf('NetworkPolicy', policy), 'spec.podSelector'));
  return [...ofIstio, ...peerAuthentications, ...networkPolicies];
};
