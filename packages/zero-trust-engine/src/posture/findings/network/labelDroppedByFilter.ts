import { ciliumRejection } from '../../../layers/network/cilium/ciliumRejection';
import { labelFilter } from '../../../layers/network/cilium/labelFilter';
import { CiliumRequirement } from '../../../snapshot/ciliumSelector';
import { LabelSelector } from '../../../snapshot/LabelSelector';
import { Snapshot } from '../../../snapshot/Snapshot';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { nameOf } from '../objects';
import { ciliumPolicies, knowsCiliumConfig } from './ciliumPolicies';
import { PolicySubjects } from './PolicySubjects';

/** A selector at its place, as far as it reads labels of pods. */
interface PlacedSelector {
  readonly object: string;
  readonly path: string;
  /** Asked for only where there is something to report. */
  readonly workloads: () => readonly string[];
  readonly requirements: readonly Pick<CiliumRequirement, 'key' | 'operator'>[];
}

/**
 * Labels that are no part of an identity: a selector that wants one matches
 * nobody, and one that wants it absent matches everybody.
 */
export const labelDroppedByFilter: FindingCheck = ({ snapshot, subjects }) => {
  if (snapshot.facts.cni !== 'cilium' || !knowsCiliumConfig(snapshot))
    return [];
  const keeps = labelFilter(subjects.profile.labelPatterns);
  return selectorsOf(snapshot, subjects).flatMap(
    ({ object, path, workloads, requirements }) =>
      requirements
        .filter(({ key }) => !keeps('k8s', key))
        .map(
          ({ key, operator }): Finding => ({
            code: 'label-dropped-by-filter',
            severity: 'high',
            object,
            path,
            workloads: workloads(),
            params: {
              label: key,
              matches:
                operator === 'In' || operator === 'Exists'
                  ? 'nobody'
                  : 'everybody',
            },
          }),
        ),
  );
};

function selectorsOf(
  snapshot: Snapshot,
  subjects: PolicySubjects,
): readonly PlacedSelector[] {
  const ofNetworkPolicies = snapshot
    .objects('NetworkPolicy')
    .flatMap(policy => {
      const about = {
        object: nameOf('NetworkPolicy', policy),
        workloads: () => subjects.ofNetworkPolicy(policy),
      };
      const placed = (selector: LabelSelector | undefined, path: string) =>
        selector
          ? [{ ...about, path, requirements: selector.requirements }]
          : [];
      return [
        ...placed(policy.podSelector, 'spec.podSelector'),
        ...[...policy.ingress, ...policy.egress]
          .flatMap(({ peers }) => (peers === 'any' ? [] : peers))
          .flatMap(peer =>
            peer.type === 'pods'
              ? placed(peer.podSelector, `${peer.path}.podSelector`)
              : [],
          ),
      ];
    });
  const ofCilium = ciliumPolicies(snapshot)
    .filter(policy => !ciliumRejection(policy, subjects.profile))
    .flatMap(policy =>
      policy.rules.flatMap(rule => {
        const selectors = [
          ...(rule.endpoints ? [rule.endpoints] : []),
          ...rule.sections.flatMap(({ peers }) => [
            ...(peers.endpoints ?? []),
            ...(peers.requires ?? []),
          ]),
        ];
        return selectors.map(({ path, requirements }) => ({
          object: nameOf(policy.kind, policy),
          path,
          workloads: () => subjects.ofCiliumRule(rule, policy),
          requirements: requirements.filter(isOfPods),
        }));
      }),
    );
  return [...ofNetworkPolicies, ...ofCilium];
}

/** Labels of other sources are made by Cilium and not by its filter. */
function isOfPods({ source, key }: CiliumRequirement): boolean {
  return source === 'k8s' || (source === 'any' && !reserved.includes(key));
}

const reserved: readonly string[] = [
  'world',
  'host',
  'remote-node',
  'kube-apiserver',
  'ingress',
  'health',
  'init',
  'unmanaged',
];
