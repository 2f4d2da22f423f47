import { formatObjectRef } from '../../refs';
import { GapNote } from '../../Verdict';
import { AuthorizationPolicy } from '../../snapshot/parseAuthorizationPolicy';
import { CompiledRule, DroppedRule, compileRule } from './compileRule';
import { Reading } from './RequestFacts';
import { TrustDomains } from './trustDomainAliases';

/** One policy at an enforcement point, its rules compiled per reading. */
export interface AttachedPolicy {
  readonly policy: AuthorizationPolicy;
  /** `AuthorizationPolicy namespace/name`. */
  readonly name: string;
  rules(reading: Reading): readonly (CompiledRule | DroppedRule)[];
}

/** Everything that decides at one enforcement point. */
export interface PolicySet {
  readonly custom: readonly AttachedPolicy[];
  readonly deny: readonly AttachedPolicy[];
  readonly allow: readonly AttachedPolicy[];
  /** Attached and never deciding here: dry-run, AUDIT, unsupported actions. */
  readonly idle: readonly AttachedPolicy[];
  /** Issuers whose tokens are accepted; undefined when none is validated. */
  readonly issuers?: readonly string[];
  /** Of these the ones whose tokens the next hop sees as well. */
  readonly forwardedIssuers?: readonly string[];
  /** What could not be read and might decide. */
  readonly gaps: readonly GapNote[];
  /** EnvoyFilters that patch this proxy's inbound filters. */
  readonly patchedBy: readonly string[];
  /** Attachment rests on code that no upstream test pins. */
  readonly probable: boolean;
}

/** Compiles on first use: most policies are only ever read one way. */
export function attachedPolicy(
  policy: AuthorizationPolicy,
  trustDomains: TrustDomains,
): AttachedPolicy {
  const compiled = new Map<Reading, readonly (CompiledRule | DroppedRule)[]>();
  return {
    policy,
    name: formatObjectRef({ kind: 'AuthorizationPolicy', ...policy.meta }),
    rules(reading) {
      const known = compiled.get(reading);
      if (known) return known;
      const rules = policy.rules.map(rule =>
        compileRule(rule, policy.action, reading, trustDomains),
      );
      compiled.set(reading, rules);
      return rules;
    },
  };
}

/** The rules that are left of a policy in one reading. */
export function liveRules(
  attached: AttachedPolicy,
  reading: Reading,
): readonly CompiledRule[] {
  return attached
    .rules(reading)
    .filter((rule): rule is CompiledRule => !('dropped' in rule));
}
