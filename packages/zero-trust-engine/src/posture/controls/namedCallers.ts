import { AuthorizationRule, Condition } from '../../snapshot/AuthorizationRule';
import { Workload } from '../../snapshot/Workload';
import { NetworkPolicyPeer } from '../../snapshot/parseNetworkPolicy';
import { PolicyPort } from '../../snapshot/policyPorts';
import { Selectors, WorkloadSet } from '../../select/Selectors';
import { ControlContext } from './ControlContext';
import { enforcersOf } from './enforcers';
import { enforcedRules } from './noWildcardPrincipal';

/** A caller that some rule of the called workload means. */
export interface NamedCaller {
  readonly caller: Workload;
  readonly object: string;
  readonly path: string;
  /** `mesh`: by its identity. `network`: by its labels. */
  readonly by: 'mesh' | 'network';
  /** The ports that the rule names; `any` for no constraint. */
  readonly ports: 'any' | readonly PolicyPort[];
}

/** A rule that selects more is about a group, and means no single call. */
const groupSize = 10;

/**
 * Callers that rules for a workload name: by a principal or service account
 * without wildcard, or by the labels of a NetworkPolicy's peer.
 */
export function namedCallers(
  context: ControlContext,
  workload: Workload,
): readonly NamedCaller[] {
  return [...byIdentity(context, workload), ...byLabels(context, workload)];
}

function byIdentity(
  context: ControlContext,
  workload: Workload,
): readonly NamedCaller[] {
  const { istio } = context.snapshot.facts;
  const own = new Set([
    'cluster.local',
    istio.trustDomain,
    ...istio.trustDomainAliases,
  ]);
  return enforcersOf(context, workload).flatMap(point =>
    point.state !== 'enforced'
      ? []
      : point.policies.allow.flatMap(policy =>
          enforcedRules(policy, point).flatMap(rule =>
            [...(rule.from ?? []), ...rule.when]
              .flatMap(({ conditions }) => conditions)
              .flatMap(condition => accountsIn(condition, own))
              .flatMap(account => context.runningUnder.get(account) ?? [])
              .map(caller => ({
                caller,
                object: policy.name,
                path: rule.path,
                by: 'mesh' as const,
                ports: portsOf(rule),
              })),
          ),
        ),
  );
}

/** Ports that a rule's operations name; any, as soon as one names none. */
function portsOf({ to }: AuthorizationRule): NamedCaller['ports'] {
  const named = (to ?? []).map(({ conditions }) =>
    conditions
      .filter(({ attribute }) => attribute === 'destination.port')
      .flatMap(({ values }) => values.map(Number)),
  );
  if (named.length === 0 || named.some(ports => ports.length === 0)) {
    return 'any';
  }
  return named.flat().map(port => ({
    protocol: 'TCP' as const,
    ports: { first: port, last: port },
  }));
}

/** `namespace/account` of this mesh's identities that a condition names. */
function accountsIn(
  { attribute, values }: Condition,
  own: ReadonlySet<string>,
): readonly string[] {
  if (attribute === 'source.serviceAccount') return values;
  if (attribute !== 'source.principal') return [];
  return values.flatMap(value => {
    const match = /^([^/*]+)\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(value);
    return match && own.has(match[1]) ? [`${match[2]}/${match[3]}`] : [];
  });
}

function byLabels(
  { snapshot, selectors, networkPolicies }: ControlContext,
  workload: Workload,
): readonly NamedCaller[] {
  const { id, namespace } = workload;
  return (networkPolicies.get(namespace) ?? [])
    .filter(({ podSelector }) => selectors.workloads(podSelector).has(id))
    .flatMap(({ meta, ingress }) =>
      ingress.flatMap(({ peers, ports }) =>
        (peers === 'any' ? [] : peers).flatMap(peer => {
          const callers = selectedBy(peer, namespace, selectors);
          if (!callers || callers.count > groupSize) return [];
          return snapshot.workloads
            .filter(caller => callers.has(caller.id))
            .map(caller => ({
              caller,
              object: `NetworkPolicy ${namespace}/${meta.name}`,
              path: peer.path,
              by: 'network' as const,
              ports,
            }));
        }),
      ),
    );
}

/** Whom a peer's labels select; undefined where it names no labels of pods. */
function selectedBy(
  peer: NetworkPolicyPeer,
  namespace: string,
  selectors: Selectors,
): WorkloadSet | undefined {
  if (peer.type !== 'pods' || !peer.podSelector) return undefined;
  const { podSelector, namespaceSelector } = peer;
  const around = namespaceSelector
    ? selectors.inNamespaces(namespaceSelector)
    : selectors.inNamespace(namespace);
  return selectors.workloads(podSelector).intersect(around);
}
