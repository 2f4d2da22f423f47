import { AllowedOperations, HttpOperation } from '../Layer';
import { Outcome } from '../../vocabulary';
import { LayerVerdict } from '../../Verdict';
import { Condition } from '../../snapshot/AuthorizationRule';
import { CompiledClause, CompiledRule } from './compileRule';
import { CustomAuthorizers } from './decide';
import { matchCondition } from './matchCondition';
import { AttachedPolicy, PolicySet, liveRules } from './PolicySet';
import { RequestFacts } from './RequestFacts';

/** The condition under which a request that an authorizer sees is refused. */
export const externalAuthorizerKey = 'external-authorizer';

/**
 * What one caller may do at one hop, over all its requests: every rule with
 * what is known of the caller worked in, so that only conditions on the
 * request are left. The verdict is that of the whole set.
 */
export function allowedOperations(
  policies: PolicySet,
  facts: RequestFacts,
  authorizers: CustomAuthorizers,
  verdict: LayerVerdict,
): AllowedOperations {
  if (verdict.outcome === 'unknown') {
    return { allow: [], except: [], verdict };
  }
  const denied = operationsOf(policies.deny, facts);
  const handedOver = policies.custom.flatMap(attached => {
    const { provider } = attached.policy;
    const operations = operationsOf([attached], facts);
    switch (authorizers.outcomeOf(provider, facts.reading)) {
      case 'deny':
        return operations;
      case 'ignored':
        return [];
      default:
        return operations.map(o => refusedBy(o, provider ?? ''));
    }
  });
  const except = [...denied, ...handedOver];
  if (except.some(isUnrestricted)) {
    return { allow: [], except: [], verdict };
  }
  if (policies.allow.length === 0) return { allow: 'any', except, verdict };
  const allow = operationsOf(policies.allow, facts);
  if (allow.some(isUnrestricted)) return { allow: 'any', except, verdict };
  return { allow, except: allow.length === 0 ? [] : except, verdict };
}

/** The outcome of a set: allowed or denied as a whole, or it depends. */
export function outcomeOfSet(
  set: Pick<AllowedOperations, 'allow' | 'except'>,
): Outcome {
  if (set.allow !== 'any' && set.allow.length === 0) return 'deny';
  return set.allow === 'any' && set.except.length === 0
    ? 'allow'
    : 'conditional';
}

function isUnrestricted(operation: HttpOperation): boolean {
  return Object.values(operation).every(part => part === undefined);
}

function refusedBy(operation: HttpOperation, provider: string): HttpOperation {
  const refusal = { key: externalAuthorizerKey, notValues: [provider] };
  return { ...operation, when: [...(operation.when ?? []), refusal] };
}

function operationsOf(
  policies: readonly AttachedPolicy[],
  facts: RequestFacts,
): readonly HttpOperation[] {
  return policies.flatMap(attached =>
    liveRules(attached, facts.reading).flatMap(rule =>
      residuals(rule, facts).map(toOperation),
    ),
  );
}

/** Conditions that stay open, one list per combination of source and operation. */
function residuals(
  rule: CompiledRule,
  facts: RequestFacts,
): readonly (readonly Condition[])[] {
  const parts = [
    ...(rule.from ? [rule.from] : []),
    ...(rule.to ? [rule.to] : []),
    ...rule.when.map(clause => [clause]),
  ];
  return parts.reduce<readonly (readonly Condition[])[]>(
    (combinations, clauses) =>
      combinations.flatMap(open =>
        clauses.flatMap(clause => {
          const rest = residual(clause, facts);
          return rest ? [[...open, ...rest]] : [];
        }),
      ),
    [[]],
  );
}

/** What of a clause is undecided; undefined when it cannot match. */
function residual(
  clause: CompiledClause,
  facts: RequestFacts,
): readonly Condition[] | undefined {
  if (clause.never) return undefined;
  const open: Condition[] = [];
  for (const condition of clause.conditions) {
    const match = matchCondition(condition, facts);
    if (match === 'no') return undefined;
    if (match === 'maybe') open.push(condition);
  }
  return open;
}

function toOperation(open: readonly Condition[]): HttpOperation {
  const operation: { -readonly [K in keyof HttpOperation]: HttpOperation[K] } =
    {};
  for (const condition of open) {
    const values = condition.values.length > 0 ? condition.values : undefined;
    const notValues =
      condition.notValues.length > 0 ? condition.notValues : undefined;
    switch (condition.attribute) {
      case 'request.method':
        if (values) operation.methods = values;
        if (notValues) operation.notMethods = notValues;
        break;
      case 'request.path':
        if (values) operation.paths = values;
        if (notValues) operation.notPaths = notValues;
        break;
      case 'request.host':
        if (values) operation.hosts = values;
        if (notValues) operation.notHosts = notValues;
        break;
      default:
        operation.when = [
          ...(operation.when ?? []),
          {
            key: keyOf(condition),
            ...(values ? { values } : {}),
            ...(notValues ? { notValues } : {}),
          },
        ];
    }
  }
  return operation;
}

function keyOf({ attribute, argument }: Condition): string {
  switch (attribute) {
    case 'request.headers':
      return `request.headers[${argument[0]}]`;
    case 'request.auth.claims':
      return `request.auth.claims[${argument.join('][')}]`;
    case 'experimental.envoy.filters':
      return `experimental.${argument[0]}[${argument[1]}]`;
    default:
      return attribute;
  }
}
