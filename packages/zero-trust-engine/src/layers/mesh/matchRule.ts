import { CompiledClause, CompiledRule } from './compileRule';
import { Match, allMatch, anyMatch } from './match';
import { matchCondition } from './matchCondition';
import { RequestFacts } from './RequestFacts';

/** `(any of from) and (any of to) and (all of when)`. */
export function matchRule(rule: CompiledRule, facts: RequestFacts): Match {
  return allMatch([
    rule.from ? anyMatch(rule.from.map(c => matchClause(c, facts))) : 'yes',
    rule.to ? anyMatch(rule.to.map(c => matchClause(c, facts))) : 'yes',
    ...rule.when.map(c => matchClause(c, facts)),
  ]);
}

/** All conditions of one source, operation or `when` entry. */
export function matchClause(
  clause: CompiledClause,
  facts: RequestFacts,
): Match {
  if (clause.never) return 'no';
  return allMatch(clause.conditions.map(c => matchCondition(c, facts)));
}

/** Path of the deciding part: the source that matches, else the rule. */
export function decidingPath(rule: CompiledRule, facts: RequestFacts): string {
  const matches = (clauses: readonly CompiledClause[] | undefined) =>
    clauses?.find(c => matchClause(c, facts) === 'yes') ??
    clauses?.find(c => matchClause(c, facts) === 'maybe');
  return (matches(rule.from) ?? matches(rule.to))?.path ?? rule.path;
}
