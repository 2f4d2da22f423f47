import { parseCidr } from '../../cidr';
import { AuthorizationAction } from '../../snapshot/parseAuthorizationPolicy';
import {
  AuthorizationAttribute,
  AuthorizationRule,
  Clause,
  Condition,
} from '../../snapshot/AuthorizationRule';
import { Reading } from './RequestFacts';
import { TrustDomains, expandTrustDomains } from './trustDomainAliases';

/** A rule as one enforcement point reads it. */
export interface CompiledRule {
  readonly path: string;
  readonly from?: readonly CompiledClause[];
  readonly to?: readonly CompiledClause[];
  readonly when: readonly CompiledClause[];
  /** Attributes that this reading cannot check and that were removed. */
  readonly removed: readonly AuthorizationAttribute[];
}

export interface CompiledClause {
  readonly path: string;
  readonly conditions: readonly Condition[];
  /** ztunnel: a match without any condition never matches. */
  readonly never: boolean;
}

/** A rule that this enforcement point does not have at all, and why. */
export interface DroppedRule {
  readonly path: string;
  readonly dropped: 'unknown-key' | 'unsupported-attribute' | 'invalid-value';
  readonly detail: string;
}

const httpOnly: readonly AuthorizationAttribute[] = [
  'request.host',
  'request.method',
  'request.path',
  'request.headers',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'request.auth.claims',
];

const ztunnelWhen: readonly AuthorizationAttribute[] = [
  'source.ip',
  'source.namespace',
  'source.principal',
  'destination.ip',
  'destination.port',
];

/** Whether this reading can check a condition. */
export function supports(reading: Reading, condition: Condition): boolean {
  const { attribute, fromWhen } = condition;
  if (reading === 'http') return true;
  if (reading === 'tcp') return !httpOnly.includes(attribute);
  return fromWhen
    ? ztunnelWhen.includes(attribute)
    : attribute !== 'remote.ip' && !httpOnly.includes(attribute);
}

/**
 * A broken or unsupported part shrinks an ALLOW and widens everything else:
 * an ALLOW rule that has one is dropped whole, from the other actions the part
 * is removed and the rest still applies.
 */
export function compileRule(
  rule: AuthorizationRule,
  action: AuthorizationAction,
  reading: Reading,
  trustDomains: TrustDomains,
): CompiledRule | DroppedRule {
  const { path } = rule;
  if (rule.unknownKey !== undefined) {
    return { path, dropped: 'unknown-key', detail: rule.unknownKey };
  }
  const all = [...(rule.from ?? []), ...(rule.to ?? []), ...rule.when].flatMap(
    clause => clause.conditions,
  );
  const unsupported = all.filter(c => !supports(reading, c));
  const invalid = all.flatMap(c => invalidValues(c));
  if (action === 'ALLOW' && unsupported.length > 0) {
    return {
      path,
      dropped: 'unsupported-attribute',
      detail: attributesOf(unsupported).join(', '),
    };
  }
  if (action === 'ALLOW' && invalid.length > 0) {
    return { path, dropped: 'invalid-value', detail: invalid.join(', ') };
  }
  const compile = (clause: Clause) =>
    compileClause(clause, reading, trustDomains);
  return {
    path,
    from: rule.from?.map(compile),
    to: rule.to?.map(compile),
    when: rule.when.map(compile),
    removed: attributesOf(unsupported),
  };
}

function compileClause(
  clause: Clause,
  reading: Reading,
  trustDomains: TrustDomains,
): CompiledClause {
  const conditions = clause.conditions
    .filter(c => supports(reading, c))
    // ztunnel's form has no place for trust domains of a source: they vanish.
    .filter(c => reading !== 'ztunnel' || c.attribute !== 'source.trustDomain')
    .map(withoutInvalid)
    .filter(c => c.values.length + c.notValues.length > 0)
    .map(c =>
      reading === 'ztunnel' ? c : expandTrustDomains(c, trustDomains),
    );
  return {
    path: clause.path,
    conditions,
    never: reading === 'ztunnel' && conditions.length === 0,
  };
}

function withoutInvalid(condition: Condition): Condition {
  const invalid = invalidValues(condition);
  const valid = (value: string) => !invalid.includes(value);
  return invalid.length === 0
    ? condition
    : {
        ...condition,
        values: condition.values.filter(valid),
        notValues: condition.notValues.filter(valid),
      };
}

function invalidValues(condition: Condition): readonly string[] {
  const values = [...condition.values, ...condition.notValues];
  switch (condition.attribute) {
    case 'destination.port':
      return values.filter(v => !/^\d+$/.test(v) || Number(v) > 65535);
    case 'source.ip':
    case 'remote.ip':
    case 'destination.ip':
      return values.filter(v => !parseCidr(v));
    default:
      return [];
  }
}

function attributesOf(
  conditions: readonly Condition[],
): readonly AuthorizationAttribute[] {
  return [...new Set(conditions.map(c => c.attribute))];
}
