import { ciliumSettings } from './ciliumSettings';
import { CiliumFacts, FactOverrides } from './Facts';
import { imageVersion } from './detectFacts';
import type { Detected, FactSources } from './detectFacts';

/**
 * Cilium's profile from its config map and its agents' image. Defaults are the
 * agent's own for an absent key (spec cilium 1.1).
 */
export function detectCilium(
  from: FactSources,
  inUse: boolean,
  stated: FactOverrides['cilium'] = {},
): Detected<CiliumFacts | undefined> {
  if (!inUse) return { value: undefined, sources: {} };
  const map = from.configMaps.find(m => m.meta.name === 'cilium-config');
  const unread = !map && from.mayHideMap('cilium-config');
  const withoutMap = unread ? 'unread' : 'defaults';
  const config = stated.config ?? map?.data ?? {};
  const agent = from.runners
    .flatMap(runner =>
      runner.shape.containers.map(container => ({ runner, container })),
    )
    .find(({ container }) => container.name === 'cilium-agent');
  const seen = agent && imageVersion(agent.container);
  // Defaults of settings are those of the version.
  const version = stated.version ?? seen;
  const configSource = map
    ? `ConfigMap ${map.meta.namespace}/cilium-config`
    : 'default';
  return {
    value: {
      version,
      configuration: map ? 'read' : withoutMap,
      ...ciliumSettings(config, version),
      config,
    },
    sources: {
      version: seen && agent ? agent.runner.object : 'not found',
      policyMode: configSource,
      hostFirewall: configSource,
      clusterName: configSource,
      defaultLocalCluster: configSource,
    },
    gaps:
      map || unread
        ? []
        : [
            {
              kind: 'ConfigMap',
              group: '',
              reason: 'pending',
              object: {
                kind: 'ConfigMap',
                namespace: 'kube-system',
                name: 'cilium-config',
              },
              detail: 'not among the objects: defaults are assumed',
            },
          ],
  };
}
