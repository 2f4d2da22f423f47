import { NetworkRule } from '../../../layers/network/NetworkRule';
import { Program } from '../../../layers/network/Program';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { mergeWorkloads } from './mergeWorkloads';
import { peersCovered } from './peersCovered';
import { trafficCovered } from './trafficCovered';

/**
 * Rules of Cilium add up: where plain rules admit every caller of a rule that
 * restricts HTTP on its ports, the restriction restricts nobody. A wider rule
 * for some of the callers is an exception that people make on purpose.
 */
export const l7RuleVoided: FindingCheck = ({ governed }) =>
  mergeWorkloads(
    governed.flatMap(({ workload, program }) =>
      program.rules.flatMap((rule): readonly Finding[] => {
        const by = voidedBy(rule, program);
        if (by.length === 0) return [];
        const places = by.map(({ policy, path }) => `${policy} ${path}`);
        return [
          {
            code: 'l7-rule-voided',
            severity: 'high',
            object: rule.policy,
            path: rule.path,
            workloads: [workload.key],
            params: { by: [...new Set(places)].join(', ') },
          },
        ];
      }),
    ),
  );

/** The plain rules that admit all that an HTTP rule restricts; none if not all. */
function voidedBy(
  rule: NetworkRule,
  { rules, cilium }: Program,
): readonly NetworkRule[] {
  const restricts = rule.conditions.some(({ type }) => type === 'http');
  if (!restricts || rule.action !== 'allow' || !cilium?.enforced) return [];
  const plain = rules.filter(
    other =>
      other.action === 'allow' &&
      other.tier === rule.tier &&
      other.conditions.length === 0 &&
      other.authentication === undefined &&
      trafficCovered(rule.traffic, other.traffic),
  );
  return peersCovered(
    rule.peers,
    plain.flatMap(({ peers }) => peers),
  )
    ? plain
    : [];
}
