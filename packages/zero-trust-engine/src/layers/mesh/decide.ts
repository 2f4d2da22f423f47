import { Certainty, Outcome } from '../../vocabulary';
import { Evidence } from '../../Verdict';
import { CompiledRule } from './compileRule';
import { Match } from './match';
import { matchCondition } from './matchCondition';
import { decidingPath, matchRule } from './matchRule';
import { AttachedPolicy, PolicySet, liveRules } from './PolicySet';
import { Reading, RequestFacts } from './RequestFacts';

/** What authorization says to one request, with its reasons. */
export interface Decision {
  readonly outcome: Outcome;
  readonly certainty: Certainty;
  readonly because: readonly Evidence[];
}

/** How CUSTOM policies end, which is not written in the policy. */
export interface CustomAuthorizers {
  /** What happens to a request that a CUSTOM rule of this provider matches. */
  outcomeOf(
    provider: string | undefined,
    reading: Reading,
  ): 'deny' | 'conditional' | 'unknown' | 'ignored';
}

/**
 * Istio, RequestAuthentication: a request with a token that is not valid here is
 * refused whatever policies say. AuthorizationPolicy: CUSTOM first, then "if there are any DENY policies
 * that match the request, deny", then "if there are no ALLOW policies for the
 * workload, allow", then any ALLOW rule that matches allows, and the rest is
 * denied. A request of which not everything is known may match.
 */
export function decide(
  policies: PolicySet,
  facts: RequestFacts,
  authorizers: CustomAuthorizers,
): Decision {
  if (policies.patchedBy.length > 0) {
    return answer('unknown', [
      { reason: 'envoy-filter', considered: policies.patchedBy },
    ]);
  }
  if (facts.foreignIssuer !== undefined) {
    return answer('deny', [
      {
        reason: 'token-issuer-not-accepted',
        params: { issuer: facts.foreignIssuer },
      },
    ]);
  }
  const deny = evidenceOf(policies.deny, facts, 'deny-rule');
  if (deny.yes) return answer('deny', [deny.yes]);
  const custom = customEvidence(policies.custom, facts, authorizers);
  if (custom.deny) return answer('deny', [custom.deny]);
  const allow = evidenceOf(policies.allow, facts, 'allow-rule');
  const open = policies.allow.length === 0;

  if (!open && !allow.yes && allow.maybe.length === 0) {
    if (policies.gaps.length > 0)
      return answer('unknown', gapEvidence(policies));
    return answer('deny', [refusal(policies, facts)]);
  }
  if (policies.gaps.length > 0) return answer('unknown', gapEvidence(policies));
  if (custom.unknown) return answer('unknown', [custom.unknown]);
  const undecided = [
    ...deny.maybe,
    ...custom.maybe,
    ...(open || allow.yes ? [] : allow.maybe),
  ];
  if (undecided.length > 0) return answer('conditional', undecided);
  return answer('allow', [allow.yes ?? openEvidence(policies)]);
}

function answer(outcome: Outcome, because: readonly Evidence[]): Decision {
  return { outcome, certainty: 'spec', because };
}

interface Matches {
  readonly yes?: Evidence;
  readonly maybe: readonly Evidence[];
}

function evidenceOf(
  policies: readonly AttachedPolicy[],
  facts: RequestFacts,
  reason: 'deny-rule' | 'allow-rule',
): Matches {
  const maybe: Evidence[] = [];
  for (const attached of policies) {
    for (const rule of liveRules(attached, facts.reading)) {
      const match = matchRule(rule, facts);
      if (match === 'yes') {
        return { yes: ruleEvidence(attached, rule, facts, reason), maybe: [] };
      }
      if (match === 'maybe') {
        maybe.push(ruleEvidence(attached, rule, facts, `${reason}-may-match`));
      }
    }
  }
  return { maybe };
}

function customEvidence(
  policies: readonly AttachedPolicy[],
  facts: RequestFacts,
  authorizers: CustomAuthorizers,
): {
  readonly deny?: Evidence;
  readonly unknown?: Evidence;
  readonly maybe: readonly Evidence[];
} {
  const maybe: Evidence[] = [];
  let unknown: Evidence | undefined;
  for (const attached of policies) {
    const { provider, dryRun } = attached.policy;
    const fate = dryRun
      ? 'unknown'
      : authorizers.outcomeOf(provider, facts.reading);
    if (fate === 'ignored') continue;
    const params = { provider: provider ?? '' };
    for (const rule of liveRules(attached, facts.reading)) {
      const match: Match = matchRule(rule, facts);
      if (match !== 'no') {
        const evidence = (reason: string) => ({
          ...ruleEvidence(attached, rule, facts, reason),
          params,
        });
        if (fate === 'unknown') unknown ??= evidence('custom-dry-run');
        else if (fate === 'deny' && match === 'yes') {
          return { deny: evidence('custom-provider-unusable'), maybe: [] };
        } else maybe.push(evidence('custom-provider-decides'));
      }
    }
  }
  return { unknown, maybe };
}

function ruleEvidence(
  attached: AttachedPolicy,
  rule: CompiledRule,
  facts: RequestFacts,
  reason: string,
): Evidence {
  const needs = undecidedAttributes(rule, facts);
  const params = {
    ...(needs.length > 0 && reason.endsWith('may-match')
      ? { needs: needs.join(', ') }
      : {}),
    ...(rule.removed.length > 0 ? { removed: rule.removed.join(', ') } : {}),
  };
  return {
    policy: attached.name,
    path: decidingPath(rule, facts),
    reason:
      rule.removed.length > 0 && reason === 'deny-rule'
        ? 'deny-rule-widened'
        : reason,
    ...(Object.keys(params).length > 0 ? { params } : {}),
  };
}

function undecidedAttributes(
  rule: CompiledRule,
  facts: RequestFacts,
): readonly string[] {
  const all = [...(rule.from ?? []), ...(rule.to ?? []), ...rule.when].flatMap(
    clause => clause.conditions,
  );
  return [
    ...new Set(
      all
        .filter(c => matchCondition(c, facts) === 'maybe')
        .map(c =>
          c.argument.length > 0
            ? `${c.attribute}[${c.argument.join('][')}]`
            : c.attribute,
        ),
    ),
  ];
}

/** Why an ALLOW policy refuses: nothing matched, or nothing could. */
function refusal(policies: PolicySet, facts: RequestFacts): Evidence {
  const dropped = policies.allow.flatMap(attached =>
    attached
      .rules(facts.reading)
      .flatMap(rule => ('dropped' in rule ? [rule] : [])),
  );
  const live = policies.allow.some(a => liveRules(a, facts.reading).length > 0);
  const params = {
    identity: facts.identity,
    ...(dropped.length > 0 ? { dropped: dropped[0].detail } : {}),
  };
  const withoutLive =
    dropped.length > 0 ? 'allow-rules-dropped' : 'allow-nothing';
  const reason = live ? 'no-allow-rule-matched' : withoutLive;
  return {
    reason,
    considered: policies.allow.map(a => a.name),
    params,
  };
}

function openEvidence(policies: PolicySet): Evidence {
  const considered = [
    ...policies.deny,
    ...policies.custom,
    ...policies.idle,
  ].map(a => a.name);
  return {
    reason: 'no-allow-policy',
    ...(considered.length > 0 ? { considered } : {}),
  };
}

function gapEvidence(policies: PolicySet): readonly Evidence[] {
  return policies.gaps.map(gap => ({
    reason: 'not-readable',
    params: {
      kind: gap.kind,
      gap: gap.reason,
      ...(gap.detail ? { detail: gap.detail } : {}),
    },
  }));
}
