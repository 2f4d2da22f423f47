import {
  EnforcedKind,
  kindEnforcement,
} from '../../../layers/network/enforcement';
import { Snapshot } from '../../../snapshot/Snapshot';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { nameOf } from '../objects';
import { ciliumPolicies, knowsCiliumConfig } from './ciliumPolicies';
import { PolicySubjects } from './PolicySubjects';

/** Objects that the API server stores and that no network plugin acts on. */
export const policyNotEnforced: FindingCheck = ({ snapshot, subjects }) => {
  const { cni } = snapshot.facts;
  return unenforced(snapshot, subjects).map(({ object, workloads }) => ({
    code: 'policy-not-enforced',
    severity: 'high',
    object,
    workloads,
    params: { plugin: cni },
  }));
};

type Unenforced = Pick<Finding, 'object' | 'workloads'>;

function unenforced(
  snapshot: Snapshot,
  subjects: PolicySubjects,
): readonly Unenforced[] {
  const { cni } = snapshot.facts;
  if (cni === 'unknown') return [];
  const enforced = kindEnforcement(snapshot.facts);
  // Without the agents' configuration the flags of kinds are assumed.
  const assumed = (kind: EnforcedKind) =>
    cni === 'cilium' &&
    (kind === 'ClusterNetworkPolicy' || kind === 'NetworkPolicy') &&
    snapshot.facts.enforces?.[kind] === undefined &&
    !knowsCiliumConfig(snapshot);
  const ignores = (kind: EnforcedKind) =>
    enforced[kind] === false && !assumed(kind);
  return [
    ...(ignores('NetworkPolicy')
      ? snapshot.objects('NetworkPolicy').map(policy => ({
          object: nameOf('NetworkPolicy', policy),
          workloads: subjects.ofNetworkPolicy(policy),
        }))
      : []),
    ...(
      [
        'AdminNetworkPolicy',
        'BaselineAdminNetworkPolicy',
        'ClusterNetworkPolicy.policy.networking.k8s.io',
      ] as const
    )
      .flatMap(key => snapshot.objects(key))
      .filter(({ kind }) => ignores(kind))
      .map(policy => ({
        object: nameOf(policy.kind, policy),
        workloads: subjects.ofClusterPolicy(policy),
      })),
    ...ciliumPolicies(snapshot)
      .filter(({ kind }) => ignoresCilium(kind, { snapshot, subjects }))
      .map(policy => ({
        object: nameOf(policy.kind, policy),
        workloads: subjects.ofCiliumPolicy(policy),
      })),
  ];
}

/** Cilium's own kinds do nothing under another plugin, or unwatched. */
function ignoresCilium(
  kind: 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy',
  { snapshot, subjects }: Pick<FindingContext, 'snapshot' | 'subjects'>,
): boolean {
  if (snapshot.facts.cni !== 'cilium') return true;
  const { watchesNamespaced, watchesClusterwide } = subjects.profile;
  return kind === 'CiliumNetworkPolicy'
    ? !watchesNamespaced
    : !watchesClusterwide;
}
