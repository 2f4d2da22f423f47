import { Direction, Outcome } from '../../../vocabulary';
import { Decision, decision } from '../Decision';
import { NetworkRule } from '../NetworkRule';
import { NetworkReason } from '../reasons';
import type { LevelQuestion } from './decideByLevels';
import { judgeConditions } from './judgeConditions';

/** Most open first: rules of one level add up. */
const mostOpenFirst = [
  'allow',
  'conditional',
  'unknown',
  'deny',
] as const satisfies readonly Outcome[];

/**
 * The union of the allow rules of one level. A rule without layer 7 lets
 * everything pass, whatever narrower rules say beside it. Authentication that
 * one of them requires holds for all.
 */
export function judgeAllows(
  rules: readonly NetworkRule[],
  direction: Direction,
  { packet, profile }: LevelQuestion,
): Decision {
  const answers = rules.map(rule => ({
    rule,
    ...judgeConditions(rule, packet, profile, direction),
  }));
  const outcome = mostOpenFirst.find(o => answers.some(a => a.outcome === o));
  const because = answers
    .filter(answer => answer.outcome === outcome)
    .map(({ rule: { policy, path }, reason }) => ({ policy, path, reason }));
  const answer: Decision = {
    outcome: outcome ?? 'deny',
    certainty: 'spec',
    because,
  };
  return answer.outcome === 'deny'
    ? answer
    : withAuthentication(answer, rules, profile.mutualAuthentication);
}

/**
 * `required` without SPIRE is never satisfied. Rules that ask for different
 * modes cannot be merged: the endpoint keeps its old policy.
 */
function withAuthentication(
  answer: Decision,
  rules: readonly NetworkRule[],
  available: boolean,
): Decision {
  const modes = new Set(rules.flatMap(rule => rule.authentication ?? []));
  const about = (reason: NetworkReason) =>
    rules
      .filter(rule => rule.authentication)
      .map(({ policy, path }) => ({ policy, path, reason }));
  if (modes.size > 1) {
    return {
      ...decision('unknown', 'conflicting-rules'),
      because: about('conflicting-rules'),
    };
  }
  if (modes.has('test-always-fail') || (modes.has('required') && !available)) {
    return { ...answer, outcome: 'deny', because: about('auth-unavailable') };
  }
  if (!modes.has('required')) return answer;
  return {
    ...answer,
    outcome: answer.outcome === 'allow' ? 'conditional' : answer.outcome,
    because: [
      ...(answer.outcome === 'allow' ? [] : answer.because),
      ...about('auth-required'),
    ],
  };
}
