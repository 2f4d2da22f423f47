import {
  AuthorizationAttribute,
  AuthorizationRule,
  Clause,
} from '../../snapshot/AuthorizationRule';
import { AuthorizationPolicy } from '../../snapshot/parseAuthorizationPolicy';
import { Snapshot } from '../../snapshot/Snapshot';
import { Workload, WorkloadId } from '../../snapshot/Workload';
import { covers } from './attachedPolicies';
import { objectsIn } from '../objectsIn';

/** Whom the ALLOW rules at one server may mean. */
interface Callers {
  readonly anybody: boolean;
  /** `namespace/account`. */
  readonly accounts: ReadonlySet<string>;
  readonly namespaces: ReadonlySet<string>;
}

/**
 * Whether an ALLOW rule at a server may speak of a caller. It takes too many
 * rather than too few: it is asked to find pairs that need no look at all.
 */
export function callersNamed(
  snapshot: Snapshot,
): (client: Workload, server: Workload) => boolean {
  const { rootNamespace } = snapshot.facts.istio;
  const known = new Map<WorkloadId, Callers>();
  const callersOf = (server: Workload): Callers => {
    const found = known.get(server.id);
    if (found) return found;
    const policies = [...new Set([rootNamespace, server.namespace])]
      .flatMap(namespace =>
        objectsIn(snapshot, 'AuthorizationPolicy', namespace),
      )
      .filter(policy => policy.action === 'ALLOW' && mayAttach(policy, server));
    const made = callersIn(policies.flatMap(policy => policy.rules));
    known.set(server.id, made);
    return made;
  };
  return ({ namespace, serviceAccount }, server) => {
    const { anybody, accounts, namespaces } = callersOf(server);
    return (
      anybody ||
      namespaces.has(namespace) ||
      accounts.has(`${namespace}/${serviceAccount}`)
    );
  };
}

/** What a reference targets is not looked up. */
function mayAttach({ target }: AuthorizationPolicy, server: Workload): boolean {
  const { selector, targetRefs } = target;
  if (targetRefs.length > 0 || selector === undefined) return true;
  const shapes = server.pods.length > 0 ? server.pods : [server];
  return shapes.some(({ labels }) => covers(selector, labels));
}

function callersIn(rules: readonly AuthorizationRule[]): Callers {
  const accounts = new Set<string>();
  const namespaces = new Set<string>();
  const clauses = rules.flatMap((rule): readonly (Clause | undefined)[] =>
    rule.from === undefined ? [undefined] : rule.from,
  );
  const named = clauses.map(c => addCallers(c, accounts, namespaces));
  return { anybody: named.includes(false), accounts, namespaces };
}

/** False when a clause may mean anybody. */
function addCallers(
  clause: Clause | undefined,
  accounts: Set<string>,
  namespaces: Set<string>,
): boolean {
  for (const { attribute, values } of clause?.conditions ?? []) {
    if (values.length === 0 || values.some(value => value.includes('*'))) {
      continue;
    }
    if (attribute === 'source.namespace') {
      values.forEach(value => namespaces.add(value));
      return true;
    }
    const shape = accountShapes.get(attribute);
    const parts = values.map(value => shape?.exec(value));
    if (!parts.every(isFound)) continue;
    parts.forEach(([, namespace, name]) =>
      accounts.add(`${namespace}/${name}`),
    );
    return true;
  }
  return false;
}

/** Values that name exactly one account; the trust domain is not compared. */
const accountShapes: ReadonlyMap<AuthorizationAttribute, RegExp> = new Map([
  ['source.principal', /\/ns\/([^/]+)\/sa\/([^/]+)$/],
  ['source.serviceAccount', /^([^/]+)\/([^/]+)$/],
]);

function isFound(
  found: RegExpExecArray | null | undefined,
): found is RegExpExecArray {
  return found !== null && found !== undefined;
}
