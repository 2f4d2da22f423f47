import { Connection, Engine, Outcome, RawObject } from '@ztn/zero-trust-engine';
import { AccessRule, RequestPath } from '../AccessGoal';
import { AccessPlan } from '../AccessPlan';
import { planAccess } from '../planAccess';

const requests = ['GET', 'POST', 'DELETE'].flatMap(method =>
  ['/admin', '/v1', '/v1/a', '/v1/b/x', '/v1x', '/a.b', '/acb', '/'].map(
    path => ({ method, path }),
  ),
);

/** Every workload with every other, on every port, with every request. */
function answersOf(engine: Engine): ReadonlyMap<string, Outcome> {
  const answers = new Map<string, Outcome>();
  const { workloads } = engine.snapshot;
  for (const from of workloads) {
    for (const to of workloads.filter(other => other !== from)) {
      for (const port of [8080, 9090]) {
        const ask = (more: Pick<Connection, 'http'>, name: string) =>
          answers.set(
            `${from.key} ${to.key} ${port} ${name}`,
            engine.judge({
              from: { type: 'workload', ref: from.ref },
              to: { type: 'workload', ref: to.ref },
              protocol: 'TCP',
              port,
              ...more,
            }).outcome,
          );
        for (const http of requests)
          ask({ http }, `${http.method} ${http.path}`);
        ask({ http: null }, 'tcp');
      }
    }
  }
  return answers;
}

const segment = "[A-Za-z0-9._~%!$&'()+,;:@=-]+";

/** Read by hand from the specification, and not with the planner's words. */
export function isAskedPath(
  { type, value }: RequestPath,
  path: string,
): boolean {
  switch (type) {
    case 'prefix': {
      const base = value.replace(/\/$/, '');
      return value.endsWith('/')
        ? path.startsWith(value)
        : path === base || path.startsWith(`${base}/`);
    }
    case 'template':
      return new RegExp(`^${value.replace('{*}', segment)}$`).test(path);
    default:
      return path === value;
  }
}

function isAskedOf(rules: readonly AccessRule[], port: number, name: string) {
  return rules.some(rule => {
    if (rule.port !== port) return false;
    if (!rule.http) return true;
    const [method, path] = name.split(' ');
    return (
      rule.http.methods.includes(method) &&
      rule.http.paths.some(one => isAskedPath(one, path))
    );
  });
}

/** Told of every plan. */
export type Counted = (
  outcome: AccessPlan['outcome'],
  plan: AccessPlan,
) => void;

/** What asking one by one has against the plans for one cluster. */
export function faultOf(
  engineWith: (added: readonly RawObject[]) => Engine,
  rules: readonly AccessRule[],
  counted: Counted,
): object | undefined {
  const engine = engineWith([]);
  const { workloads } = engine.snapshot;
  const before = answersOf(engine);
  for (const from of workloads) {
    for (const to of workloads.filter(other => other !== from)) {
      const goal = { caller: from.key, callee: to.key, rules };
      const plan = planAccess({ engine, goal });
      counted(plan.outcome, plan);
      if (!['change', 'already_allowed'].includes(plan.outcome)) continue;
      const added = plan.objects.map(({ object }) => object);
      // From nothing, and not from what the planner compiled.
      const after = added.length > 0 ? answersOf(engineWith(added)) : before;
      const alike = workloads.filter(
        other =>
          other.namespace === from.namespace &&
          other.serviceAccount === from.serviceAccount,
      );
      for (const [question, now] of after) {
        const [caller, callee, port, ...name] = question.split(' ');
        const was = before.get(question);
        const isAsked =
          callee === to.key && isAskedOf(rules, Number(port), name.join(' '));
        if (isAsked && caller === from.key) {
          if (now !== 'allow') return { fault: 'refused', question, now, plan };
          continue;
        }
        const isAlike = alike.some(({ key }) => key === caller);
        // Whether something is HTTP that is not is no question of policy.
        const isIdle =
          name.join() === 'tcp' &&
          now === 'conditional' &&
          callee === to.key &&
          isAlike;
        if (isIdle) continue;
        const isShared =
          isAsked &&
          isAlike &&
          plan.findings.some(({ id }) => id === 'shared-service-account');
        if (now !== was && !isShared) {
          return { fault: 'another changed', question, was, now, plan };
        }
      }
    }
  }
  return undefined;
}
