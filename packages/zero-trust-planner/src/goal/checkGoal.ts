import { AccessGoal, AccessRule } from '../AccessGoal';
import { GoalFault } from './InvalidGoalError';
import { pathFault } from './paths';
import { isPlainText } from './text';

/** Methods that a rule may name. */
export const requestMethods = [
  'GET',
  'HEAD',
  'OPTIONS',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
] as const;

const longest = 20;

/** What is wrong with a goal by itself, before a cluster is looked at. */
export function goalFaults(goal: AccessGoal): readonly GoalFault[] {
  const { rules } = goal;
  const ends = (['caller', 'callee'] as const)
    .filter(end => goal[end] === '' || !isPlainText(goal[end]))
    .map(end => fault(end, 'must be the key of a workload'));
  const count =
    rules.length === 0 || rules.length > longest
      ? [fault('rules', `must be 1 to ${longest} rules`)]
      : [];
  return [
    ...ends,
    ...count,
    ...rules.flatMap((rule, index) => ruleFaults(rule, `rules[${index}]`)),
  ];
}

function ruleFaults(rule: AccessRule, at: string): readonly GoalFault[] {
  const { port, protocol, http } = rule;
  const faults: GoalFault[] = [];
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    faults.push(fault(`${at}.port`, 'must be a whole number from 1 to 65535'));
  }
  if (protocol !== 'TCP' && protocol !== 'UDP') {
    faults.push(fault(`${at}.protocol`, 'must be TCP or UDP'));
  }
  if (!http) return faults;
  if (protocol !== 'TCP') {
    faults.push(fault(`${at}.http`, 'only TCP carries HTTP'));
  }
  if (http.methods.length === 0 && http.paths.length === 0) {
    faults.push(fault(`${at}.http`, 'must name a method or a path'));
  }
  const known: readonly string[] = requestMethods;
  http.methods.forEach((method, index) => {
    if (!known.includes(method)) {
      const message = `must be one of ${requestMethods.join(', ')}`;
      faults.push(fault(`${at}.http.methods[${index}]`, message));
    }
  });
  http.paths.forEach((path, index) => {
    const message = pathFault(path);
    if (message) faults.push(fault(`${at}.http.paths[${index}]`, message));
  });
  return faults;
}

function fault(field: string, message: string): GoalFault {
  return { field, message };
}
