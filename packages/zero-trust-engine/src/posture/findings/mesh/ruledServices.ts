import {
  destinationRulesFor,
  hostOf,
  qualifiedHost,
} from '../../../layers/transport/destinationRuleFor';
import { DestinationRule } from '../../../snapshot/parseDestinationRule';
import { matchesHost } from '../../../layers/transport/visibility';
import { ClusterService, Snapshot } from '../../../snapshot/Snapshot';
import { FindingContext } from '../FindingContext';

/**
 * Services to which a DestinationRule tells callers what to send: those whose
 * host it names and for which, from its own namespace, no other comes first. A
 * rule for some callers only is left out.
 */
export function servicesRuledBy(
  rule: DestinationRule,
  { snapshot }: FindingContext,
): readonly ClusterService[] {
  const found = inSnapshot.get(snapshot) ?? new Map();
  inSnapshot.set(snapshot, found);
  const known = found.get(rule);
  if (known) return known;
  const services = ruled(rule, snapshot);
  found.set(rule, services);
  return services;
}

/** Two checks ask the same of one snapshot. */
const inSnapshot = new WeakMap<
  Snapshot,
  Map<DestinationRule, readonly ClusterService[]>
>();

function ruled(
  rule: DestinationRule,
  snapshot: Snapshot,
): readonly ClusterService[] {
  if (rule.workloadSelector !== undefined) return [];
  const { rootNamespace } = snapshot.facts.istio;
  const { namespace } = rule.meta;
  const named = qualifiedHost(rule.host, namespace);
  return snapshot.services.filter(service => {
    const dialled = hostOf(service);
    // Cheaper than asking for every Service, and never too narrow.
    if (!matchesHost(named, dialled.host)) return false;
    const client = {
      namespace:
        namespace === rootNamespace ? service.meta.namespace : namespace,
      labels: {},
    };
    return destinationRulesFor(snapshot, client, dialled).includes(rule);
  });
}
