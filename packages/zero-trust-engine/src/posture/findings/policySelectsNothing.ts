import { ciliumRejection } from '../../layers/network/cilium/ciliumRejection';
import { labelFilter } from '../../layers/network/cilium/labelFilter';
import { CiliumRule } from '../../snapshot/ciliumPolicy';
import { Finding } from '../Finding';
import { FindingCheck, FindingContext } from './FindingContext';
import { ciliumPolicies } from './network/ciliumPolicies';
import { nameOf, workloadsSelected } from './objects';

/** Policies whose selector no workload carries the labels of. */
export const policySelectsNothing: FindingCheck = context => {
  if (!context.subjects.complete) return [];
  return [
    ...ofIstio(context),
    ...ofKubernetes(context),
    ...ofClusterPolicies(context),
    ...ofCilium(context),
  ].map(
    ({ object, path }): Finding => ({
      code: 'policy-selects-nothing',
      severity: 'low',
      object,
      path,
      workloads: [],
      params: {},
    }),
  );
};

type Place = Required<Pick<Finding, 'object' | 'path'>>;

function ofIstio({ snapshot }: FindingContext): readonly Place[] {
  const targeted = (
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
      .map(policy => ({ object: nameOf(kind, policy), path: 'spec.selector' })),
  );
  const peerAuthentications = snapshot
    .objects('PeerAuthentication')
    .filter(
      ({ meta, selector }) =>
        Object.keys(selector ?? {}).length > 0 &&
        workloadsSelected(snapshot, meta.namespace, selector).length === 0,
    )
    .map(policy => ({
      object: nameOf('PeerAuthentication', policy),
      path: 'spec.selector',
    }));
  return [...targeted, ...peerAuthentications];
}

/** A policy for all pods of a namespace waits for them, and that is its use. */
function ofKubernetes({
  snapshot,
  subjects,
}: FindingContext): readonly Place[] {
  return snapshot
    .objects('NetworkPolicy')
    .filter(
      policy =>
        policy.podSelector.requirements.length > 0 &&
        subjects.ofNetworkPolicy(policy).length === 0,
    )
    .map(policy => ({
      object: nameOf('NetworkPolicy', policy),
      path: 'spec.podSelector',
    }));
}

function ofClusterPolicies({
  snapshot,
  subjects,
}: FindingContext): readonly Place[] {
  return (
    [
      'AdminNetworkPolicy',
      'BaselineAdminNetworkPolicy',
      'ClusterNetworkPolicy.policy.networking.k8s.io',
    ] as const
  )
    .flatMap(kind => snapshot.objects(kind))
    .filter(({ subject: { namespaceSelector, podSelector } }) =>
      [namespaceSelector, podSelector].some(s => s.requirements.length > 0),
    )
    .filter(({ subject }) =>
      subjects.knowsNamespacesOf(subject.namespaceSelector),
    )
    .filter(policy => subjects.ofClusterPolicy(policy).length === 0)
    .map(policy => ({
      object: nameOf(policy.kind, policy),
      path: 'spec.subject',
    }));
}

function ofCilium({ snapshot, subjects }: FindingContext): readonly Place[] {
  if (snapshot.facts.cni !== 'cilium') return [];
  const keeps = labelFilter(subjects.profile.labelPatterns);
  // Identities that are no pods, and labels that have a finding of their own.
  const isPlain = ({ endpoints }: CiliumRule) =>
    endpoints !== undefined &&
    endpoints.requirements.length > 0 &&
    endpoints.requirements.every(
      ({ source, key }) =>
        (source === 'any' || source === 'k8s') && keeps('k8s', key),
    ) &&
    subjects.knowsNamespaceLabels(endpoints);
  return ciliumPolicies(snapshot)
    .filter(policy => !ciliumRejection(policy, subjects.profile))
    .flatMap(policy =>
      policy.rules
        .filter(isPlain)
        .filter(rule => subjects.ofCiliumRule(rule, policy).length === 0)
        .map(({ endpoints, path }) => ({
          object: nameOf(policy.kind, policy),
          path: endpoints?.path ?? path,
        })),
    );
}
