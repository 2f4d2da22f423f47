import { leastCertain } from '../../../vocabulary';
import { Decision, decision, withCertainty } from '../Decision';
import { decidedBy } from '../decideByTiers';
import { PacketAt } from '../judgeView';
import { matchTraffic } from '../matchTraffic';
import { NetworkRule, Tier } from '../NetworkRule';
import { PeerView } from '../PeerView';
import { CiliumProgram, Program } from '../Program';
import { CiliumProfile } from './CiliumProfile';
import { judgeAllows } from './judgeAllows';

/** What a verdict depends on beside the rules that match. */
export interface LevelQuestion {
  readonly view: PeerView;
  readonly packet: PacketAt;
  readonly profile: CiliumProfile;
}

/**
 * Cilium's order: levels of tier and priority, first one with a matching rule
 * decides. In a level a deny beats every allow, however specific; a pass skips
 * the rest of its tier. What no rule covers is denied where policy is enforced
 * with default deny.
 */
export function decideByLevels(
  matched: readonly NetworkRule[],
  program: Program,
  cilium: CiliumProgram,
  question: LevelQuestion,
): Decision {
  if (!cilium.enforced) {
    return decision('allow', cilium.notEnforced ?? 'no-policy', {
      ...(program.policies.length > 0 && { considered: program.policies }),
    });
  }
  const answer = walkLevels(matched, program, cilium, question);
  if (!cilium.audit || answer.outcome !== 'deny' || isLayer7(answer)) {
    return answer;
  }
  return {
    outcome: 'allow',
    certainty: answer.certainty,
    because: [
      {
        reason: 'audit-mode',
        considered: program.policies,
        params: { declared: 'deny' },
      },
    ],
  };
}

/** Envoy's refusals are not audited. */
function isLayer7(answer: Decision): boolean {
  return answer.because.some(({ reason }) => reason.startsWith('l7-'));
}

function walkLevels(
  matched: readonly NetworkRule[],
  program: Program,
  cilium: CiliumProgram,
  question: LevelQuestion,
): Decision {
  for (const tier of ['admin', 'policy', 'baseline'] as const) {
    const answer = walkTier(matched, tier, program, question);
    // That Baseline opens what a NetworkPolicy's isolation would drop follows
    // from the code; the API text wants the opposite.
    if (answer && tier === 'baseline' && program.isolatedBy.length > 0) {
      return withCertainty(answer, 'probable');
    }
    if (answer) return answer;
  }
  return byDefault(program, cilium, question);
}

function walkTier(
  matched: readonly NetworkRule[],
  tier: Tier,
  program: Program,
  question: LevelQuestion,
): Decision | undefined {
  const rules = matched.filter(rule => rule.tier === tier);
  const levels = [...new Set(rules.map(rule => rule.priority))];
  for (const priority of levels.sort((a, b) => a - b)) {
    const level = rules.filter(rule => rule.priority === priority);
    const denies = level.filter(rule => rule.action === 'deny');
    if (denies.length > 0) return decidedBy(denies);
    const allows = level.filter(rule => rule.action === 'allow');
    if (allows.length > 0) {
      return judgeAllows(allows, program.direction, question);
    }
    if (level.length > 0) return undefined;
  }
  return undefined;
}

function byDefault(
  program: Program,
  cilium: CiliumProgram,
  { view, packet, profile }: LevelQuestion,
): Decision {
  const considered = program.policies;
  if (!cilium.defaultDeny) {
    return decision('allow', 'non-default-deny-wildcard', { considered });
  }
  const isHost = view.identities.has('host');
  const sure = profile.version === undefined ? 'probable' : 'spec';
  if (isHost && cilium.allowLocalhost) {
    return decision('allow', 'allow-localhost');
  }
  const denied = cilium.byMode
    ? decision('deny', 'mode-always')
    : neverLearned(program, view, packet) ??
      decision('deny', 'no-allow-rule-matched', { considered });
  // Before 1.20 the host was let in without a rule as well.
  const atStake = isHost && program.direction === 'ingress' && cilium.byMode;
  return atStake
    ? { ...denied, certainty: leastCertain([denied.certainty, sure]) }
    : denied;
}

/** Rules that allow the name that is asked for, and never learn its addresses. */
function neverLearned(
  program: Program,
  { name }: PeerView,
  { protocol, port, destinations }: PacketAt,
): Decision | undefined {
  if (name === undefined) return undefined;
  const because = program.rules
    .filter(rule => rule.action === 'allow')
    .filter(({ peers }) =>
      peers.some(
        peer =>
          peer.type === 'names' &&
          peer.names.some(n => n.matches(name) && !n.learns(name)),
      ),
    )
    .filter(({ traffic }) =>
      matchTraffic(traffic, protocol, port, destinations),
    )
    .map(({ policy, path }) => ({
      policy,
      path,
      reason: 'fqdn-never-learned' as const,
    }));
  if (because.length === 0) return undefined;
  return { outcome: 'deny', certainty: 'spec', because };
}
