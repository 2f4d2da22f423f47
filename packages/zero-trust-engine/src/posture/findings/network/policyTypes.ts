import { Direction } from '../../../vocabulary';
import { NetworkPolicy } from '../../../snapshot/parseNetworkPolicy';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { nameOf, readInFull } from '../objects';

/**
 * What `policyTypes` does that its author may not expect. The API server fills
 * the field in, so two of the three shapes are only seen in files: absent, it
 * means Ingress always, and Egress as well if there is an egress rule.
 */
export const policyTypes: FindingCheck = ({ snapshot, subjects }) =>
  snapshot
    .objects('NetworkPolicy')
    .filter(({ meta }) => readInFull(snapshot, 'NetworkPolicy', meta))
    .flatMap(policy => {
      const found = (
        about: Pick<Finding, 'code' | 'severity' | 'path'>,
        params: Finding['params'] = {},
      ): Finding => ({
        ...about,
        object: nameOf('NetworkPolicy', policy),
        workloads: subjects.ofNetworkPolicy(policy),
        params,
      });
      return [
        ...omitted(policy).map(direction =>
          found(
            {
              code: 'policy-types-omit-rules',
              severity: 'high',
              path: `spec.${direction}`,
            },
            { direction },
          ),
        ),
        ...(closesIngressToo(policy)
          ? [
              found({
                code: 'policy-types-close-ingress',
                severity: 'medium',
                path: 'spec.policyTypes',
              }),
            ]
          : []),
        ...(leavesEgressOpen(policy)
          ? [
              found({
                code: 'policy-types-leave-egress-open',
                severity: 'medium',
                path: 'spec.egress',
              }),
            ]
          : []),
      ];
    });

/** Directions that have rules and are not among the written types. */
function omitted(policy: NetworkPolicy): readonly Direction[] {
  const { writtenDirections } = policy;
  if (!writtenDirections) return [];
  return (['ingress', 'egress'] as const).filter(
    direction =>
      policy[direction].length > 0 && !writtenDirections.includes(direction),
  );
}

function closesIngressToo(policy: NetworkPolicy): boolean {
  const { writtenDirections, ingress, egress, listsRules } = policy;
  return (
    !writtenDirections &&
    ingress.length === 0 &&
    !listsRules.ingress &&
    egress.length > 0
  );
}

function leavesEgressOpen(policy: NetworkPolicy): boolean {
  const { writtenDirections, egress, listsRules } = policy;
  return !writtenDirections && listsRules.egress && egress.length === 0;
}
