import { ConsideredRule, Miss } from '../Layer';
import { CompiledClause, CompiledRule, DroppedRule } from './compileRule';
import { matchCondition } from './matchCondition';
import { matchClause } from './matchRule';
import { PolicySet } from './PolicySet';
import { RequestFacts } from './RequestFacts';

/** ALLOW rules at one enforcement point with what they do not take. */
export function consideredRules(
  policies: PolicySet,
  facts: RequestFacts,
): readonly ConsideredRule[] {
  return policies.allow.flatMap(attached =>
    attached.rules(facts.reading).map(rule => ({
      policy: attached.name,
      path: rule.path,
      misses: 'dropped' in rule ? [droppedMiss(rule)] : missesOf(rule, facts),
    })),
  );
}

/** A rule that this enforcement point cannot read is not there at all. */
function droppedMiss({ dropped, detail }: DroppedRule): Miss {
  return { part: 'rule', wants: [detail], has: dropped };
}

function missesOf(rule: CompiledRule, facts: RequestFacts): readonly Miss[] {
  return [
    ...listMisses(rule.from, facts),
    ...listMisses(rule.to, facts),
    ...rule.when.flatMap(clause => clauseMisses(clause, facts)),
  ];
}

/** One clause of a list must take the request: the closest one is told. */
function listMisses(
  clauses: readonly CompiledClause[] | undefined,
  facts: RequestFacts,
): readonly Miss[] {
  if (!clauses || clauses.some(c => matchClause(c, facts) !== 'no')) return [];
  const misses = clauses.map(clause => clauseMisses(clause, facts));
  const fewest = Math.min(...misses.map(m => m.length));
  return misses.find(m => m.length === fewest) ?? [];
}

function clauseMisses(
  clause: CompiledClause,
  facts: RequestFacts,
): readonly Miss[] {
  if (clause.never) return [{ part: 'rule', wants: [], has: 'never-matches' }];
  return clause.conditions
    .filter(condition => matchCondition(condition, facts) === 'no')
    .map(({ attribute, argument, values, notValues }) => ({
      part:
        argument.length > 0
          ? `${attribute}[${argument.join('][')}]`
          : attribute,
      wants: [
        ...values.slice(0, 3),
        ...notValues.slice(0, 3).map(value => `not ${value}`),
      ],
      has: valueOf(attribute, facts),
    }));
}

function valueOf(
  attribute: CompiledClause['conditions'][number]['attribute'],
  facts: RequestFacts,
): string {
  switch (attribute) {
    case 'source.principal':
    case 'source.namespace':
    case 'source.serviceAccount':
    case 'source.trustDomain':
      return facts.identity;
    case 'destination.port':
      return String(facts.port);
    case 'request.method':
      return facts.http.method ?? '';
    case 'request.path':
      return facts.http.path ?? '';
    case 'request.host':
      return facts.http.host ?? '';
    case 'connection.sni':
      return facts.sni;
    default:
      return '';
  }
}
