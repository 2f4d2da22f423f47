import { DestinationRule } from '../../snapshot/parseDestinationRule';
import { StringMap } from '../../snapshot/KubernetesObject';
import { ClusterService, Snapshot } from '../../snapshot/Snapshot';
import { covers, isForRevision } from '../mesh/attachedPolicies';
import { revisionOf } from '../mesh/revisionOf';
import { objectsIn } from '../objectsIn';
import { MeshPeer } from './Peer';
import { exportedTo, matchesHost } from './visibility';

/** The client whose settings are looked for. */
export interface ClientOf {
  readonly namespace: string;
  readonly labels: StringMap;
  /** Of its control plane; undefined when not known. */
  readonly revision?: string;
}

/** What is dialled: a name, and the namespace that the name is declared in. */
export interface HostOf {
  readonly host: string;
  readonly namespace: string;
}

/** A workload as a client. */
export function clientOf({ workload, shape }: MeshPeer): ClientOf {
  return {
    namespace: workload.namespace,
    labels: shape.labels,
    revision: revisionOf(shape.annotations),
  };
}

const clusterDomain = 'svc.cluster.local';

/** The name under which the mesh knows a Service. */
export const hostOf = ({ meta }: ClusterService): HostOf => ({
  host: `${meta.name}.${meta.namespace}.${clusterDomain}`,
  namespace: meta.namespace,
});

/** A host as an object of a namespace writes it: a short one is of its own. */
export function qualifiedHost(host: string, namespace: string): string {
  return host.includes('.') || host.startsWith('*')
    ? host
    : `${host}.${namespace}.${clusterDomain}`;
}

/**
 * Istio, DestinationRule: the first namespace with any match wins, in the order
 * client, service, root; inside it the most specific host. Objects with that
 * host in that namespace are read as one, oldest first. So a wildcard of the
 * client's namespace beats an exact host of the service's.
 *
 * @returns what was found, oldest first; empty when nothing applies
 */
export function destinationRulesFor(
  snapshot: Snapshot,
  client: ClientOf,
  dialled: HostOf,
): readonly DestinationRule[] {
  const { rootNamespace, defaultDestinationRuleExportTo: byDefault } =
    snapshot.facts.istio;
  const seen = ({ exportTo, meta }: DestinationRule) =>
    exportedTo(exportTo, byDefault, meta.namespace, client.namespace);
  const of = (namespace: string) =>
    objectsIn(snapshot, 'DestinationRule', namespace).filter(
      ({ meta }) => isForRevision(meta, client.revision) !== false,
    );
  const steps = [
    // A client in the root namespace looks first only at what is private there.
    client.namespace === rootNamespace
      ? of(rootNamespace).filter(rule => rule.exportTo.includes('.'))
      : of(client.namespace).filter(
          rule => rule.exportTo.length === 0 || seen(rule),
        ),
    of(dialled.namespace).filter(seen),
    of(rootNamespace).filter(seen),
  ];
  for (const step of steps) {
    const found = mostSpecific(
      step.filter(
        rule =>
          matchesHost(
            qualifiedHost(rule.host, rule.meta.namespace),
            dialled.host,
          ) && selectsClient(rule, client),
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

function selectsClient(rule: DestinationRule, client: ClientOf): boolean {
  return (
    rule.workloadSelector === undefined ||
    (rule.meta.namespace === client.namespace &&
      covers(rule.workloadSelector, client.labels))
  );
}

const keyOf = ({ meta }: DestinationRule) =>
  `${meta.creationTimestamp} ${meta.name}`;
