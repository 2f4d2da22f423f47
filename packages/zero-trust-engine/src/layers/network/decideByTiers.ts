import { Decision, decision, strictestOf, withCertainty } from './Decision';
import { NetworkRule } from './NetworkRule';
import { Program } from './Program';

/**
 * The verdict of the rules that match one connection at one end, as the
 * policy API orders them: Admin, NetworkPolicy, Baseline, default allow.
 * `matched` keeps the program's order: priority, then policy, then rule.
 */
export function decideByTiers(
  matched: readonly NetworkRule[],
  program: Program,
): Decision {
  return walkTier(matched, 'admin', () =>
    decideNetworkPolicy(matched, program),
  );
}

/**
 * "When no NetworkPolicy selects a pod it accepts everything; once one does,
 * it rejects what none of them allows."
 */
function decideNetworkPolicy(
  matched: readonly NetworkRule[],
  program: Program,
): Decision {
  if (program.isolatedBy.length === 0) {
    return walkTier(matched, 'baseline', () => {
      const considered = program.policies;
      if (considered.length === 0) return decision('allow', 'no-policy');
      return decision('allow', 'no-rule-matched', { considered });
    });
  }
  const allows = matched.filter(rule => rule.tier === 'policy');
  if (allows.length > 0) return decidedBy(allows);
  return decision('deny', 'no-allow-rule-matched', {
    considered: program.isolatedBy,
  });
}

/**
 * First match wins. Equal priorities of different policies, and the two kinds
 * of the Admin tier, have no defined order: every policy that could come first
 * is tried, and disagreement is said to be undefined.
 */
function walkTier(
  matched: readonly NetworkRule[],
  tier: 'admin' | 'baseline',
  next: () => Decision,
): Decision {
  const candidates = firstRules(matched.filter(rule => rule.tier === tier));
  if (candidates.length === 0) return next();
  const actions = [...new Set(candidates.map(rule => rule.action))];
  const answers = actions.map(action => {
    const rules = candidates.filter(rule => rule.action === action);
    return action === 'pass' ? next() : decidedBy(rules);
  });
  const outcomes = new Set(answers.map(answer => answer.outcome));
  if (outcomes.size === 1) return answers[0];
  const strict = withCertainty(strictestOf(answers), 'undefined');
  const considered = candidates.map(rule => rule.policy);
  return {
    ...strict,
    because: [...strict.because, { reason: 'undefined-tie', considered }],
  };
}

/** The first matching rule of each policy that no other one precedes. */
function firstRules(matched: readonly NetworkRule[]): readonly NetworkRule[] {
  const candidates: NetworkRule[] = [];
  for (const kind of new Set(matched.map(rule => rule.kind))) {
    const ofKind = matched.filter(rule => rule.kind === kind);
    const top = Math.min(...ofKind.map(rule => rule.priority));
    const seen = new Set<string>();
    for (const rule of ofKind) {
      if (rule.priority !== top || seen.has(rule.policy)) continue;
      seen.add(rule.policy);
      candidates.push(rule);
    }
  }
  return candidates;
}

/** Every rule that says so is evidence. */
export function decidedBy(rules: readonly NetworkRule[]): Decision {
  const outcome = rules[0].action === 'allow' ? 'allow' : 'deny';
  return {
    outcome,
    certainty: 'spec',
    because: rules.map(({ policy, path }) => ({
      policy,
      path,
      reason: `${outcome}-rule`,
    })),
  };
}
