import { CiliumPolicy } from '../../../snapshot/ciliumPolicy';
import { ConfigMap, Snapshot } from '../../../snapshot/Snapshot';

/** Policies of both of Cilium's kinds. */
export function ciliumPolicies(snapshot: Snapshot): readonly CiliumPolicy[] {
  return [
    ...snapshot.objects('CiliumNetworkPolicy'),
    ...snapshot.objects('CiliumClusterwideNetworkPolicy'),
  ];
}

/** The agents' configuration, where it was read. */
export function ciliumConfigMap(snapshot: Snapshot): ConfigMap | undefined {
  return snapshot.configMaps.find(({ meta }) => meta.name === 'cilium-config');
}

/**
 * Whether the agents' configuration was read or stated. Without it the engine
 * assumes defaults, on which no finding may rest.
 */
export function knowsCiliumConfig(snapshot: Snapshot): boolean {
  return (
    snapshot.facts.sources['cilium.config'] === 'stated' ||
    ciliumConfigMap(snapshot) !== undefined
  );
}
