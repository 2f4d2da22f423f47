import { AccessGoal, AccessRule, RequestPath } from '../AccessGoal';

/** How people call the ends; absent: by the workload's own name. */
export interface PlanNames {
  readonly caller?: string;
  readonly callee?: string;
}

/** "checkout may call payment on port 8080/TCP with GET /v1/payments." */
export function sentenceOf(goal: AccessGoal, names: PlanNames = {}): string {
  const rules = goal.rules.map(ruleWords);
  return `${nameOf(goal.caller, names.caller)} may call ${nameOf(
    goal.callee,
    names.callee,
  )} on ${listOf(rules)}.`;
}

/** `production/Deployment/checkout` is called checkout. */
export function nameOf(key: string, name: string | undefined): string {
  return name ?? key.split('/').at(-1) ?? key;
}

/** `port 8080/TCP with GET or POST /v1 and below`. */
export function ruleWords({ port, protocol, http }: AccessRule): string {
  const at = `port ${port}/${protocol}`;
  if (!http) return at;
  const methods =
    http.methods.length > 0 ? listOf(http.methods, 'or') : 'any method';
  const paths =
    http.paths.length > 0
      ? listOf(http.paths.map(pathWords), 'or')
      : 'on any path';
  return `${at} with ${methods} ${paths}`;
}

function pathWords({ type, value }: RequestPath): string {
  switch (type) {
    case 'prefix':
      return value.endsWith('/')
        ? `anything below ${value}`
        : `${value} and below`;
    case 'template':
      return `paths like ${value}`;
    default:
      return value;
  }
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(
  words: readonly string[],
  last: 'and' | 'or' = 'and',
): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** What a plan comes to, in one sentence: objects that are new, rules in others. */
export function changeReason(
  sentence: string,
  created: number,
  extended: readonly string[],
): string {
  const parts = [
    ...(created === 1 ? ['one new object'] : []),
    ...(created > 1 ? [`${created} new objects`] : []),
    ...(extended.length > 0 ? [`a rule more in ${listOf(extended)}`] : []),
  ];
  return `With ${parts.join(' and ')}: ${sentence}`;
}
