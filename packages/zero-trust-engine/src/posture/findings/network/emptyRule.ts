import { ciliumRejection } from '../../../layers/network/cilium/ciliumRejection';
import { CiliumSection } from '../../../snapshot/ciliumPolicy';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { nameOf } from '../objects';
import { ciliumPolicies } from './ciliumPolicies';

/**
 * `[{}]` admits everybody in a NetworkPolicy and nobody in a Cilium policy.
 * Where both are in force, one of them is easily taken for the other.
 */
export const emptyRule: FindingCheck = ({ snapshot, subjects }) => {
  if (snapshot.facts.cni !== 'cilium') return [];
  const { profile } = subjects;
  const admitsEverybody = snapshot.objects('NetworkPolicy').flatMap(policy =>
    [...policy.ingress, ...policy.egress]
      .filter(({ peers, ports }) => peers === 'any' && ports === 'any')
      .map(
        ({ path }): Finding => ({
          code: 'empty-rule-admits-everybody',
          severity: 'medium',
          object: nameOf('NetworkPolicy', policy),
          path,
          workloads: subjects.ofNetworkPolicy(policy),
          params: {},
        }),
      ),
  );
  const admitsNobody = ciliumPolicies(snapshot)
    .filter(policy => ciliumRejection(policy, profile) === undefined)
    .flatMap(policy =>
      policy.rules.flatMap(rule =>
        rule.sections.filter(isEmptyAllow).map(
          ({ path }): Finding => ({
            code: 'empty-rule-admits-nobody',
            severity: 'low',
            object: nameOf(policy.kind, policy),
            path,
            workloads: subjects.ofCiliumRule(rule, policy),
            params: {},
          }),
        ),
      ),
    );
  return [...admitsEverybody, ...admitsNobody];
};

function isEmptyAllow(section: CiliumSection): boolean {
  const { verdict, peers, toPorts, icmps, unread } = section;
  return (
    verdict === 'allow' &&
    unread === undefined &&
    toPorts.length === 0 &&
    icmps.length === 0 &&
    Object.values(peers).every(member => member === undefined)
  );
}
