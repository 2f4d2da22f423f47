import { Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { Named } from '../Layer';
import { objectsIn } from '../objectsIn';

/**
 * Ports and addresses that authorization rules on the way into a workload can
 * compare: those of the root namespace and of its own, which is also where the
 * policies of its Services are.
 */
export function namedByRules(snapshot: Snapshot): (server: Workload) => Named {
  const { rootNamespace } = snapshot.facts.istio;
  const known = new Map<string, Named>();
  return ({ namespace }) => {
    const found = known.get(namespace);
    if (found) return found;
    const conditions = [...new Set([rootNamespace, namespace])]
      .flatMap(ns => objectsIn(snapshot, 'AuthorizationPolicy', ns))
      .flatMap(policy => policy.rules)
      .flatMap(rule => [...(rule.from ?? []), ...(rule.to ?? []), ...rule.when])
      .flatMap(clause => clause.conditions);
    const valuesOf = (...attributes: readonly string[]) => [
      ...new Set(
        conditions
          .filter(c => attributes.includes(c.attribute))
          .flatMap(c => [...c.values, ...c.notValues]),
      ),
    ];
    const named = {
      ports: valuesOf('destination.port')
        .map(Number)
        .filter(port => Number.isInteger(port) && port >= 1 && port <= 65535)
        .map(port => ({ first: port, last: port })),
      cidrs: valuesOf('source.ip', 'remote.ip'),
      fqdns: [],
    };
    known.set(namespace, named);
    return named;
  };
}
