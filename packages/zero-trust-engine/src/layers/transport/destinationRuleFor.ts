import { DestinationRule } from '../../snapshot/parseDestinationRule';
import { StringMap } from '../../snapshot/KubernetesObject';
import { ClusterService } from '../../snapshot/Snapshot';
import { covers } from '../mesh/attachedPolicies';

/** The client whose settings are looked for. */
export interface ClientOf {
  readonly namespace: string;
  readonly labels: StringMap;
}

const clusterDomain = 'svc.cluster.local';

/** The name under which the mesh knows a Service. */
export const hostOf = ({ meta }: ClusterService): string =>
  `${meta.name}.${meta.namespace}.${clusterDomain}`;

/**
 * Istio, DestinationRule: the first namespace with any match wins, in the order
 * client, service, root; inside it the most specific host. Objects with that
 * host in that namespace are read as one, oldest first. So a wildcard of the
 * client's namespace beats an exact host of the service's.
 *
 * @returns what was found, oldest first; empty when nothing applies
 */
export function destinationRulesFor(
  rules: readonly DestinationRule[],
  client: ClientOf,
  service: ClusterService,
  rootNamespace: string,
): readonly DestinationRule[] {
  const host = hostOf(service);
  const provider = service.meta.namespace;
  const exported = (rule: DestinationRule) =>
    rule.exportTo.length === 0 ||
    rule.exportTo.some(to => to === '*' || to === client.namespace);
  const own = (rule: DestinationRule) =>
    rule.exportTo.length === 0 ||
    rule.exportTo.some(
      to => to === '*' || to === '.' || to === client.namespace,
    );
  const steps = [
    // A client in the root namespace looks first only at what is private there.
    client.namespace === rootNamespace
      ? rules.filter(
          r => r.meta.namespace === rootNamespace && r.exportTo.includes('.'),
        )
      : rules.filter(r => r.meta.namespace === client.namespace && own(r)),
    rules.filter(r => r.meta.namespace === provider && exported(r)),
    rules.filter(r => r.meta.namespace === rootNamespace && exported(r)),
  ];
  for (const step of steps) {
    const found = mostSpecific(
      step.filter(
        rule => matchesHost(rule, host) && selectsClient(rule, client),
      ),
    );
    if (found.length > 0) return found;
  }
  return [];
}

function mostSpecific(
  matching: readonly DestinationRule[],
): readonly DestinationRule[] {
  if (matching.length === 0) return [];
  const longest = Math.max(...matching.map(specificity));
  const best = matching.filter(rule => specificity(rule) === longest);
  const selecting = best.filter(rule => rule.workloadSelector !== undefined);
  return [...(selecting.length > 0 ? selecting : best)].sort((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : 1,
  );
}

/** An exact host before every wildcard, then the longer wildcard. */
function specificity({ host }: DestinationRule): number {
  return host.startsWith('*') ? host.length : Number.MAX_SAFE_INTEGER;
}

function matchesHost(rule: DestinationRule, host: string): boolean {
  if (rule.host.startsWith('*')) return host.endsWith(rule.host.slice(1));
  // A name without dots belongs to the rule's own namespace.
  return rule.host.includes('.')
    ? rule.host === host
    : `${rule.host}.${rule.meta.namespace}.${clusterDomain}` === host;
}

function selectsClient(rule: DestinationRule, client: ClientOf): boolean {
  return (
    rule.workloadSelector === undefined ||
    (rule.meta.namespace === client.namespace &&
      covers(rule.workloadSelector, client.labels))
  );
}

const keyOf = ({ meta }: DestinationRule) =>
  `${meta.creationTimestamp} ${meta.name}`;
